"""Query: where every operation starts."""

from typing import Annotated, LiteralString

import strawberry
from strawberry import UNSET

from graph.errors import BadArgument
from graph.identity import article_id
from graph.names import EVERYWHERE, name_forms
from resolvers.argument import After, Before, First, Last, Where
from resolvers.article import Article
from resolvers.connection import ArticleConnection, ArticleSort, Sort, connection
from resolvers.entities import EntityConnection, EntityWhere, entity_connection
from resolvers.entity import Entity, Event, Organization, Person, Place
from resolvers.exploring.paths import Path, paths_between
from resolvers.exploring.stats import Stats, graph_stats
from resolvers.exploring.trending import Trending, trending_entities
from resolvers.listing import all_articles
from resolvers.node import Node
from resolvers.page import MOST_PER_PAGE, checked_id, page, ranked_page
from resolvers.planner.piece import Many, One, asked
from resolvers.related import RelatedArticle, related_news
from resolvers.review import ReviewItem, open_names
from resolvers.searching.search import SearchHit, search_hits
from resolvers.searching.suggest import Suggestion, suggestions
from resolvers.stories import StoryConnection, listed_stories
from resolvers.story import Story, story_by_id, told_by

LONGEST_NAME = 200

Name = Annotated[
    str | None,
    strawberry.argument(description="A name in any script and spelling, such as بوتين, Putin or Poutine."),
]
Id = Annotated[strawberry.ID, strawberry.argument(description="Its id.")]
Ids = Annotated[list[strawberry.ID], strawberry.argument(description="Their ids, 100 at most.")]
MaybeId = Annotated[strawberry.ID | None, strawberry.argument(description="Its id.")]
Address = Annotated[str | None, strawberry.argument(description="Address of the article's page.")]
WikidataId = Annotated[str | None, strawberry.argument(description="Id in Wikidata, such as Q7747.")]


def _entity_with(id_: LiteralString) -> LiteralString:
    """Cypher that binds `_e` or `_survivor` to the entity with an id; `id_` is its expression.

    The id of an entity that was merged goes on leading to the one it was merged into.
    """
    return (
        "OPTIONAL MATCH (_e:Entity {id: " + id_ + "}) "
        "OPTIONAL MATCH (:Merged {id: " + id_ + "})-[:MERGED_INTO*1..]->(_survivor:Entity) "
    )


def node_with(id_: LiteralString, kept: LiteralString = "") -> LiteralString:
    """Cypher that binds `_found` to the node with an id, whatever it is; `kept` is what else stays bound."""
    found: LiteralString = "OPTIONAL MATCH (_a:Article {id: " + id_ + "}) " + _entity_with(id_) + told_by(id_)
    return found + "WITH " + kept + "coalesce(_a, _e, _survivor, _story) AS _found "


_BY_IDS: LiteralString = (
    "UNWIND range(0, size($ids) - 1) AS _place WITH _place, $ids[_place] AS _id "
    + node_with("_id", "_place, ")
    + "WITH _place, _found AS row ORDER BY _place"
)


def node_by_id(id: Id) -> One:
    """Any node by its id."""
    return One(node_with("$id") + "WITH _found AS row", {"id": checked_id(id)})


def nodes_by_ids(ids: Ids) -> Many:
    """Nodes in the order of their ids, null where there is none. Raises BadArgument."""
    if len(ids) > MOST_PER_PAGE:
        raise BadArgument(f"ids has {len(ids)} entries; it may have at most {MOST_PER_PAGE}")
    return Many(_BY_IDS, {"ids": [checked_id(each) for each in ids]}, keeps_nulls=True)


def article_by_id_or_url(id: MaybeId = UNSET, url: Address = UNSET) -> One:
    """One article by its id or by the address of its page."""
    if (id is None) == (url is None):
        raise BadArgument("article needs either id or url")
    wanted = checked_id(id) if id is not None else article_id(url, "", "")
    return One("OPTIONAL MATCH (row:Article {id: $id})", {"id": wanted})


def entity_by_id(id: Id) -> One:
    """One entity by its id."""
    return One(_entity_with("$id") + "WITH coalesce(_e, _survivor) AS row", {"id": checked_id(id)})


def listed_articles(
    first: First = UNSET,
    after: After = UNSET,
    last: Last = UNSET,
    before: Before = UNSET,
    where: Where = UNSET,
    sort: Sort = ArticleSort.NEWEST,
) -> One:
    """A page of all articles that fit a filter."""
    wanted = page(first, after, last, before, oldest_first=sort is ArticleSort.OLDEST)
    return connection(all_articles(where), wanted)


def listed_entities(
    first: First = UNSET,
    after: After = UNSET,
    last: Last = UNSET,
    before: Before = UNSET,
    where: EntityWhere = UNSET,
) -> One:
    """A page of all entities that fit a filter."""
    return entity_connection(where, ranked_page(first, after, last, before))


def person_by_name(name: Name = UNSET, wikidata_id: WikidataId = UNSET) -> One:
    """One person by name or Wikidata id."""
    return _by_name("Person", name, wikidata_id)


def place_by_name(name: Name = UNSET, wikidata_id: WikidataId = UNSET) -> One:
    """One place by name or Wikidata id."""
    return _by_name("Place", name, wikidata_id)


def organization_by_name(name: Name = UNSET, wikidata_id: WikidataId = UNSET) -> One:
    """One organization by name or Wikidata id."""
    return _by_name("Organization", name, wikidata_id)


def event_by_name(name: Name = UNSET, wikidata_id: WikidataId = UNSET) -> One:
    """One event by name or Wikidata id."""
    return _by_name("Event", name, wikidata_id)


def _by_name(kind: LiteralString, name: str | None, wikidata_id: str | None) -> One:
    """An entity of a kind by its Wikidata id, or by a name.

    The form as typed comes before those without proclitics, a name meant in any language before one of a
    single language, then the entity in more articles.
    """
    if (name is None) == (wikidata_id is None):
        raise BadArgument(f"{kind.lower()} needs either name or wikidataId")
    if name is None:
        return One(
            "OPTIONAL MATCH (_e:Entity:" + kind + " {wikidataId: $id}) "
            "OPTIONAL MATCH (:Merged {wikidataId: $id})-[:MERGED_INTO*1..]->(_survivor:" + kind + ") "
            "WITH coalesce(_e, _survivor) AS row LIMIT 1",
            {"id": wikidata_id},
        )
    if len(name) > LONGEST_NAME:
        raise BadArgument(f"name has {len(name)} letters; it may have at most {LONGEST_NAME}")
    return One(
        "CALL () { UNWIND $forms AS _form "
        "MATCH (_alias:Alias {folded: _form[1]})-[:NAMES]->(_e:" + kind + ") "
        "WITH _e, _form, NOT _alias.lang IN $everywhere AS _apart "
        "ORDER BY _form[0], _apart, _e.articleCount DESC, _e.id LIMIT 1 "
        "RETURN collect(_e) AS _found } WITH head(_found) AS row",
        {"forms": [list(form) for form in enumerate(name_forms(name))], "everywhere": list(EVERYWHERE)},
    )


@strawberry.type(description="Where every query starts.")
class Query:
    """The root fields; each is answered by one statement."""

    node: Node | None = asked(node_by_id, "Any article, entity or story by its id.")
    nodes: list[Node | None] | None = asked(
        nodes_by_ids, "Articles and entities by their ids, in that order; null where there is none."
    )
    article: Article | None = asked(
        article_by_id_or_url, "One article, by its id or by the address of its page."
    )
    articles: ArticleConnection | None = asked(
        listed_articles, "All articles, newest first where sort says nothing else."
    )
    entities: EntityConnection | None = asked(listed_entities, "All entities, those in most articles first.")
    entity: Entity | None = asked(entity_by_id, "One person, place, organization or event by its id.")
    person: Person | None = asked(person_by_name, "One person, by a name in any script or by Wikidata id.")
    place: Place | None = asked(place_by_name, "One place, by a name in any script or by Wikidata id.")
    organization: Organization | None = asked(
        organization_by_name, "One organization, by a name in any script or by Wikidata id."
    )
    event: Event | None = asked(event_by_name, "One event, by a name in any script or by Wikidata id.")
    story: Story | None = asked(story_by_id, "One story by its id.")
    stories: StoryConnection | None = asked(listed_stories, "Stories, those with the latest articles first.")
    suggest: list[Suggestion] | None = asked(
        suggestions, "Entities whose name begins with what was typed so far, best known first."
    )
    related_news: list[RelatedArticle] | None = asked(
        related_news, "Articles that belong with the one that has this id, closest first, with reasons."
    )
    search: list[SearchHit] | None = asked(
        search_hits, "Articles and entities that hold the words, best first."
    )
    review: list[ReviewItem] | None = asked(
        open_names, "Names that no lexicon holds and no editor has decided on, those in most articles first."
    )
    trending: Trending | None = asked(
        trending_entities, "The entities that are named more in a window of time than in the one before it."
    )
    stats: Stats | None = asked(graph_stats, "How much the graph holds.")
    paths: list[Path] | None = asked(
        paths_between,
        "Ways from one entity to another over articles that name both, events and places, with the "
        "sentences that prove them; shortest first, then those whose hops are seen most often. Of "
        "popular entities only the newest articles are read.",
    )
