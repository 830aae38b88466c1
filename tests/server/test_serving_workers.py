"""One address, served by several processes."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager

import httpx
import psutil
import pytest

from graph.address import Address

QUERY = {"query": "{ stats { articles } }"}
PATIENT = 30.0


@contextmanager
def by_workers(environment: Mapping[str, str]) -> Generator[tuple[psutil.Process, str]]:
    """`content-graph serve --workers 2`, and its address."""
    command = [sys.executable, "-m", "server", "serve", "--port", "0", "--workers", "2"]
    with subprocess.Popen(
        command, env=dict(environment), stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stderr is not None
        try:
            told = next(line for line in process.stderr if "answers at" in line).split()[-1]
            threading.Thread(target=process.stderr.read, daemon=True).start()
            yield psutil.Process(process.pid), told
        finally:
            process.kill()


@pytest.fixture
def interruptible() -> Generator[None]:
    """What is started here can be interrupted, though the tests may run where interrupts are ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def workers_of(process: psutil.Process) -> list[psutil.Process]:
    """The processes that serve."""
    return [each for each in process.children() if "spawn_main" in " ".join(each.cmdline())]


def ask(address: str) -> int:
    """The articles that it tells of; over a connection of its own."""
    return httpx.post(address, json=QUERY, timeout=PATIENT).json()["data"]["stats"]["articles"]


@pytest.mark.slow
def test_a_worker_that_is_killed_is_replaced_and_all_stop_in_order(
    demo_database: Address, environment: dict[str, str]
) -> None:
    with by_workers(environment) as (process, address):
        articles = ask(address)
        killed, kept = workers_of(process)
        killed.kill()
        killed.wait(PATIENT)
        while len(now := workers_of(process)) < 2:
            assert ask(address) == articles
        assert kept in now
        assert killed not in now
        process.terminate()
        assert process.wait(PATIENT) == 0
        assert psutil.wait_procs(now, PATIENT)[1] == []


@pytest.mark.slow
def test_workers_end_with_the_process_that_started_them(
    demo_database: Address, environment: dict[str, str]
) -> None:
    with by_workers(environment) as (process, address):
        ask(address)
        workers = workers_of(process)
        assert len(workers) == 2
        process.kill()
        assert psutil.wait_procs(workers, PATIENT)[1] == []


@pytest.mark.slow
@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_of_the_terminal_ends_all(demo_database: Address, environment: dict[str, str]) -> None:
    with by_workers(environment) as (process, address):
        ask(address)
        workers = workers_of(process)
        os.killpg(process.pid, signal.SIGINT)
        process.wait(PATIENT)
        assert psutil.wait_procs(workers, PATIENT)[1] == []
