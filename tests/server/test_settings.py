"""Settings from the environment, and the table that documents them."""

import re
from pathlib import Path

import pytest

from graph.errors import BadSetting
from server.settings import Settings, load_settings, variable

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_table_names_every_setting_with_its_default_and_meaning() -> None:
    rows = re.findall(r"^\| `([A-Z0-9_]+)` \| (.*?) \| (.*) \|$", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    expected: list[tuple[str, str, str]] = []
    for name, field in Settings.model_fields.items():
        default = "the user's data folder" if name == "home" else str(field.default)
        default = "" if field.default in (None, "") else default
        expected.append((variable(name), default, field.description or ""))
    assert rows == expected


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("CONTENT_GRAPH_PORT", "eighty", "CONTENT_GRAPH_PORT is 'eighty'"),
        ("CONTENT_GRAPH_PORT", "70000", "CONTENT_GRAPH_PORT is '70000'"),
        ("CONTENT_GRAPH_READ_SECONDS", "0", "CONTENT_GRAPH_READ_SECONDS is '0'"),
        ("CONTENT_GRAPH_HEAP_MB", "1", "CONTENT_GRAPH_HEAP_MB is '1'"),
    ],
)
def test_a_bad_value_is_told_with_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting, match=re.escape(told)):
        load_settings()


def test_what_is_given_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTENT_GRAPH_PORT", "9000")
    assert load_settings().port == 9000
    assert load_settings(port=9001).port == 9001
    assert load_settings(port=None).port == 9000


def test_an_outside_neo4j_is_named_as_its_own_tools_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "neo4j://graph.example:7687")
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")
    settings = load_settings()
    assert (settings.neo4j_uri, settings.neo4j_password) == ("neo4j://graph.example:7687", "secret")
    assert "secret" not in repr(settings)
