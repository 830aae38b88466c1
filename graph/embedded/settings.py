"""neo4j.conf and the first password, written before Neo4j starts."""

import hashlib
import os
import secrets
from pathlib import Path

from .config import EngineConfig
from .folders import Folders

USERNAME = "neo4j"
DATABASE = "neo4j"
_SETTINGS = {
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    # No word leaves this machine: no usage report, no broadcast to look for other servers.
    "dbms.usage_report.enabled": "false",
    "dbms.fleet_manager.enabled": "false",
    "server.fleet_discovery.enabled": "false",
    "server.bolt.telemetry.enabled": "false",
    "db.logs.query.enabled": "OFF",
    "db.tx_log.preallocate": "false",
    "db.tx_log.rotation.size": "16m",
    "db.tx_log.rotation.retention_policy": "keep_none",
    # Neo4j waits ten seconds for its connections to calm down, after the databases are closed: not here.
    "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
    "internal.dbms.bolt.netty_server_shutdown_timeout": "1s",
}
_ITERATIONS = 1024
# A plan of a nested operation takes about 0.35 MB and stays. Neo4j's own 1,000 plans would fill a heap of
# 512 MB and end the engine; so they get about a sixth of the heap.
_HEAP_MB_PER_PLAN = 2


def write_settings(folders: Folders, config: EngineConfig, port: int) -> None:
    """Write neo4j.conf for bolt on loopback at `port`."""
    settings = {
        "server.default_listen_address": "127.0.0.1",
        "server.default_advertised_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.memory.heap.max_size": f"{config.heap_mb}m",
        "server.memory.pagecache.size": f"{config.page_cache_mb}m",
        "server.memory.query_cache.per_db_cache_num_entries": str(config.heap_mb // _HEAP_MB_PER_PLAN),
        **_SETTINGS,
    }
    lines = [
        "# Written at each start; a change made here is lost.",
        *(f"{k}={v}" for k, v in settings.items()),
    ]
    (folders.conf / "neo4j.conf").write_text("\n".join([*lines, ""]), "utf-8")


def write_password(folders: Folders) -> None:
    """Make up a password for a new database and hand Neo4j its hash; an old database keeps its own."""
    if (folders.data / "databases").exists():
        return
    password = secrets.token_urlsafe(24)
    _write_private(folders.password, password)
    accounts = folders.data / "dbms"
    accounts.mkdir(parents=True, exist_ok=True)
    _write_private(accounts / "auth.ini", account(password))


def account(password: str) -> str:
    """Return what `neo4j-admin dbms set-initial-password` would write, without starting Java for it."""
    salt = secrets.token_bytes(32)
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(_ITERATIONS - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{USERNAME}:SHA-256,{digest.hex()},{salt.hex()},{_ITERATIONS}:\n"


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        path.chmod(0o600)
        file.write(text)
