"""Where a Neo4j answers."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Address:
    """Where a Neo4j answers and how to sign in: `uri` is bolt:// or neo4j:// (with +s for TLS)."""

    uri: str
    username: str
    password: str = field(repr=False)
    database: str | None = None
