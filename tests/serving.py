"""`content-graph serve` as a user starts it."""

import subprocess
import sys
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager


@contextmanager
def serving(environment: Mapping[str, str]) -> Generator[str]:
    """Serve on a free port as long as the block lasts; gives the address, without a path."""
    command = [sys.executable, "-m", "server", "serve", "--port", "0"]
    with subprocess.Popen(command, env=dict(environment), stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        told: list[str] = []
        for line in process.stderr:
            told.append(line)
            if "answers at" in line:
                break
        assert told, "the server said nothing"
        assert "answers at" in told[-1], "".join(told)
        # What is logged later must not fill the pipe, or the server would wait for a reader.
        threading.Thread(target=process.stderr.read, daemon=True).start()
        try:
            yield told[-1].split()[-1].removesuffix("/graphql")
        finally:
            if process.poll() is None:
                process.terminate()
                assert process.wait(60) == 0, "a server that is told to stop stops in order"
