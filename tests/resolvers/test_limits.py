"""What one operation may ask for, to the limit and one past it."""

from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Any

import pytest
from graphql import get_introspection_query, parse, validate
from hypothesis import given
from hypothesis import strategies as st

from graph.address import Address
from graph.database import Database
from graph.errors import LimitExceeded
from resolvers.federation import subgraph
from resolvers.guard.limits import DEFAULT_LIMITS, OperationLimits
from resolvers.guard.size import check_size
from resolvers.planner.execution import QueryExecutor

SMALL = OperationLimits(
    tokens=400, depth=4, aliases=3, roots=2, directives=2, fields=30, repeats=10, cost=100
)


@pytest.fixture
async def database(address: Address) -> AsyncGenerator[Database]:
    """A database that no refused operation reaches."""
    async with Database(address) as opened:
        yield opened


def refusal(
    database: Database, query: str, variables: dict[str, Any] | None = None, limits: OperationLimits = SMALL
) -> tuple[str, object] | None:
    """The message and the limit that an operation is refused with; None where it may run."""
    answer = QueryExecutor(subgraph, database, limits=limits).refusal(query, variables)
    if answer is None:
        return None
    (error,) = answer.errors
    extensions = error.extensions or {}
    assert (answer.ran, extensions["code"]) == (False, "LIMIT_EXCEEDED"), error
    return error.message, extensions["limit"]


def nested(levels: int) -> str:
    """An operation of that many levels, a fragment on the way."""
    inner = "id" if levels == 3 else "related { article { id } }"
    return f"{{ articles {{ nodes {{ ...A }} }} }} fragment A on Article {{ {inner} }}"


@pytest.mark.parametrize(
    ("name", "fits", "passes"),
    [
        ("tokens", "{ articles { nodes { id } } }" + " " * 500, "{" + " stats { articles }" * 100 + " }"),
        ("depth", nested(3), nested(5)),
        (
            "depth",
            '{ articles(where: {NOT: {NOT: {lang: {eq: "ar"}}}}) { totalCount } }',
            '{ articles(where: {NOT: {NOT: {NOT: {NOT: {NOT: {lang: {eq: "ar"}}}}}}}) { totalCount } }',
        ),
        (
            "aliases",
            "{ a: __typename b: __typename ...F } fragment F on Query { c: __typename }",
            "{ a: __typename b: __typename ...F } fragment F on Query { c: __typename d: __typename }",
        ),
        (
            "roots",
            "{ stats { articles } ...F __typename } fragment F on Query { review { id } stats { entities } }",
            "{ stats { articles } ...F } fragment F on Query { review { id } a: stats { entities } }",
        ),
        (
            "directives",
            "{ __typename @skip(if: false) ... @include(if: true) { __typename } }",
            "{ __typename @skip(if: false) ... @include(if: true) { __typename @skip(if: true) } }",
        ),
        ("repeats", "{" + " __typename" * 5 + " }", "{" + " __typename" * 6 + " }"),
    ],
)
async def test_the_limit_is_the_last_that_is_let_through(
    database: Database, name: str, fits: str, passes: str
) -> None:
    assert refusal(database, fits) is None
    told = refusal(database, passes)
    assert told is not None
    assert told[1] == {"name": name, "most": getattr(SMALL, name)}


async def test_fragments_that_double_are_stopped_at_the_limit_of_fields(database: Database) -> None:
    both = " ".join(f"{key}: related {{ article {{ ...FNEXT }} }}" for key in "ab")
    doubled = "\n".join(
        f"fragment F{n} on Article {{ {both} }}".replace("NEXT", str(n + 1)) for n in range(30)
    )
    query = f'{{ article(id: "x") {{ ...F0 }} }}\n{doubled}\nfragment F30 on Article {{ id }}'
    roomy = replace(DEFAULT_LIMITS, depth=100, aliases=10_000)
    assert refusal(database, query, limits=roomy) == (
        "the document selects more than 2,000 fields; select fewer",
        {"name": "fields", "most": 2000},
    )


async def test_every_type_of_an_interface_counts(database: Database) -> None:
    query = "".join(f"... on {name} {{ id name }} " for name in ("Person", "Place", "Event"))
    query = f'{{ node(id: "x") {{ {query} }} }}'
    assert refusal(database, query, limits=replace(SMALL, fields=7)) is None
    told = refusal(database, query, limits=replace(SMALL, fields=6))
    assert told is not None and told[1] == {"name": "fields", "most": 6}


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("{ articles { nodes { id } } }", 1 + 1 + 20),
        ("{ articles(first: 4) { nodes { id } totalCount } }", 1 + 1 + 4 + 1),
        ("{ articles(first: 4) { nodes { related(first: 3) { score } } } }", 1 + 1 + 4 + 12),
        ("{ articles(first: 4) { nodes { mentions { count } } } }", 1 + 1 + 4 + 40),
        ("query($n: Int) { articles(first: $n) { nodes { id } } }", 1 + 1 + 7),
        ("query($n: Int) { articles(last: $n) { edges { node { id } } } }", 1 + 1 + 7 + 7),
        ("{ articles(first: 0) { nodes { id } } }", 1 + 1),
        ('{ nodes(ids: ["a", "b", "c"]) { id } }', 1 + 3),
        ("{ trending(first: 5) { entities { entity { id } } } }", 1 + 1 + 5 + 5),
    ],
)
async def test_pages_multiply(database: Database, query: str, cost: int) -> None:
    variables = {"n": 7}
    assert refusal(database, query, variables, replace(SMALL, cost=cost)) is None
    message, limit = refusal(database, query, variables, replace(SMALL, cost=cost - 1)) or ("", None)
    assert message.startswith(f"the answer may hold {cost} values, more than {cost - 1}")
    assert limit == {"name": "cost", "most": cost - 1}


async def test_pages_in_pages_cannot_multiply_past_the_limit(database: Database) -> None:
    query = """{ articles(first: 100) { nodes { related(first: 100) { article { related(first: 100) {
      article { title } } } } } } }"""
    assert refusal(database, query, limits=DEFAULT_LIMITS) == (
        "the answer may hold 2,020,102 values, more than 20,000; ask for smaller pages or fewer fields",
        {"name": "cost", "most": 20_000},
    )


@pytest.mark.parametrize(
    "text",
    [
        "{ articles(first: NUMBER) { totalCount } }",
        "query($n: Int = NUMBER) { articles(first: $n) { totalCount } }",
        "{ articles { totalCount @skip(if: NUMBER) } }",
    ],
)
async def test_a_number_is_not_read_to_its_end(database: Database, text: str) -> None:
    told = refusal(database, text.replace("NUMBER", "9" * 5000))
    assert told is not None and told[1] == {"name": "digits", "most": 100}


async def test_variables_hold_so_many_values(database: Database) -> None:
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert refusal(database, query, {"ids": ["a"] * 8}, replace(SMALL, values=9)) is None
    told = refusal(database, query, {"ids": ["a"] * 9}, replace(SMALL, values=9))
    assert told is not None and told[1] == {"name": "values", "most": 9}


async def test_a_text_that_nests_past_the_parser_is_refused(database: Database) -> None:
    query = "{ articles(where: " + "[" * 900 + "]" * 900 + ") { totalCount } }"
    told = refusal(database, query, limits=DEFAULT_LIMITS)
    assert told is not None and told[1] == {"name": "depth", "most": 15}


def test_introspection_passes() -> None:
    document = parse(get_introspection_query(input_value_deprecation=True, specified_by_url=True))
    check_size(document, DEFAULT_LIMITS)


def choices(*spreads: str) -> st.SearchStrategy[str]:
    """Selections on an article, with these fragments."""
    nesting = st.recursive(
        st.sampled_from(["__typename", "id", "a: id", "b: title", *spreads]),
        lambda inner: st.lists(inner, min_size=1, max_size=3).map(
            lambda each: f"related {{ article {{ {' '.join(each)} }} }}"
        ),
        max_leaves=6,
    )
    return st.lists(nesting, min_size=1, max_size=3).map(" ".join)


def verdict(text: str, limits: OperationLimits) -> str | None:
    """The limit that an operation passes."""
    try:
        check_size(parse(text), limits)
    except LimitExceeded as error:
        return error.limit
    return None


@given(choices("...A", "...B"), choices("...B"), choices())
def test_a_fragment_counts_like_what_it_stands_for(body: str, a: str, b: str) -> None:
    limits = replace(DEFAULT_LIMITS, depth=7, aliases=2, fields=12, repeats=10_000)
    inlined_b = f"... on Article {{ {b} }}"
    inlined_a = f"... on Article {{ {a.replace('...B', inlined_b)} }}"
    inlined = body.replace("...A", inlined_a).replace("...B", inlined_b)
    fragments = f" fragment A on Article {{ {a} }} fragment B on Article {{ {b} }}"
    # Fragments that nothing spreads would be measured by themselves.
    used = f'{{ article(id: "x") {{ {body} }} b: article(id: "y") {{ ...A ...B }} }}'
    plain = f'{{ article(id: "x") {{ {inlined} }} b: article(id: "y") {{ {inlined_a} {inlined_b} }} }}'
    assert (verdict(used + fragments, limits) is None) == (verdict(plain, limits) is None)


@given(st.fixed_dictionaries(dict.fromkeys("AB", choices("...A", "...B"))))
def test_fragments_that_spread_themselves_end_the_walk(bodies: dict[str, str]) -> None:
    text = '{ article(id: "x") { ...A } }'
    text += "".join(f" fragment {name} on Article {{ {body} }}" for name, body in bodies.items())
    passed = verdict(text, DEFAULT_LIMITS)
    told = validate(subgraph._schema, parse(text))  # pyright: ignore[reportPrivateUsage]
    endless = any("within itself" in error.message for error in told)
    assert passed in (
        (None, "depth", "fields", "aliases", "repeats") if endless else (None, "depth", "aliases")
    )
