"""`content-graph review` as an editor runs it, and what ingest and the server then make of it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.address import Address
from shared_graph import SharedGraph

pytestmark = [pytest.mark.changes_demo, pytest.mark.slow]

ITEMS = (
    "{ review(first: 100) { id text kind provisional articleCount example { sentence article { url } } } }"
)


class Editor:
    """Runs `content-graph` on the shared database."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self._environment, self._folder = environment, folder

    def __call__(self, *arguments: str, status: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "server", *arguments],
            capture_output=True,
            env=self._environment,
            check=False,
        )
        assert done.returncode == status, done.stderr.decode()
        return (done.stdout if status == 0 else done.stderr).decode()

    def read(self, number: int, body: str) -> None:
        """Put an article into the graph."""
        record = {"url": f"https://n.example/{number}", "title": f"Item {number}", "body": body, "lang": "en"}
        path = self._folder / f"{number}.jsonl"
        path.write_text(json.dumps(record), encoding="utf-8")
        self("ingest", "--quiet", str(path))

    def open(self) -> dict[str, dict[str, Any]]:
        """What waits for a decision, by name."""
        listed = map(json.loads, self("review", "--json", "--limit", "1000").splitlines())
        return {item["text"]: item for item in listed}


@pytest.fixture
def editor(
    environment: dict[str, str], demo_database: Address, shared_graph: SharedGraph, tmp_path: Path
) -> Iterator[Editor]:
    """An editor at the demo graph, which this changes."""
    yield Editor(environment, tmp_path)
    shared_graph.spoil()


def test_an_editor_accepts_merges_and_drops(editor: Editor, server_url: str) -> None:
    def ask(query: str) -> Any:
        answer = httpx.post(f"{server_url}/graphql", json={"query": query}, timeout=60).json()
        assert "errors" not in answer, answer
        return answer["data"]

    sentence = "Judge Alda Zorvath met Orsin Quillembe, a lawyer from Harmattan Trading Group."
    editor.read(1, f"{sentence} They talked about the port for a long time and left in the evening.")
    waiting = editor.open()
    alda = waiting["Alda Zorvath"]
    assert (alda["kind"], alda["provisional"], alda["articles"]) == ("Person", True, 1)
    assert (alda["sentence"], alda["url"]) == (sentence, "https://n.example/1")
    shown = {item["text"]: item for item in ask(ITEMS)["review"]}
    assert shown["Alda Zorvath"]["example"] == {
        "sentence": sentence,
        "article": {"url": "https://n.example/1"},
    }
    person = '{ person(name: "Alda Zorvath") { id name provisional articleCount } }'
    assert ask(person)["person"] == {
        "id": alda["id"], "name": "Alda Zorvath", "provisional": True, "articleCount": 1,
    }  # fmt: skip
    shown_to_people = editor("review", "--limit", "1000")
    assert f"Alda Zorvath  Person, provisional, 1 article\n  {alda['id']}\n  {sentence}\n" in shown_to_people

    assert "accepted" in editor("review", "accept", alda["id"], "--wikidata", "Q999999999")
    orsin, firm = waiting["Orsin Quillembe"], waiting["Harmattan Trading Group"]
    merged = json.loads(editor("review", "merge", orsin["id"], "Q7747", "--json"))
    assert merged == {"id": orsin["id"], "what": "merged", "into": "Q7747"}
    assert "dropped" in editor("review", "drop", firm["id"])
    editor.read(
        2, "The crowd saw Alda Zorvath and Orsin Quillembe near Harmattan Trading Group today, and waved."
    )
    assert editor.open().keys().isdisjoint({"Alda Zorvath", "Orsin Quillembe", "Harmattan Trading Group"})
    answer = ask(
        '{ person(name: "Alda Zorvath") { provisional articleCount wikidataId } '
        'other: person(name: "Orsin Quillembe") { name } '
        'organization(name: "Harmattan Trading Group") { id } '
        'article(url: "https://n.example/2") { mentions { entity { name } } } }'
    )
    assert answer == {
        "person": {"provisional": False, "articleCount": 2, "wikidataId": "Q999999999"},
        "other": {"name": "Vladimir Putin"},
        "organization": None,
        "article": {"mentions": [{"entity": {"name": name}} for name in ("Alda Zorvath", "Vladimir Putin")]},
    }
    assert "was merged" in editor("review", "drop", orsin["id"], status=2)
