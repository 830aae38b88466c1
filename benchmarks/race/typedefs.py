"""The peer's type definitions: nodes and relationships as its documentation advises, ranked lists as @cypher.

https://neo4j.com/docs/graphql/current/directives/custom-logic/

A DateTime in an answer would make the library call APOC, which the Community edition comes without: dates are
written by a @cypher field.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from benchmarks.race.queries import RELATED, Ranked
from benchmarks.race.statements import Sent

_NODES = '''
type Article @node {
  id: ID!
  title: String!
  lang: String!
  orderedAt: String! @cypher(columnName: "at", statement: "RETURN toString(this.orderedAt) AS at")
  mentions: [Entity!]! @relationship(type: "MENTIONS", direction: OUT, properties: "Mention")
  related: [RelatedArticle!]! @cypher(columnName: "row", statement: """%s""")
}
type Entity @node {
  id: ID!
  name: String!
  newest: [Article!]! @cypher(columnName: "a", statement: """
    MATCH (a)-[m:MENTIONS]->() WHERE m.entityId = this.id AND m.orderedAt IS NOT NULL
    WITH a, m ORDER BY m.entityId DESC, m.orderedAt DESC, a.id DESC LIMIT 20 RETURN a""")
  articles: [Article!]! @relationship(type: "MENTIONS", direction: IN, properties: "Mention")
}
type Mention @relationshipProperties { entityId: ID! orderedAt: DateTime! count: Int! salience: Float! }
type Titled { id: ID! title: String! }
type Named { id: ID! name: String! }
type Hit { id: ID! }
type RelatedArticle { score: Float! article: Titled! }
type Cooccurrence { count: Int! entity: Named! }
type SearchHit { score: Float! node: Hit! }
type Suggestion { text: String! entity: Named! }
type Path { length: Int! entities: [Named!]! }
'''
_ARTICLE_BY_ID = re.compile(r"MATCH \((\w+):Article \{id: \$p0_id\}\) CALL")


def typedefs(sent: Mapping[Ranked, Sent]) -> str:
    """The whole SDL, from what the planner sends for each ranked list."""
    fields: list[str] = []
    related = ""
    for ranked, statement in sent.items():
        text = _row(ranked, statement)
        if RELATED.ranked == ranked:
            # Below an article its node is at hand and need not be looked up.
            near = Sent(_near(statement.text), statement.parameters)  # pyright: ignore[reportArgumentType]
            related = _row(ranked, near)
        arguments = ", ".join(f"{name}: {type_}" for name, type_ in ranked.arguments.items())
        head = f"{ranked.field}({arguments}): [{ranked.returns}!]!"
        fields.append(f'  {head} @cypher(columnName: "row", statement: """{text}""")')
    return _NODES % related + "type Query {\n" + "\n".join(fields) + "\n}\n"


def _near(text: str) -> str:
    return _ARTICLE_BY_ID.sub(r"WITH this AS \1 CALL", text.replace("CALL () {\n", "CALL (this) {\n", 1))


def _row(ranked: Ranked, sent: Sent) -> str:
    """The statement as @cypher takes it: values that do not vary are part of its text."""

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        if name in ranked.arguments:
            return f"${name}"
        return _literal(
            sent.parameters[f"p0_{name}" if f"p0_{name}" in sent.parameters else found.group(0)[1:]]
        )

    text = re.sub(r"\$p\d+_(\w+)", value, sent.text)
    begin, _, answer = text.rpartition("RETURN ")
    list_ = f"{begin}WITH {answer}\nUNWIND {ranked.items} AS item\nRETURN {ranked.item} AS row"
    return list_.replace("\\", "\\\\")


def _literal(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f"datetime('{value.isoformat()}')"
    if isinstance(value, list):
        return "[" + ", ".join(_literal(each) for each in value) + "]"  # pyright: ignore[reportUnknownVariableType]
    return (
        "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'" if isinstance(value, str) else repr(value)
    )
