"""The words by which pages' furniture is told: known kinds, folded, each once, and none that matches all."""

import re
import tomllib
from importlib.resources import files

import pytest

KINDS = {
    "lead_in", "list_title", "share", "furniture", "advert", "appeal", "comments", "legal", "caption",
    "credit", "goes_on",
}  # fmt: skip
FILES = {
    file.name: tomllib.loads(file.read_text(encoding="utf-8"))
    for file in (files("seeds") / "cues").iterdir()
    if file.name.endswith(".toml")
}
LANGUAGES = sorted(set(FILES) - {"agencies.toml"})


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_language_has_every_kind(name: str) -> None:
    assert set(FILES[name]) == KINDS


@pytest.mark.parametrize("name", LANGUAGES)
def test_forms_are_expressions_over_folded_text(name: str) -> None:
    for forms in FILES[name].values():
        assert len(forms) == len(set(forms))
        for form in forms:
            assert not re.compile(form).search("")
            assert form == form.lower()
            assert not re.search("[\u00c0-\u024f]", form), "Latin letters lose their accents"


def test_agencies_and_outlets_are_names_without_signs() -> None:
    assert set(FILES["agencies.toml"]) == {"agency", "outlet"}
    names = [*FILES["agencies.toml"]["agency"], *FILES["agencies.toml"]["outlet"]]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[\w ]+", name) for name in names)
