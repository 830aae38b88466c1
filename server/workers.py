"""Several processes that serve one address, for machines with more cores than one process can use.

Each has the application to itself: turns, rates, streams, metrics and kept plans are counted by each, and a
connection stays with the process that took it. What must be done once is done by the first.
"""

import multiprocessing
import signal
import socket
from collections.abc import Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from threading import Thread
from typing import Final

from uvicorn.config import STARTUP_FAILURE

from graph.address import Address
from graph.errors import ContentGraphError
from server.observation.log import configure_logging
from server.serving import STOP_SECONDS, Server
from server.settings import Settings
from server.task import leave

_SPAWN: Final = multiprocessing.get_context("spawn")
_STOP_SECONDS: Final = STOP_SECONDS + 5


class Worker:
    """One process that serves; it ends when it is let go of, or when this process is gone."""

    def __init__(self, number: int, settings: Settings, address: Address, listener: socket.socket) -> None:
        """Start it."""
        self.number = number
        # Of the two ends only this process has the second, so its end is told to the worker by the system.
        held, self._lifeline = _SPAWN.Pipe(duplex=False)
        self.process: SpawnProcess = _SPAWN.Process(
            target=_serve, args=(number, settings, address, listener, held), daemon=True
        )
        self.process.start()
        held.close()

    def let_go(self) -> None:
        """Have it end its open requests and stop."""
        self._lifeline.close()

    def join(self) -> None:
        """Wait until it has stopped; one that does not is killed."""
        self.process.join(_STOP_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def serve_by_workers(settings: Settings, address: Address, listener: socket.socket) -> None:
    """Serve by as many processes as the settings say until this one is interrupted or told to exit.

    A worker that ends is replaced. Raises ContentGraphError when one cannot start.
    """
    workers = [Worker(number, settings, address, listener) for number in range(settings.workers)]
    try:
        while True:
            wait([worker.process.sentinel for worker in workers])
            for place, worker in enumerate(workers):
                workers[place] = _alive(worker, settings, address, listener)
    finally:
        _stop(workers)


def _alive(worker: Worker, settings: Settings, address: Address, listener: socket.socket) -> Worker:
    if worker.process.is_alive():
        return worker
    worker.let_go()
    if worker.process.exitcode == STARTUP_FAILURE:
        raise ContentGraphError("a worker could not start; its log says why")
    return Worker(worker.number, settings, address, listener)


def _stop(workers: Sequence[Worker]) -> None:
    for worker in workers:
        worker.let_go()
    for worker in workers:
        worker.join()


def _serve(
    number: int, settings: Settings, address: Address, listener: socket.socket, lifeline: Connection
) -> None:
    """What a worker does."""
    configure_logging(settings.log_format, settings.log_level)
    # The terminal interrupts all at once: the first process tells the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, leave)
    server = Server(settings, address, fills_in=number == 0)

    def stop_with_parent() -> None:
        wait([lifeline])
        server.should_exit = True

    Thread(target=stop_with_parent, daemon=True).start()
    server.run(sockets=[listener])
