"""What a tagger has learned, read from seeds/tagger."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import orjson

UNIT = 1000
"""A model's file has its weights, natural logarithms, in thousandths."""


@dataclass(frozen=True, slots=True)
class Model:
    """A linear-chain conditional random field: `weights` of each attribute for each label, `transitions`
    from label (row) to label."""

    labels: tuple[str, ...]
    transitions: tuple[tuple[float, ...], ...]
    weights: Mapping[str, tuple[float, ...]]


@cache
def load_model(lang: str) -> Model:
    """The model of a language; README.md in seeds/tagger says how it was made."""
    return read_model((files("seeds") / "tagger" / f"{lang}.json").read_bytes())


def read_model(content: bytes) -> Model:
    """A model from its file's bytes, which `benchmarks/tagger.py` wrote."""
    read = orjson.loads(content)
    return Model(
        tuple(read["labels"]),
        tuple(tuple(weight / UNIT for weight in row) for row in read["transitions"]),
        {shown: tuple(weight / UNIT for weight in row) for shown, row in read["weights"].items()},
    )
