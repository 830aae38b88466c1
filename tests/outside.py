"""Neo4j processes that are not the program's own, for tests: as an operator runs one, named by a URI."""

import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from graph.address import Address
from graph.embedded import EngineConfig
from graph.embedded.artifacts import parse_lock
from graph.embedded.connection import address_of, await_answer
from graph.embedded.dbms import choose_port
from graph.embedded.download import download
from graph.embedded.folders import Folders
from graph.embedded.jars import OPENS
from graph.embedded.java import environment, java
from graph.embedded.settings import write_password, write_settings
from server.settings import load_settings

LTS_LOCK = Path(__file__).with_name("neo4j-5.26.lock.toml")
"""Written by `python -m graph.embedded.lock 5.26.30 tests/neo4j-5.26.lock.toml`."""

_MAIN = "org.neo4j.server.CommunityEntryPoint"


@contextmanager
def long_term_neo4j(home: Path) -> Generator[Address]:
    """A Neo4j 5.26, the oldest that the program works with, as long as the block lasts."""
    lock = parse_lock(LTS_LOCK.read_bytes())
    jars = lock.folder(load_settings().home / "engine")
    jars.mkdir(parents=True, exist_ok=True)
    missing = [it for it in lock.artifacts if not (jars / it.filename).exists()]
    download(missing, jars, lambda _: None)
    config = EngineConfig(home)
    folders = Folders.of(config)
    folders.make()
    write_password(folders)
    port = choose_port(config)
    write_settings(folders, config, port)
    conf = folders.conf / "neo4j.conf"
    # Settings that came later than 5.26.
    later = ("fleet", "server.memory.query_cache.per_db", "quiet_period", "netty_server_shutdown")
    kept = [line for line in conf.read_text("utf-8").splitlines() if not any(word in line for word in later)]
    conf.write_text("\n".join([*kept, ""]), "utf-8")
    command = [
        *(str(java()), "-Xmx512m", "--enable-native-access=ALL-UNNAMED"),
        *(f"--add-opens={module}=ALL-UNNAMED" for module in OPENS),
        *("-cp", f"{jars}/*", _MAIN, f"--home-dir={home}", f"--config-dir={folders.conf}"),
    ]
    with folders.engine_log.open("wb") as log:
        process = subprocess.Popen(command, env=environment(), stdout=log, stderr=subprocess.STDOUT)
    try:
        address = address_of(folders, port)
        await_answer(address, folders)
        yield address
    finally:
        process.terminate()
        process.wait(60)
