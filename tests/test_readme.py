"""The README's examples are run, and the answers there are the ones that come back."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph.address import Address
from serving import serving

FILE = Path(__file__).parents[1] / "README.md"
README = FILE.read_text("utf-8")
EXAMPLES = re.findall(r"```graphql\n(.*?)```\n\n```json\n(.*?)```", README, re.DOTALL)


def test_the_two_commands_come_first() -> None:
    blocks = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
    assert blocks[0] == (
        "console",
        "pip install uv && uv run content-graph serve\npip install uv && uv run pytest\n",
    )


def test_every_query_has_an_answer() -> None:
    assert len(EXAMPLES) == README.count("```graphql") >= 5


@pytest.fixture(scope="module")
def server_url(environment: dict[str, str], demo_database: Address) -> Iterator[str]:
    """A server as a reader starts it, with an encoder; all demo articles have their embeddings already."""
    del demo_database
    with serving({**environment, "CONTENT_GRAPH_EMBED": "true"}) as url:
        yield url


@pytest.mark.parametrize(("query", "answer"), EXAMPLES)
def test_the_answer_is_the_one_shown(
    server_url: str, query: str, answer: str, request: pytest.FixtureRequest
) -> None:
    got = httpx.post(f"{server_url}/graphql", json={"query": query}, timeout=30).json()
    assert "errors" not in got
    # The last digits of what embeddings give differ from one processor to another.
    data = json.loads(json.dumps(got["data"]), parse_float=lambda number: round(float(number), 3))
    if request.config.getoption("--update"):
        shown = json.dumps(data, ensure_ascii=False, indent=2)
        example = f"```graphql\n{query}```\n\n```json\n"
        text = FILE.read_text("utf-8")
        FILE.write_text(text.replace(f"{example}{answer}```", f"{example}{shown}\n```"), "utf-8")
    else:
        assert data == json.loads(answer)


def test_every_code_in_the_table_is_one_that_is_sent() -> None:
    told = set(re.findall(r"`([A-Z_]{5,})`", README[README.index("## Errors") : README.index("## Licence")]))
    code = "".join(path.read_text("utf-8") for path in Path(__file__).parents[1].glob("*/**/*.py"))
    assert {name for name in told if f'"{name}"' not in code} == set()
