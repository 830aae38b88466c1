"""A server with five times what it can: `uv run python -m benchmarks.overload ADDRESS --pid PID`.

Asks a running server (`content-graph serve`) for related news of one person. First one client after the other
(unloaded), then as many as are answered in parallel (capacity), then new requests at five times that rate,
whoever still waits. Prints the milliseconds of what was accepted, unloaded and overloaded, the share that was
shed with 503, and the memory of the server's process before and after, in MB.
"""

import argparse
import asyncio
import json
import time
from collections import Counter
from urllib.parse import urlsplit

import psutil

QUERY = '{ person(name: "بوتين") { articles(first: 5) { nodes { title related(first: 3) { score } } } } }'
TIMES = 5


class Client:
    """Asks over bare connections: a client that is slow itself would tell its own time, not the server's."""

    def __init__(self, address: str) -> None:
        """Ask at an address such as http://127.0.0.1:8000/graphql."""
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        body = json.dumps({"query": QUERY}).encode()
        head = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n"
        self._request = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(self) -> tuple[int, float]:
        """The status of one answer and its milliseconds; 0 where the connection failed."""
        began = time.perf_counter()
        is_kept = bool(self._idle)
        try:
            connection = (
                self._idle.pop() if is_kept else await asyncio.open_connection(self._host, self._port)
            )
            reader, writer = connection
            writer.write(self._request)
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            await reader.readexactly(int(head.partition("content-length:")[2].split("\r\n")[0]))
        except (OSError, asyncio.IncompleteReadError):
            # A server may close a connection that was kept at any time.
            return await self.ask() if is_kept else (0, (time.perf_counter() - began) * 1000)
        self._idle.append(connection)
        return int(head.split()[1]), (time.perf_counter() - began) * 1000

    def close(self) -> None:
        """Leave all connections."""
        for _, writer in self._idle:
            writer.close()


def quantile(times: list[float], share: float) -> float:
    """The time that this share of times stays below."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))] if times else float("nan")


async def capacity(client: Client, seconds: float) -> float:
    """Answers a second, with four clients that ask one after the other."""
    end = time.perf_counter() + seconds
    answered = 0

    async def again() -> None:
        nonlocal answered
        while time.perf_counter() < end:
            status, _ = await client.ask()
            answered += status == 200

    await asyncio.gather(*(again() for _ in range(4)))
    return answered / seconds


async def overload(client: Client, rate: float, seconds: float) -> list[tuple[int, float]]:
    """What came back for requests sent at a rate, a second."""
    sent: list[asyncio.Task[tuple[int, float]]] = []
    began = time.perf_counter()
    while (passed := time.perf_counter() - began) < seconds:
        while len(sent) < passed * rate:
            sent.append(asyncio.create_task(client.ask()))
        await asyncio.sleep(0.005)
    return await asyncio.gather(*sent)


async def run(address: str, pid: int, seconds: float) -> None:
    """Print the figures of one server."""
    server = psutil.Process(pid)
    client = Client(address)
    for _ in range(20):
        await client.ask()
    quiet = [(await client.ask())[1] for _ in range(200)]
    rate = await capacity(client, seconds)
    before = server.memory_info().rss / 1e6
    outcomes = await overload(client, TIMES * rate, seconds)
    after = server.memory_info().rss / 1e6
    client.close()
    accepted = [took for status, took in outcomes if status == 200]
    print(f"unloaded    p50 {quantile(quiet, 0.5):6.1f} ms  p99 {quantile(quiet, 0.99):6.1f} ms")
    print(f"capacity    {rate:.0f} a second; sent {TIMES * rate:.0f} a second for {seconds:.0f} seconds")
    print(f"accepted    p50 {quantile(accepted, 0.5):6.1f} ms  p99 {quantile(accepted, 0.99):6.1f} ms")
    print(f"statuses    {dict(Counter(status for status, _ in outcomes))}")
    print(f"shed        {1 - len(accepted) / len(outcomes):.0%}")
    print(f"memory      {before:.0f} MB before, {after:.0f} MB after")


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="the endpoint, such as http://127.0.0.1:8000/graphql")
    parser.add_argument("--pid", type=int, required=True, help="process of the server")
    parser.add_argument("--seconds", type=float, default=10.0)
    given = parser.parse_args()
    asyncio.run(run(given.address, given.pid, given.seconds))


if __name__ == "__main__":
    main()
