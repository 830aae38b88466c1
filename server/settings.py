"""Every setting of the program, from environment variables, checked when it starts."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import BadSetting
from server.observation.choice import LogFormat, LogLevel, MetricsAccess

PREFIX = "CONTENT_GRAPH_"
_DIGESTS = r"^$|^[0-9a-f]{64}(,[0-9a-f]{64})*$"


def _outside(name: str) -> AliasChoices:
    """The names of a setting of an outside Neo4j: the one that Neo4j's own tools use, and ours."""
    return AliasChoices(f"NEO4J_{name}", f"{PREFIX}NEO4J_{name}")


class Settings(BaseSettings):
    """The settings; each is the environment variable CONTENT_GRAPH_<NAME> too."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True, populate_by_name=True)

    home: Path = Field(
        default_factory=lambda: user_data_path("content-graph"),
        description="Folder of the embedded Neo4j: its program files, its data, its password.",
    )
    host: str = Field("127.0.0.1", description="Address that the server listens on.")
    port: int = Field(
        8000, ge=0, le=65535, description="Port that the server listens on; 0 takes a free one."
    )
    workers: int = Field(
        1,
        ge=1,
        le=64,
        description="Processes that serve the address. Each counts what it lets in and does by itself: "
        "AT_WORK, WAITING, rates, streams and metrics are those of one.",
    )
    heap_mb: int = Field(512, ge=256, le=65536, description="Heap of the embedded Neo4j, in MB.")
    page_cache_mb: int = Field(256, ge=16, le=65536, description="Page cache of the embedded Neo4j, in MB.")
    bolt_port: int = Field(
        0, ge=0, le=65535, description="Loopback port of the embedded Neo4j; 0 takes a free one."
    )
    neo4j_uri: str | None = Field(
        None,
        validation_alias=_outside("URI"),
        description="Address of an outside Neo4j (5.26 or newer) to use instead of the embedded one, "
        "such as neo4j://host:7687 or neo4j+s://id.databases.neo4j.io.",
    )
    neo4j_username: str = Field(
        "neo4j", validation_alias=_outside("USERNAME"), description="User name at the outside Neo4j."
    )
    neo4j_password: str = Field(
        "", validation_alias=_outside("PASSWORD"), description="Password at the outside Neo4j.", repr=False
    )
    neo4j_database: str | None = Field(
        None,
        validation_alias=_outside("DATABASE"),
        description="Database at the outside Neo4j; its default where unset.",
    )
    read_seconds: float = Field(
        10.0, gt=0, le=600, description="Seconds after which a query, and each of its statements, is stopped."
    )
    connections: int = Field(64, ge=1, le=1000, description="Connections to Neo4j that may be open at once.")
    embed: bool = Field(
        True,
        description="Whether the server loads the encoder: to search by meaning, and for the embeddings that "
        "articles lack.",
    )
    body_bytes: int = Field(
        131072, ge=1024, le=16_777_216, description="Largest body of a GraphQL request, in bytes."
    )
    most_tokens: int = Field(
        2000, ge=100, le=100_000, description="Words and signs that the text of an operation may have."
    )
    most_depth: int = Field(15, ge=1, le=100, description="Levels that an operation may nest.")
    most_aliases: int = Field(30, ge=0, le=10_000, description="Aliases that an operation may have.")
    most_roots: int = Field(
        30, ge=1, le=10_000, description="Fields of Query or Mutation that an operation may select."
    )
    most_directives: int = Field(50, ge=0, le=10_000, description="Directives that an operation may have.")
    most_fields: int = Field(2000, ge=10, le=100_000, description="Fields that an operation may select.")
    most_cost: int = Field(
        20_000,
        ge=100,
        le=10_000_000,
        description="Values that an answer may hold: each field once for every object "
        "that it may be read from.",
    )
    editor_tokens: str = Field(
        "",
        pattern=_DIGESTS,
        description="SHA-256 of each token that lets change the graph, parted by commas, as "
        "`content-graph token` prints it; without one, mutations are refused.",
        repr=False,
    )
    reader_tokens: str = Field(
        "",
        pattern=_DIGESTS,
        description="The same for each token that lets read; without one, anybody may read.",
        repr=False,
    )
    jwks: str = Field(
        "",
        description="Address (https) or file of the public keys (JWKS) that JSON Web Tokens are checked "
        "with; none are taken where unset.",
    )
    jwt_issuer: str = Field("", description="Issuer (iss) that a JSON Web Token must have.")
    jwt_audience: str = Field("", description="Audience (aud) that a JSON Web Token must have.")
    jwt_editors: str = Field(
        "",
        description="Claim whose holders may change the graph, as name=value, such as scope=news:edit or "
        "realm_access.roles=editor; nobody may by JSON Web Token where unset.",
    )
    jwt_readers: str = Field(
        "",
        description="Claim whose holders may read, in the same form; where set, nobody reads "
        "without a token.",
    )
    jwt_leeway_seconds: float = Field(
        30.0, ge=0, le=300, description="Seconds that the clock of who gives JSON Web Tokens may differ by."
    )
    cors_origins: str = Field(
        "",
        description="Origins, parted by commas, whose pages may ask from a browser, such as "
        "https://news.example; * for all; none where unset. Cookies are never sent along.",
    )
    trusted_proxies: str = Field(
        "",
        description="Addresses or networks of proxies, parted by commas, whose X-Forwarded-For "
        "tells who asks.",
    )
    rate_per_minute: int = Field(
        0,
        ge=0,
        le=1_000_000,
        description="Operations a minute that one token, or one address without a token, may send; "
        "0 for any.",
    )
    rate_burst: int = Field(
        60, ge=1, le=1_000_000, description="Operations that it may send at once, while it kept quiet before."
    )
    at_work: int = Field(8, ge=1, le=1000, description="Operations that are worked at at once.")
    waiting: int = Field(
        64,
        ge=0,
        le=100_000,
        description="Operations that may wait for their turn. When more come, they are refused with 503, and "
        "until it is calm again only a fourth of AT_WORK is worked at, and as much waits.",
    )
    wait_seconds: float = Field(
        2.0, gt=0, le=600, description="Seconds after which an operation that waits is refused with 503."
    )
    exports: int = Field(4, ge=1, le=1000, description="Exports over HTTP that may run at once.")
    receive_seconds: float = Field(
        10.0,
        gt=0,
        le=600,
        description="Seconds that the headers of a request may take to come, and its body anew.",
    )
    clients: int = Field(5000, ge=1, le=1_000_000, description="Connections that may be open at once.")
    etags: bool = Field(
        False,
        description="Whether answers to queries by GET carry an ETag and are 304 to who has them: fewer "
        "bytes, the same work.",
    )
    introspection: bool = Field(True, description="Whether clients may ask for the schema.")
    playground: bool = Field(True, description="Whether a browser gets GraphiQL.")
    explorer: bool = Field(True, description="Whether /explore is there, for people who look around.")
    trusted_documents: Path | None = Field(
        None,
        description="JSON file of the only operations that are run, by id, such as Relay's compiler and "
        "GraphQL Code Generator write; any where unset.",
    )
    subscriptions: int = Field(
        1000, ge=1, le=100_000, description="Subscriptions that may be open at once; so may connections be."
    )
    streams_per_address: int = Field(
        100,
        ge=1,
        le=100_000,
        description="WebSockets and event streams that one address may have open at once.",
    )
    poll_seconds: float = Field(
        1.0, gt=0, le=60, description="Seconds between two looks for new articles, while somebody subscribes."
    )
    send_seconds: float = Field(
        20.0, gt=0, le=600, description="Seconds after which a client that takes no more data is cut off."
    )
    export_articles: int = Field(
        10_000, ge=1, le=10_000_000, description="Articles, the newest ones, that an export over HTTP holds."
    )
    export_seconds: float = Field(
        300.0, gt=0, le=86400, description="Seconds after which each part of an export over HTTP is stopped."
    )
    log_format: LogFormat = Field(
        LogFormat.TEXT, description="How log lines are written: text, or json, an object a line."
    )
    log_level: LogLevel = Field(
        LogLevel.WARNING,
        description="From which level on lines are written (debug, info, warning, error); each request and "
        "operation is one at info.",
    )
    slow_ms: int = Field(
        1000,
        ge=0,
        le=600_000,
        description="Milliseconds from which on an operation is logged as slow, with its slowest statement "
        "and, once, the plan of that; 0 for none.",
    )
    metrics: MetricsAccess = Field(
        MetricsAccess.LOCAL,
        description="Who gets /metrics: local (who connects from this machine, by no proxy), on (anybody) "
        "or off.",
    )
    otel_exporter_otlp_endpoint: str | None = Field(
        None,
        validation_alias=AliasChoices("OTEL_EXPORTER_OTLP_ENDPOINT", f"{PREFIX}OTEL_EXPORTER_OTLP_ENDPOINT"),
        description="Address that traces are sent to (OTLP over HTTP), such as http://collector:4318; none "
        "where unset. Needs content-graph[traces].",
    )


_SECRETS = frozenset({f"{PREFIX}EDITOR_TOKENS", f"{PREFIX}READER_TOKENS", "NEO4J_PASSWORD"})
"""Variables whose values are never shown."""


def load_settings(**given: object) -> Settings:
    """Read the settings from the environment; `given` (not None) comes before it.

    Raises BadSetting, naming the variable and what it may be.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # pyright: ignore[reportArgumentType]
    except ValidationError as error:
        first = error.errors()[0]
        name = variable(str(first["loc"][0]))
        shown = "of a wrong form" if name in _SECRETS else repr(str(first["input"])[:100])
        raise BadSetting(f"{name} is {shown}: {first['msg'].lower()}") from error


def variable(setting: str) -> str:
    """The environment variable of a setting, by the setting's name or one of its variables' names."""
    name = setting.upper()
    return name if name.startswith(("NEO4J_", "OTEL_", PREFIX)) else PREFIX + name
