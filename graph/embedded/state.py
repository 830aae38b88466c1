"""What the engine's supervisor tells others, in one small file that is replaced as a whole."""

import json
import os
from dataclasses import asdict, dataclass
from typing import Literal

from .folders import Folders
from .process import Birth

Phase = Literal["starting", "ready", "stopping", "failed"]


@dataclass(frozen=True, slots=True)
class State:
    """One engine run; `java` and `port` are None until Java was started, `failure` says why it failed."""

    phase: Phase
    supervisor: Birth
    java: Birth | None = None
    port: int | None = None
    failure: str | None = None


def write_state(folders: Folders, state: State) -> None:
    """Replace the state of the engine of this home."""
    path = folders.run / "engine.json"
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(asdict(state), file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def read_state(folders: Folders) -> State | None:
    """Return the last state written, None when there is none; the engine it tells of may be dead."""
    try:
        raw = json.loads((folders.run / "engine.json").read_text("utf-8"))
        java = raw["java"]
        return State(
            raw["phase"],
            Birth(**raw["supervisor"]),
            Birth(**java) if java else None,
            raw["port"],
            raw["failure"],
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        # A power cut can leave half a file: as good as none.
        return None


def clear_state(folders: Folders) -> None:
    """Remove the state: no engine runs in this home."""
    (folders.run / "engine.json").unlink(missing_ok=True)
