"""Vectors of what clients search for: one thread, the model loaded with the first, the last ones kept."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from ingest.embedding import Encoder

TEXTS_KEPT = 1000
"""Searched texts whose vectors are kept; each takes 16 kB."""


class QueryEncoder:
    """Makes vectors beside the event loop; the same text asked for twice is encoded once."""

    def __init__(self) -> None:
        """Prepare; the model is loaded with the first text."""
        self._encoder = Encoder()
        self._executor = ThreadPoolExecutor(1, "encoder")
        self._kept: OrderedDict[str, Sequence[float]] = OrderedDict()

    async def __call__(self, text: str) -> Sequence[float]:
        """The vector of a text: 512 numbers of unit length."""
        if text in self._kept:
            self._kept.move_to_end(text)
            return self._kept[text]
        made = await asyncio.get_running_loop().run_in_executor(self._executor, self._encoder.encode, [text])
        self._kept[text] = made[0]
        if len(self._kept) > TEXTS_KEPT:
            self._kept.popitem(last=False)
        return made[0]

    def close(self) -> None:
        """Let the thread go."""
        self._executor.shutdown(wait=False, cancel_futures=True)
