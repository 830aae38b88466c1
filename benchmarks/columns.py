"""How well pages of text are cut: articles of Arabic papers whose title, writer and text are known.

Takes a folder of the Saudi Newspapers Corpus (SaudiNewsNet, CC BY-NC-SA): zip files, each with one JSON file
of articles. Each is put together as a reader copies it, title above writer above text, and cut again.

uv run python -m benchmarks.columns FOLDER [--every 20] [--from 11]
"""

import argparse
import html
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import fmean

from graph.errors import BadPage
from ingest.cutting.cutter import cut
from ingest.eval import Scores, token_scores
from ingest.linking.lexicon import load_lexicon
from ingest.linking.linker import Linker
from ingest.naming.known import KnownNames

_LEAST = 300


@dataclass(frozen=True, slots=True)
class Column:
    """An article as a paper's site gave it; `writer` is a line that may name agency and place, too."""

    title: str
    writer: str
    text: str

    @property
    def page(self) -> str:
        """What a reader copies."""
        return "\n".join(part for part in (self.title, self.writer, self.text) if part)


def read_columns(folder: Path) -> Iterator[Column]:
    """The articles with a title and 300 letters of text or more, of all *.zip files of a folder."""
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            articles = json.loads(archive.read(path.with_suffix(".json").name))
        for article in articles:
            column = Column(
                *(html.unescape(article[key] or "").strip() for key in ("title", "author", "content"))
            )
            if column.title and len(column.text) >= _LEAST:
                yield column


def main() -> None:
    """Cut every n-th article, and print how many titles, writers and words come out right."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--every", type=int, default=20)
    options.add_argument("--from", type=int, default=11, dest="first")
    given = options.parse_args()
    names = KnownNames(Linker(load_lexicon()))
    columns = list(islice(read_columns(given.folder), given.first, None, given.every))
    counts, scores = Counter[str](), list[Scores]()
    for column in columns:
        counts["with a line of the writer"] += bool(column.writer)
        try:
            page = cut(column.page, names)
        except BadPage:
            counts["refused"] += 1
            continue
        counts["title right"] += page.title == " ".join(column.title.split())
        counts["writer or agency found"] += bool(column.writer and page.byline)
        scores.append(token_scores(page.body, column.text))
    print(f"{len(columns)} articles:", ", ".join(f"{count} {what}" for what, count in counts.items()))
    precision, recall = fmean(one.precision for one in scores), fmean(one.recall for one in scores)
    print(f"words of the body: precision {precision:.4f}, recall {recall:.4f}")


if __name__ == "__main__":
    main()
