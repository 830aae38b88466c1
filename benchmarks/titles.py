"""Titles of pages without their markup: `uv run python -m benchmarks.titles FOLDER`.

FOLDER holds saved pages (`*.html`, `*.html.gz`, in folders too). What a reader sees of each is cut as scraped
text is; its title is right when it has the letters of the page's first-level heading or of the title that
the page declares. Tells how many are right. `--fit` fits the weights of `ingest.cutting.evidence` to the
pages and prints them; `--held-out FOLDER` measures those on other pages.
"""

import argparse
import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.errors import BadPage
from graph.folding import fold
from ingest.cutting.body import find_body
from ingest.cutting.evidence import SET_BY_HAND, WEIGHTS, Segmentation, read_signs
from ingest.cutting.line import read_lines
from ingest.cutting.title import find_candidates, find_title
from ingest.encoding import decode
from ingest.html import read_html
from ingest.linking.lexicon import load_lexicon
from ingest.linking.linker import Linker
from ingest.markup import inner_text, parse, visible_text
from ingest.metadata import read_metadata
from ingest.naming.known import KnownNames

_LEAST_LETTERS = 8
_STEPS, _RATE, _DECAY, _SPREAD, _PENALTY = 1500, 0.05, 0.9, 0.999, 2.0
Matrix = NDArray[np.float64]
_SIGNS = tuple(sign for sign in WEIGHTS if sign not in SET_BY_HAND)


@dataclass(frozen=True)
class Example:
    """A page without its markup, and the letters of the titles that are right."""

    page: Segmentation
    titles: frozenset[str]

    def is_right(self, text: str) -> bool:
        """Tell whether a title is one of the page's."""
        return _letters(text) in self.titles


def read_examples(folder: Path, names: KnownNames) -> Iterator[Example | None]:
    """The pages of a folder that have a title; None for one that holds no article."""
    for path in sorted({*folder.rglob("*.html"), *folder.rglob("*.html.gz")}):
        raw = path.read_bytes()
        try:
            example = _read(decode(gzip.decompress(raw) if path.suffix == ".gz" else raw), names)
        except BadPage:
            yield None
            continue
        if example.titles:
            yield example


def _read(markup: str, names: KnownNames) -> Example:
    root = parse(markup)
    if root is None:
        raise BadPage("holds no markup; give a saved page")
    titles = [inner_text(heading) for heading in root.iter("h1")]
    lines = read_lines(visible_text(root))
    if read_metadata(root).titles:
        titles.append(read_html(markup, names).title)
    long = frozenset(title for title in map(_letters, titles) if len(title) >= _LEAST_LETTERS)
    return Example(Segmentation(lines, find_body(lines), names), long)


def _letters(text: str) -> str:
    return fold("".join(letter for letter in text if letter.isalnum()))


def count_right(examples: Sequence[Example | None]) -> int:
    """How many titles are right."""
    found = ((example, find_title(example.page)) for example in examples if example)
    return sum(title is not None and example.is_right(title.text) for example, title in found)


def fit(examples: Sequence[Example | None]) -> dict[str, float]:
    """The weights that make the right lines most likely among each page's candidates.

    A conditional logit with a quadratic penalty, by Adam (Kingma and Ba 2015). Pages without a right line
    say nothing.
    """
    pages = [page for example in examples if example and (page := _page(example))]
    weights, mean, spread = (np.zeros(len(_SIGNS)) for _ in range(3))
    for step in range(1, _STEPS + 1):
        slope = _PENALTY * weights / len(pages)
        for signs, fixed, right in pages:
            scores = signs @ weights + fixed
            odds = np.exp(scores - scores.max())
            wanted = odds * right
            slope = slope + signs.T @ (odds / odds.sum() - wanted / wanted.sum()) / len(pages)
        mean = _DECAY * mean + (1 - _DECAY) * slope
        spread = _SPREAD * spread + (1 - _SPREAD) * slope * slope
        size = np.sqrt(spread / (1 - _SPREAD**step)) + 1e-8
        weights = weights - _RATE * mean / (1 - _DECAY**step) / size
    return {sign: round(float(weight), 1) for sign, weight in zip(_SIGNS, weights, strict=True)}


def _page(example: Example) -> tuple[Matrix, Matrix, Matrix] | None:
    """The signs of a page's candidates, the weight of those set by hand, and which candidates are right."""
    candidates = find_candidates(example.page)
    right = np.array([float(example.is_right(line.text)) for line in candidates])
    if not right.any():
        return None
    signs = [read_signs(line, example.page) for line in candidates]
    fixed = [sum(WEIGHTS[sign] * of.get(sign, 0.0) for sign in SET_BY_HAND) for of in signs]
    return np.array([[of.get(sign, 0.0) for sign in _SIGNS] for of in signs]), np.array(fixed), right


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure or fit, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fit", action="store_true", help="fit the weights to the folder")
    parser.add_argument("--held-out", type=Path, help="measure the fitted weights on this folder")
    options = parser.parse_args(arguments)
    names = KnownNames(Linker(load_lexicon()))
    examples = list(read_examples(options.folder, names))
    _tell("the weights in use", options.folder, examples)
    if not options.fit:
        return
    fitted = fit(examples)
    WEIGHTS.update(fitted)
    for sign, weight in WEIGHTS.items():
        print(f"{weight:+.1f} {sign}")
    _tell("the fitted weights", options.folder, examples)
    if options.held_out:
        _tell("the fitted weights", options.held_out, list(read_examples(options.held_out, names)))


def _tell(what: str, folder: Path, examples: Sequence[Example | None]) -> None:
    right = count_right(examples)
    share = right / len(examples) if examples else 0.0
    print(f"{folder.name}, {what}: {right} of {len(examples)} titles right ({share:.3f})")


if __name__ == "__main__":
    main()
