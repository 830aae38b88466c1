"""The root fields as clients ask for them, and the entities of a graph that they are asked of."""

from dataclasses import dataclass
from typing import Any

from graph.database import Database

FIELDS: dict[str, str] = {
    "node": "query ($entity: ID!) { node(id: $entity) { id ... on Article { title } } }",
    "nodes": "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Article { title } } }",
    "article": (
        "query ($article: ID!) { article(id: $article) { ...told mentions { entity { name } } } } "
        "fragment told on Article { id title publishedAt lang }"
    ),
    "articles": (
        "{ articles(first: 20) { nodes { ...told } pageInfo { hasNextPage endCursor } } } fragment told "
        "on Article { id title publishedAt lang }"
    ),
    "articles, page 50": (
        "query ($after: String!) { articles(first: 20, after: $after) { nodes { id title } } }"
    ),
    "articles, total": "{ articles(first: 1) { totalCount } }",
    "articles, lang": (
        '{ articles(first: 20, where: {lang: {eq: "fr"}}) { nodes { ...told } } } fragment told on '
        "Article { id title publishedAt lang }"
    ),
    "articles, named": (
        "query ($entity: ID!) { articles(first: 20, where: {entities: {some: [$entity]}}) { nodes { "
        "...told } totalCount } } fragment told on Article { id title publishedAt lang }"
    ),
    "articles, both": (
        "query ($entity: ID!, $other: ID!) { articles(first: 20, where: {entities: {all: [$entity, "
        "$other]}}) { nodes { ...told } } } fragment told on Article { id title publishedAt lang }"
    ),
    "articles, none": (
        "query ($entity: ID!) { articles(first: 20, where: {entities: {none: [$entity]}}) { nodes { "
        "...told } } } fragment told on Article { id title publishedAt lang }"
    ),
    "articles, facets": (
        "{ articles(first: 1) { facets { counted languages { value count } sources { value count } "
        "entities { count entity { name } } } } }"
    ),
    "entities": "{ entities(first: 20) { nodes { id name articleCount } pageInfo { hasNextPage } } }",
    "entities, total": "{ entities(first: 1) { totalCount } }",
    "entity": "query ($entity: ID!) { entity(id: $entity) { id name articleCount aliases { text } } }",
    "by name": (
        "query ($name: String!) { person(name: $name) { id } place(name: $name) { id } "
        "organization(name: $name) { id } event(name: $name) { id } }"
    ),
    "entity, page": (
        "query ($entity: ID!) { entity(id: $entity) { articles(first: 20) { nodes { ...told } totalCount "
        "pageInfo { hasNextPage } } } } fragment told on Article { id title publishedAt lang }"
    ),
    "entity, oldest": (
        "query ($entity: ID!) { entity(id: $entity) { articles(last: 20) { nodes { id } } } }"
    ),
    "entity, lang": (
        'query ($entity: ID!) { entity(id: $entity) { articles(first: 20, where: {lang: {eq: "fr"}}) { '
        "nodes { id } } } }"
    ),
    "entity, facets": (
        "query ($entity: ID!) { entity(id: $entity) { articles(first: 1) { facets { counted languages { "
        "value count } entities { count entity { name } } } } } }"
    ),
    "nested page": (
        "query ($entity: ID!) { entity(id: $entity) { name articles(first: 20) { nodes { ...told "
        "mentions { entity { id name } } related(first: 5) { score article { title } } } } } } fragment "
        "told on Article { id title publishedAt lang }"
    ),
    "timeline": (
        "query ($entity: ID!) { entity(id: $entity) { timeline(interval: MONTH) { buckets { start count "
        "} } } }"
    ),
    "cooccurring": (
        "query ($entity: ID!) { entity(id: $entity) { cooccurring(first: 10) { entities { count entity { "
        "name } } } } }"
    ),
    "cooccurring, PMI": (
        "query ($entity: ID!) { entity(id: $entity) { cooccurring(first: 10, measure: PMI) { entities { "
        "score entity { name } } } } }"
    ),
    "entity, stories": (
        "query ($entity: ID!) { entity(id: $entity) { stories(first: 10) { nodes { id title articleCount "
        "} } } }"
    ),
    "relatedNews": (
        "query ($article: ID!) { relatedNews(articleId: $article) { score article { title } reasons { "
        "signal weight shared { name } } } }"
    ),
    "paths": (
        "query ($entity: ID!, $other: ID!) { paths(from: $entity, to: $other) { length hops { to { name "
        "} evidence { article { title } } } } }"
    ),
    "trending": "{ trending(days: 7) { counted entities { score entity { name } } } }",
    "trending, 30 days": "{ trending(days: 30) { counted entities { score entity { name } } } }",
    "search, WORDS": (
        "query ($name: String!) { search(query: $name) { score snippet { text } node { id } } }"
    ),
    "search, BOTH": "query ($name: String!) { search(query: $name, mode: BOTH) { score node { id } } }",
    "search, MEANING": (
        "query ($name: String!) { search(query: $name, mode: MEANING) { score node { id } } }"
    ),
    "suggest": "query ($prefix: String!) { suggest(prefix: $prefix) { text entity { id name } } }",
    "stories": "{ stories(first: 20) { nodes { id title articleCount lastAt } } }",
    "stories, named": (
        "query ($entity: ID!) { stories(first: 20, where: {entities: {some: [$entity]}}) { nodes { id "
        "title } } }"
    ),
    "story": ("query ($story: ID!) { story(id: $story) { title articles(first: 20) { nodes { title } } } }"),
    "review": "{ review(first: 20) { id text articleCount } }",
    "stats": "{ stats { articles entities mentions sources firstAt lastAt languages { value count } } }",
}
"""Each with the variables of `Subject.variables`."""


RARE, MIDDLE = 30, 500


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity of a graph, with what else is asked of it."""

    articles: int
    variables: dict[str, Any]


async def subjects(database: Database) -> dict[str, Subject]:
    """The entity in most articles, and two that are in as many articles in every graph."""
    ((most,),) = await database.read("MATCH (e:Entity) RETURN max(e.articleCount)", {})
    ((at, id_),) = await database.read(
        "MATCH (a:Article) WHERE a.orderedAt IS NOT NULL AND a.id IS NOT NULL "
        "WITH a ORDER BY a.orderedAt DESC, a.id DESC SKIP 999 LIMIT 1 RETURN a.orderedAt.epochMillis, a.id",
        {},
    )
    found: dict[str, Subject] = {}
    for name, count in (("rare", RARE), ("middle", MIDDLE), ("popular", most)):
        rows = await database.read(
            "MATCH (e:Entity) WHERE e.articleCount > 1 AND e.name_ar IS NOT NULL "
            "WITH e ORDER BY abs(e.articleCount - $count), e.id LIMIT 1 "
            "CALL (e) { MATCH (a:Article)-[m:MENTIONS]->() WHERE m.entityId = e.id "
            "WITH a, m ORDER BY m.entityId DESC, m.orderedAt DESC LIMIT 20 RETURN collect(a) AS articles } "
            "CALL (articles) { UNWIND articles AS a MATCH (a)-[:IN_STORY]->(s:Story) "
            "RETURN head(collect(s.id)) AS story } "
            "CALL (e, articles) { UNWIND articles AS a MATCH (a)-[:MENTIONS]->(o:Entity) WHERE o <> e "
            "WITH o ORDER BY o.articleCount DESC, o.id LIMIT 1 RETURN o.id AS other } "
            "RETURN e.id, e.name, e.articleCount, head(articles).id, [a IN articles | a.id], "
            "coalesce(story, head(COLLECT { MATCH (s:Story) RETURN s.id LIMIT 1 })), other",
            {"count": count},
        )
        entity, text, articles, article, ids, story, other = rows[0]
        variables = {"entity": entity, "name": text, "prefix": text[:3], "article": article, "ids": ids}
        variables |= {"story": story, "other": other, "after": f"{at}.{id_}"}
        found[name] = Subject(articles, variables)
    return found
