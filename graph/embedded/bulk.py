"""A whole graph at once into a home that holds no database yet, by Neo4j's own importer.

The importer writes store files directly, many times as fast as statements would, and only into a database
that is not there. So it works beside, and what it made is renamed into place when it is whole.
"""

import shutil
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from graph.errors import BadArgument

from .admin import fsync_folder, import_tables
from .backup import all_but_accounts, alone, beside
from .config import EngineConfig, Progress
from .folders import Folders
from .install import install
from .settings import DATABASE, write_password, write_settings

_PORT = 7687
_LEAST_HEAP_MB = 1024
_LEAST_OFF_HEAP_MB = 1024


class Loading:
    """A load that is being prepared: `folder` is for its tables, and goes with the block."""

    def __init__(self, folders: Folders, config: EngineConfig, work: Path) -> None:
        self.folder = work / "tables"
        self.folder.mkdir()
        self._folders = folders
        self._config = config
        self._work = work

    def finish(self, groups: Sequence[str]) -> None:
        """Load the tables that `groups` name (options of `neo4j-admin database import full`).

        Raises BadArgument where the home got a database meanwhile, EngineError when the importer fails.
        """
        folders, config = self._folders, self._config
        with alone(folders):
            _require_none(folders)
            write_password(folders)
            write_settings(folders, config, _PORT)
            staged = self._work / "home"
            shutil.copytree(folders.conf, staged / "conf")
            shutil.copytree(folders.data, staged / "data", ignore=all_but_accounts)
            heap_mb = max(config.heap_mb, _LEAST_HEAP_MB)
            off_heap_mb = max(config.page_cache_mb, _LEAST_OFF_HEAP_MB)
            import_tables(folders, staged, groups, heap_mb, off_heap_mb)
            shutil.rmtree(folders.replaced, ignore_errors=True)
            folders.data.rename(folders.replaced)
            # Who is killed here, or finds it so, has the old data back by `Folders.make`.
            (staged / "data").rename(folders.data)
            fsync_folder(folders.home)
            shutil.rmtree(folders.replaced)


@contextmanager
def loading(config: EngineConfig, progress: Progress | None = None) -> Generator[Loading]:
    """Prepare a load into the home of `config`, which stays as it is until `Loading.finish`.

    Raises BadArgument where there is a database already, EngineError where the home cannot be used.
    """
    folders = Folders.of(config)
    _require_none(folders)
    folders.make()
    install(folders.artifacts, progress)
    with beside(folders.home) as work:
        yield Loading(folders, config, work)


def _require_none(folders: Folders) -> None:
    if (folders.data / "databases" / DATABASE).exists():
        raise BadArgument(
            f"{folders.home} holds a database already, and only an empty one can be loaded at once; "
            "name an empty folder in CONTENT_GRAPH_HOME, or add to this one with `content-graph ingest`"
        )
