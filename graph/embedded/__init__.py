"""The Neo4j that content-graph fetches, starts, shares and stops by itself.

    with acquire(EngineConfig(home)) as engine:
        GraphDatabase.driver(engine.address.uri, auth=(engine.address.username, engine.address.password))

Programs that use one home at the same time share one engine; it stops with the last of them.
"""

from .backup import Backup, back_up, restore
from .bulk import Loading, loading
from .config import EngineConfig, EngineStatus, Progress, Step
from .engine import Engine, acquire, data_path, start_detached, status, stop

__all__ = [
    "Backup",
    "Engine",
    "EngineConfig",
    "EngineStatus",
    "Loading",
    "Progress",
    "Step",
    "acquire",
    "back_up",
    "data_path",
    "loading",
    "restore",
    "start_detached",
    "status",
    "stop",
]
