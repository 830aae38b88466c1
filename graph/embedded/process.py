"""Processes by pid and birth, and the two ways in which the engine starts one."""

import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

BIRTH_TOLERANCE_SECONDS = 2.0
_SPAWN = Path(__file__).with_name("spawn.py")


@dataclass(frozen=True, slots=True)
class Birth:
    """A process that cannot be mistaken for a later one with the same pid; `created` is a Unix time."""

    pid: int
    created: float

    @classmethod
    def of(cls, pid: int) -> "Birth":
        """Return the identity of a live process."""
        return cls(pid, psutil.Process(pid).create_time())

    def process(self) -> psutil.Process | None:
        """Return the process when it still lives, None when it has ended or its pid has a new owner."""
        try:
            process = psutil.Process(self.pid)
            # The kernel's clock may be set between two readings, hence not equal but close.
            same = abs(process.create_time() - self.created) < BIRTH_TOLERANCE_SECONDS
            return process if same and process.status() != psutil.STATUS_ZOMBIE else None
        except psutil.NoSuchProcess:
            return None

    def end(self, seconds: float) -> None:
        """Ask the process to stop, and kill it when it has not after `seconds`."""
        process = self.process()
        if process is None:
            return
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
            try:
                process.wait(seconds)
            except psutil.TimeoutExpired:
                process.kill()
                process.wait()


def start_apart(command: list[str], environment: dict[str, str], folder: Path, errors: Path) -> str:
    """Start `command` in `folder`, nobody's child, in its own session, and return its first line of output.

    The line is empty when it ended without one; what it prints as errors goes to the file `errors`.
    """
    with (
        errors.open("ab") as file,
        subprocess.Popen(  # noqa: S603 - the command is this package's own
            [sys.executable, "-I", "-S", str(_SPAWN), "apart", *command],
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=file,
            text=True,
        ) as starter,
    ):
        return starter.stdout.readline().strip() if starter.stdout else ""


def start_tied(
    command: list[str], environment: dict[str, str], folder: Path, output: IO[bytes], niceness: int = 0
) -> "subprocess.Popen[bytes]":
    """Start `command` in `folder` as a child that gets SIGTERM when this process dies, however it dies.

    The kernel does that on Linux only; elsewhere the next engine's start ends what was left over.
    """
    return subprocess.Popen(  # noqa: S603 - the command is this package's own
        [sys.executable, "-I", "-S", str(_SPAWN), "tied", str(os.getpid()), str(niceness), *command],
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
    )
