"""The table of `content-graph eval`: what is read from pages, measured against gold beside them."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from graph.errors import BadArgument
from graph.model import EntityKind
from ingest.article import Reader
from ingest.document import Failure, read_paths
from ingest.eval import PageScores, Scores, measure, read_gold
from ingest.linking.lexicon import load_lexicon

_PAGES = (".txt", ".html", ".htm")
_MARKS = {True: "yes", False: "NO", None: "-"}


def show_scores(folder: Path) -> None:
    """Measure every page of a folder that has gold beside it, and print the table.

    Raises BadArgument when there is none, BadPage or BadInput for a page or gold that cannot be read.
    """
    pages = sorted(
        page for page in folder.glob("*") if page.suffix in _PAGES and page.with_suffix(".json").is_file()
    )
    if not pages:
        raise BadArgument(
            f"{folder} holds no page with gold beside it (page.txt or page.html, and page.json)"
        )
    lexicon = load_lexicon()
    reader = Reader(lexicon)
    scores: dict[str, PageScores] = {}
    for page in pages:
        for document in read_paths([str(page)], None):
            if isinstance(document, Failure):
                raise document.error
            gold = read_gold(page.with_suffix(".json"))
            scores[page.name] = measure(reader.read(document), gold, lexicon.entities)
    _show(scores)


def _show(scores: dict[str, PageScores]) -> None:
    table = Table(
        "page",
        "body P",
        "R",
        "F1",
        "title",
        "author",
        "date",
        "lang",
        *(kind.value for kind in EntityKind),
        "reported",
    )
    for name, page in scores.items():
        table.add_row(
            name,
            *_three(page.body),
            *(_MARKS[found] for found in (page.title, page.author, page.date, page.lang)),
            *(_counts(page.entities.get(kind)) for kind in EntityKind),
            _event_counts([page]),
        )
    table.add_section()
    table.add_row(
        "all",
        *_three(_sum([page.body for page in scores.values()])),
        *_shares(scores),
        *_totals(scores),
        _event_counts(list(scores.values())),
    )
    console = Console(width=max(150, Console().width))
    console.print(table)
    console.print(
        "People, places, organizations and events named: precision / recall; - where gold names none."
    )
    console.print("Events reported: precision / recall, and how many have exactly gold's participants.")


def _three(scores: Scores) -> list[str]:
    return [f"{scores.precision:.3f}", f"{scores.recall:.3f}", f"{scores.f1:.3f}"]


def _counts(scores: Scores | None) -> str:
    return (
        "-"
        if scores is None or not scores.given + scores.wanted
        else f"{scores.precision:.2f} / {scores.recall:.2f}"
    )


def _event_counts(pages: list[PageScores]) -> str:
    known = [page.events for page in pages if page.events is not None]
    exact = sum(events.exact for events in known)
    counts = _counts(_sum([events.found for events in known])) if known else "-"
    return f"{counts} ({exact})" if known else counts


def _sum(all_scores: list[Scores]) -> Scores:
    return sum(all_scores, Scores(0, 0, 0))


def _shares(scores: dict[str, PageScores]) -> list[str]:
    columns = [[page.title, page.author, page.date, page.lang] for page in scores.values()]
    shares: list[str] = []
    for column in zip(*columns, strict=True):
        known = [found for found in column if found is not None]
        shares.append(f"{sum(known)}/{len(known)}")
    return shares


def _totals(scores: dict[str, PageScores]) -> list[str]:
    return [
        _counts(_sum([page.entities[kind] for page in scores.values() if kind in page.entities]))
        for kind in EntityKind
    ]
