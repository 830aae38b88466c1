"""Texts and numbers that try to become more than a value, for every place of every argument."""

# ruff: noqa: E501 - what is sent is easier to judge on one line

from typing import Any, cast

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLSchema,
    get_named_type,
)

from security.probes import Probe, asked

BATCH = 15
"""Values that one operation holds, as many as it may have root fields."""

INJECTIONS = (
    "' OR 1=1 //", "\") MATCH (n) DETACH DELETE n //", "`}) RETURN 1 //", "$p0", "{x: 1}", "\\", "\\u0027",
    "*", "?", "~", "a~0.0000001", "/(a+)+$/", "[* TO *]", "a AND", "((((", "title:*", "\"", "a^1e99", "+-&&||!(){}[]^\"~*?:\\/",
    "\0", "a\0b", "\u202eabc", "\u200f\u200e", "\ufeff", "\ufffe", "\U0010ffff", "é" * 500, "a" * 5000, "(" * 2000, "",
    " ", "\n\r\t", "../../etc/passwd", "<script>alert(1)</script>", "${jndi:ldap://127.0.0.1/a}", "{{7*7}}", "%00", "%s%n",
    "-1", "NaN", "1e999", "9" * 40, "Q0", "Q99999999999999999999999", "q7747", "Q7747' ", "A:", "=", "null", "__proto__",
    "٣", "İ", "ﬀ", "ß", "ـــ", "ًٌٍ", "javascript:alert(1)", "file:///etc/passwd", "http://[::1", "http://\0", "2026-13-45", "0000-00-00",
)  # fmt: skip
"""Texts for every place that takes one: of Cypher, Lucene, shells and pages, and of letters that are odd."""

NUMBERS = (0, -1, 101, 2**31 - 1, -(2**31), 2**31, 2**63, 1e308, -0.0, 0.5)


def _inner(type_: Any) -> Any:
    return type_.of_type


def _valid(type_: Any) -> Any:
    """A value for an argument that must be given beside the one that is tried."""
    if isinstance(type_, GraphQLNonNull):
        return _valid(_inner(type_))
    if isinstance(type_, GraphQLList):
        return [_valid(_inner(type_))]
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    if isinstance(type_, GraphQLInputObjectType):
        return {n: _valid(f.type) for n, f in type_.fields.items() if isinstance(f.type, GraphQLNonNull)}
    return 1 if isinstance(type_, GraphQLScalarType) and type_.name in ("Int", "Float") else "Q7747"


def _places(type_: Any, levels: int = 2) -> list[tuple[str, list[Any]]]:
    """Values of a type that hold a probe each, with the place where it is."""
    if isinstance(type_, GraphQLNonNull):
        return _places(_inner(type_), levels)
    if isinstance(type_, GraphQLList):
        return [
            (f"{place}[]", [[value] for value in values]) for place, values in _places(_inner(type_), levels)
        ]
    if isinstance(type_, GraphQLInputObjectType):
        if not levels:
            return []
        needed = {n: _valid(f.type) for n, f in type_.fields.items() if isinstance(f.type, GraphQLNonNull)}
        return [
            (f".{name}{place}", [needed | {name: value} for value in values])
            for name, inner in type_.fields.items()
            for place, values in _places(inner.type, levels - 1)
        ]
    if isinstance(type_, GraphQLScalarType) and type_.name in ("Int", "Float"):
        return [("", list(NUMBERS))]
    return [] if type_.name == "Boolean" or isinstance(type_, GraphQLEnumType) else [("", list(INJECTIONS))]


def _selection(of: GraphQLField) -> str:
    named = cast(object, get_named_type(cast(Any, of.type)))
    return "" if isinstance(named, GraphQLScalarType | GraphQLEnumType) else " { __typename }"


def injections(schema: GraphQLSchema) -> list[Probe]:
    """Every injection in every place of every argument of the root fields; one argument a probe.

    Each probe is an operation with up to BATCH aliases.
    """
    probes: list[Probe] = []
    roots = (schema.query_type, "query"), (schema.mutation_type, "mutation")
    for root, kind in roots:
        assert root is not None
        for name, of in root.fields.items():
            for argument, taken in of.args.items():
                needed = {
                    n: a for n, a in of.args.items() if isinstance(a.type, GraphQLNonNull) and n != argument
                }
                for place, values in _places(taken.type):
                    if place:
                        # Filters have many places that end in the same few pieces of statements.
                        values = values[::10]
                    title = f"{kind} {name}({argument}{place})"
                    probes += [
                        _injection(
                            f"{title} {start}",
                            (kind, name, argument),
                            of,
                            needed,
                            values[start : start + BATCH],
                        )
                        for start in range(0, len(values), BATCH)
                    ]
    return probes


def _injection(
    title: str, where: tuple[str, str, str], of: GraphQLField, needed: dict[str, Any], values: list[Any]
) -> Probe:
    """One operation with a field for each value; the values are variables."""
    kind, name, argument = where
    declared = [f"$v{n}: {of.args[argument].type}" for n in range(len(values))]
    declared += [f"$n{n}: {taken.type}" for n, taken in needed.items()]
    beside = "".join(f", {n}: $n{n}" for n in needed)
    fields = " ".join(f"f{n}: {name}({argument}: $v{n}{beside}){_selection(of)}" for n in range(len(values)))
    variables = {f"v{n}": value for n, value in enumerate(values)}
    variables |= {f"n{n}": _valid(taken.type) for n, taken in needed.items()}
    return asked(title, f"{kind}({' '.join(declared)}) {{ {fields} }}", variables, refused=False)
