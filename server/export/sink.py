"""Where writers that know only files put their bytes until they are sent."""

CHUNK = 65536
"""Bytes from which on it is worth sending."""


class Sink:
    """A file for writing whose bytes are taken out again; it cannot be sought in."""

    def __init__(self) -> None:
        """Begin empty."""
        self._bytes = bytearray()

    def write(self, data: bytes) -> int:
        """Keep bytes."""
        self._bytes += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    @property
    def is_full(self) -> bool:
        """Whether there is a chunk to send."""
        return len(self._bytes) >= CHUNK

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = bytes(self._bytes)
        self._bytes.clear()
        return taken
