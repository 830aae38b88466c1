"""Tables of stories, and the node that tells of the layout."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.bulk.table import Table, moment, write_header
from graph.folding import fold
from graph.story import story_id


@dataclass(slots=True)
class Members:
    """What is known of a story's articles: how many, first and last moment (ms), the first's id and title."""

    articles: int
    first: int
    last: int
    hero: str
    title: str

    def join(self, other: "Members") -> None:
        """Take other articles of the same story in."""
        if (other.first, other.hero) < (self.first, self.hero):
            self.first, self.hero, self.title = other.first, other.hero, other.title
        self.last = max(self.last, other.last)
        self.articles += other.articles


def write_groups(
    folder: Path, stories: Mapping[str, Members], told: Iterable[tuple[str, str]], lexicon: str, articles: int
) -> int:
    """Write the stories of two articles or more; return how many.

    `stories` and `told` (an article's id, its story) know stories by any key. `lexicon` is the digest of
    the lexicon that is among the entities, `articles` the highest number that an article of the feed has.
    """
    kept = {key: members for key, members in stories.items() if members.articles > 1}
    columns = ("heroId", "title", "titleFolded", "firstAt:datetime", "lastAt:datetime", "articleCount:long")
    write_header(folder, "stories", ["id:ID(Story)", *columns])
    write_header(folder, "told", [":START_ID(Article)", ":END_ID(Story)"])
    with Table(folder, "stories") as table:
        for one in kept.values():
            facts = (moment(one.first), moment(one.last), one.articles)
            table.add([story_id(one.hero), one.hero, one.title, fold(one.title), *facts])
    with Table(folder, "told") as table:
        for article, key in told:
            if key in kept:
                table.add([article, story_id(kept[key].hero)])
    # Its version is written when the indexes are there: until then any command goes on with them.
    write_header(folder, "layout", ["name:ID(Layout)", "articles:long", "lexicon"])
    with Table(folder, "layout") as table:
        table.add(["content-graph", articles, lexicon])
    return len(kept)
