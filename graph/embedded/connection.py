"""How to reach a running engine.

Loaded only where that is asked: the driver takes 0.3 s, in which Java starts meanwhile.
"""

import time

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.address import Address
from graph.errors import EngineError

from .folders import Folders
from .settings import DATABASE, USERNAME

POLL_SECONDS = 0.03
ANSWER_SECONDS = 60


def address_of(folders: Folders, port: int) -> Address:
    """Return the address of the engine on `port`; raises EngineError when its password cannot be read."""
    try:
        password = folders.password.read_text("utf-8").strip()
    except OSError as error:
        raise EngineError(
            f"cannot read the database's password from {folders.password}: {error.strerror}; put it back"
        ) from error
    return Address(f"bolt://127.0.0.1:{port}", USERNAME, password, DATABASE)


def await_answer(address: Address, folders: Folders) -> None:
    """Return once the database answers; raises EngineError when it does not, or not to this password."""
    deadline = time.monotonic() + ANSWER_SECONDS
    with GraphDatabase.driver(address.uri, auth=(address.username, address.password)) as driver:
        while True:
            try:
                driver.execute_query("RETURN 1", database_=address.database)
                return
            except AuthError as error:
                raise EngineError(
                    f"the password in {folders.password} does not open the database in {folders.data}; "
                    "put back the file that belongs to it"
                ) from error
            except (DriverError, Neo4jError) as error:
                if time.monotonic() > deadline:
                    raise EngineError(
                        f"the embedded Neo4j does not answer at {address.uri} (log: {folders.engine_log})"
                    ) from error
            time.sleep(POLL_SECONDS)
