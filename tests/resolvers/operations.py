"""Random valid operations on the schema: aliases, fragments, directives, variables, arguments."""

from dataclasses import dataclass, field
from typing import Any, cast

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLNonNull,
    build_schema,
    get_named_type,
    is_abstract_type,
    is_composite_type,
    is_enum_type,
    is_leaf_type,
)
from hypothesis import strategies as st

from exploring_values import exploring_values, path_ends
from filter_values import article_filters, entity_filters, story_filters
from graph.story import story_id
from resolvers.schema import sdl
from world import World

_SCHEMA = build_schema(sdl())
_DEEPEST = 5


@dataclass
class Operation:
    """An operation under construction: its text and its variables."""

    text: str = ""
    definitions: list[str] = field(default_factory=list[str])
    variables: dict[str, Any] = field(default_factory=dict[str, Any])
    fragments: list[str] = field(default_factory=list[str])


class OperationMaker:
    """Draws one operation that asks for things of a world."""

    def __init__(self, draw: Any, world: World) -> None:
        self._draw = draw
        self._world = world
        self._aliases = 0
        self.made = Operation()

    def make(self) -> Operation:
        """Draw the whole operation."""
        query = _SCHEMA.query_type
        assert query is not None
        names = [name for name in query.fields if name != "search"]
        chosen = self._draw(st.lists(st.sampled_from(names), min_size=1, max_size=3))
        roots = " ".join(self._field(name, query.fields[name], 0) for name in chosen)
        head = f"query Q({', '.join(self.made.definitions)})" if self.made.definitions else "query Q"
        self.made.text = "\n".join([f"{head} {{ __typename {roots} }}", *self.made.fragments])
        return self.made

    def _selections(self, of: Any, depth: int) -> str:
        all_fields: dict[str, GraphQLField] = of.fields
        fields = {
            name: definition
            for name, definition in all_fields.items()
            if depth < _DEEPEST or not is_composite_type(_named(definition))
        }
        leaves = [name for name, definition in fields.items() if is_leaf_type(_named(definition))]
        chosen = self._draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=3))
        parts = [self._field(name, fields[name], depth) for name in chosen]
        parts += self._draw(
            st.sampled_from([[], [], ["__typename"], [f"again: {leaves[0]}"] if leaves else []])
        )
        if is_abstract_type(of) and depth < _DEEPEST and self._draw(st.booleans()):
            concrete = self._draw(
                st.sampled_from(sorted(_SCHEMA.get_possible_types(of), key=lambda t: t.name))
            )
            parts.append(self._fragment(concrete, depth + 1))
        if depth < _DEEPEST and self._draw(st.integers(0, 5)) == 0:
            parts.append(self._fragment(of, depth + 1))
        return "{ " + " ".join(parts) + " }"

    def _fragment(self, of: Any, depth: int) -> str:
        selections = self._selections(of, depth)
        if self._draw(st.booleans()):
            return f"... on {of.name}{self._directive()} {selections}"
        name = f"F{len(self.made.fragments)}"
        self.made.fragments.append(f"fragment {name} on {of.name} {selections}")
        return f"...{name}{self._directive()}"

    def _field(self, name: str, definition: GraphQLField, depth: int) -> str:
        named: Any = _named(definition)
        arguments = self._arguments(name, definition)
        # A field with arguments or selections gets an alias of its own, so that no two can conflict.
        self._aliases += 1
        alias = (
            f"a{self._aliases}: "
            if arguments or is_composite_type(named) or self._draw(st.booleans())
            else ""
        )
        below = " " + self._selections(named, depth + 1) if is_composite_type(named) else ""
        return f"{alias}{name}{arguments}{self._directive()}{below}"

    def _directive(self) -> str:
        which = self._draw(st.sampled_from(["", "", "", "", "skip", "include"]))
        if not which:
            return ""
        value = self._draw(st.booleans())
        if self._draw(st.booleans()):
            return f" @{which}(if: {str(value).lower()})"
        return f" @{which}(if: ${self._variable('Boolean!', value)})"

    def _arguments(self, name: str, definition: GraphQLField) -> str:
        if not definition.args:
            return ""
        values = self._values(name, definition)
        written = [self._argument(definition.args[key], key, value) for key, value in values.items()]
        return f"({', '.join(written)})" if written else ""

    def _argument(self, argument: GraphQLArgument, name: str, value: Any) -> str:
        if self._draw(st.booleans()):
            return f"{name}: ${self._variable(str(cast(Any, argument).type), value)}"
        return f"{name}: {_literal(value, argument.type)}"

    def _variable(self, type_: str, value: Any) -> str:
        name = f"v{len(self.made.variables)}"
        self.made.definitions.append(f"${name}: {type_}")
        self.made.variables[name] = value
        return name

    def _values(self, name: str, definition: GraphQLField) -> dict[str, Any]:
        draw = self._draw
        if name in ("node", "nodes", "entity", "article", "story"):
            articles = [article.id for article in self._world.articles]
            entities = [entity.id for entity in self._world.entities]
            entities += sorted({event.id for article in self._world.articles for event in article.events})
            stories = [story_id(article) for article in articles]
            ids = {"entity": entities, "article": articles, "story": stories}.get(
                name, articles + entities + stories
            )
            one = st.sampled_from([*ids, "nothing"])
            return {"ids": draw(st.lists(one, max_size=5))} if name == "nodes" else {"id": draw(one)}
        if name in ("person", "place", "organization", "event"):
            texts = [alias.text for entity in self._world.entities for alias in entity.aliases]
            return {"name": draw(st.sampled_from([*texts, "nobody at all"]))}
        if name == "suggest":
            prefix = draw(st.sampled_from(["p", "Per", "pla", "EVENT", "بو", "سور", "zzz"]))
            return {"prefix": prefix, **self._some(kinds=_kinds(), first=st.integers(1, 6))}
        if name == "review":
            return self._some(kinds=_kinds(), first=st.integers(0, 7))
        if name in ("related", "relatedNews"):
            ids = st.sampled_from([*(article.id for article in self._world.articles), "nothing"])
            which = {"articleId": draw(ids)} if name == "relatedNews" else {}
            return which | self._some(
                by=st.lists(st.sampled_from(["ENTITIES", "TEXT", "EVENT", "EDITOR", "TIME"]), max_size=4),
                langs=st.lists(st.sampled_from(["ar", "en", "fr"]), min_size=1, max_size=2),
                first=st.integers(0, 5),
                minScore=st.sampled_from([0.0, 0.3]),
                halfLifeDays=st.sampled_from([1.0, 30.0]),
            )
        if "where" in definition.args:
            return self._page(name, definition)
        return self._explored(name, definition)

    def _explored(self, name: str, definition: GraphQLField) -> dict[str, Any]:
        if name == "paths":
            return path_ends(self._draw, self._world) | self._some(
                maxLength=st.integers(1, 4), first=st.integers(0, 10)
            )
        explored = exploring_values(name)
        if explored is not None:
            return self._some(**explored)
        return self._some(**{argument: _BY_NAME[argument] for argument in definition.args})

    def _page(self, name: str, definition: GraphQLField) -> dict[str, Any]:
        draw = self._draw
        page: dict[str, st.SearchStrategy[Any]] = {
            draw(st.sampled_from(["first", "last"])): st.integers(0, 7),
            "where": _FILTERS.get(name, article_filters)(self._world),
        }
        if "sort" in definition.args:
            page["sort"] = st.sampled_from(["NEWEST", "OLDEST"])
        if "includeParts" in definition.args:
            page["includeParts"] = st.booleans()
        return self._some(**page)

    def _some(self, **strategies: st.SearchStrategy[Any]) -> dict[str, Any]:
        return {name: self._draw(values) for name, values in strategies.items() if self._draw(st.booleans())}


_FILTERS = {"entities": entity_filters, "stories": story_filters}


def _named(definition: Any) -> Any:
    return cast(Any, get_named_type(definition.type))


def _kinds() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(["PERSON", "PLACE", "ORGANIZATION", "EVENT"]), max_size=3)


_BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "first": st.integers(0, 5),
    "kinds": _kinds(),
    "lang": st.sampled_from(["ar", "en", "fr", "ru"]),
}
"""What is drawn for an argument that means the same wherever it stands."""


def _literal(value: Any, type_: Any) -> str:
    """A value as it stands in a document where its type is this one."""
    if isinstance(type_, GraphQLNonNull):
        return _literal(value, cast(Any, type_).of_type)
    if isinstance(value, list):
        return f"[{', '.join(_literal(one, type_.of_type) for one in cast(list[Any], value))}]"
    if isinstance(value, dict):
        parts = cast(dict[str, Any], value).items()
        written = [f"{key}: {_literal(part, type_.fields[key].type)}" for key, part in parts]
        return "{" + ", ".join(written) + "}"
    if isinstance(value, str):
        return value if is_enum_type(type_) else '"' + value.replace('"', '\\"') + '"'
    return str(value).lower() if isinstance(value, bool) else repr(value)


def operations(world: World) -> st.SearchStrategy[Operation]:
    """Random operations on a graph that holds this world."""

    @st.composite
    def drawn(draw: Any) -> Operation:
        return OperationMaker(draw, world).make()

    return drawn()
