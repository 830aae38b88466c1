"""Trains the tagger of Arabic names, and measures names with it and without it.

    uv run python -m benchmarks.tagger train --corpus FILE [FILE ...] [--model FILE]
    uv run python -m benchmarks.tagger measure --corpus FILE [FILE ...] [--model FILE]

A corpus has a word and its tag (B-PERS, I-ORG, O) on each line, or is a folder of such files. The same
corpora give the same model. Each text is learned twice: once with what the lexicon and the rules found in
it, once without, as the rules know more of a corpus that they were made with than of other texts.

`measure` prints precision / recall of people and organizations, spans that are the same and spans that
overlap one of the corpus: of the lexicon's links, of names that are certain, and of all candidates too.
"""

import argparse
import importlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from benchmarks.tagged import Span, Text, read_corpus
from graph.model import EntityKind
from ingest.linking.lexicon import Lexicon, load_lexicon
from ingest.linking.linked import Linked
from ingest.linking.linker import Linker
from ingest.naming.features import Features, Shown, attributes
from ingest.naming.finder import NameFinder, linked_words
from ingest.naming.learned import arabic_names
from ingest.naming.model import UNIT, Model, read_model
from ingest.naming.spotted import LinkedWords, Spotted
from ingest.naming.tagger import KINDS, OUTSIDE
from ingest.naming.trained import features_of, labels, runs
from ingest.naming.vocabulary import load_vocabulary
from ingest.naming.words import Words

MODEL = Path("seeds/tagger/ar.json")
PARAMETERS = {"c1": 0.3, "c2": 0.01, "max_iterations": 80, "feature.minfreq": 2}
"""Of CRFsuite: weights of the L1 and L2 norms, steps of L-BFGS, how often an attribute must be seen."""

LINK, CERTAIN, CANDIDATE = "links", "certain", "candidates"


class Remembering(Features):
    """Features that remember all words: a corpus has few."""

    def __init__(self, features: Features) -> None:
        """Remember those of `features`."""
        self._features = features
        self._shown: dict[str, Shown] = {}

    def of(self, written: str, folded: str) -> Shown:
        """What a word shows."""
        if written not in self._shown:
            self._shown[written] = self._features.of(written, folded)
        return self._shown[written]


def train(texts: Iterable[Text], path: Path) -> None:
    """Train on texts and write the model."""
    vocabulary = load_vocabulary("ar")
    assert vocabulary is not None  # noqa: S101
    lexicon = load_lexicon()
    linker, rules = Linker(lexicon), arabic_names(lexicon, vocabulary)
    features = Remembering(features_of(rules, vocabulary))
    crfsuite: Any = importlib.import_module("pycrfsuite")  # has no types
    trainer = crfsuite.Trainer(verbose=False)
    for text in texts:
        linked = linker.link("", text.text)
        words = Words(text.text, [(link.start, link.end) for link in linked.in_body])
        links = linked_words(words, linked.in_body, lexicon)
        spotted = list(rules.spot(words))
        wanted = tags(text, words)
        for known in (labels(words, links, spotted), labels(words, *unsaid(links))):
            for first, after in runs(words):
                shown = [attributes(features, words, known, place) for place in range(first, after)]
                trainer.append(shown, wanted[first:after])
    trainer.set_params(PARAMETERS)
    with TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        tagger = crfsuite.Tagger()
        tagger.open(f"{folder}/model")
        write(tagger.labels(), tagger.info(), path)
        tagger.close()


def unsaid(links: Iterable[LinkedWords]) -> tuple[list[LinkedWords], list[Spotted]]:
    """What a text shows when the lexicon holds none of its people and organizations."""
    hidden = (EntityKind.PERSON, EntityKind.ORGANIZATION)
    return [link for link in links if link.kind not in hidden], []


def tags(text: Text, words: Words) -> list[str]:
    """The tag of each word."""
    letters = {kind: letter for letter, kind in KINDS.items()}
    found = [OUTSIDE] * len(words)
    for name in text.names:
        first, after = words.span(text.starts[name.first], text.ends[name.after - 1])
        for place in range(first, after):
            found[place] = ("B" if place == first else "I") + letters[name.kind]
    return found


def write(names: Sequence[str], info: Any, path: Path) -> None:
    """Write what CRFsuite learned, sorted, in thousandths."""
    names = sorted(names)
    rows: dict[str, list[int]] = {}
    for (attribute, label), weight in info.state_features.items():
        rows.setdefault(attribute, [0] * len(names))[names.index(label)] = round(weight * UNIT)
    content = {
        "labels": names,
        "transitions": [
            [round(info.transitions.get((one, other), 0) * UNIT) for other in names] for one in names
        ],
        "weights": {attribute: rows[attribute] for attribute in sorted(rows) if any(rows[attribute])},
    }
    path.write_bytes(orjson.dumps(content) + b"\n")


def measure(texts: Sequence[Text], model: Model) -> None:
    """Print how the names that are found agree with those of the corpus."""
    lexicon = load_lexicon()
    linker = Linker(lexicon)
    linked = [linker.link("", text.text) for text in texts]
    # A model that knows one label only finds nothing.
    for name, finder in (
        ("without the tagger", NameFinder(lexicon, Model((OUTSIDE,), ((0.0,),), {}))),
        ("with the tagger", NameFinder(lexicon, model)),
    ):
        marked = [mark(text, one, lexicon, finder) for text, one in zip(texts, linked, strict=True)]
        print(name)
        for kept in ((LINK,), (CERTAIN,), (LINK, CERTAIN), (LINK, CERTAIN, CANDIDATE)):
            for kind in (EntityKind.PERSON, EntityKind.ORGANIZATION):
                spans = [[span for span, who in one if span.kind is kind and who in kept] for one in marked]
                gold = [[span for span in text.names if span.kind is kind] for text in texts]
                print(f"  {'+'.join(kept):24} {kind.value:13} {agreement(spans, gold)}")


def mark(text: Text, linked: Linked, lexicon: Lexicon, finder: NameFinder) -> list[tuple[Span, str]]:
    """The names that are found in a text, each with who found it."""
    found = [
        (text.span(link.start, link.end, lexicon.entities[link.entity].kind), LINK) for link in linked.in_body
    ]
    for name in finder.find("", linked, "ar", None):
        who = CERTAIN if name.certain else CANDIDATE
        found += [
            (text.span(start, end, name.kind), who) for start, end in zip(name.starts, name.ends, strict=True)
        ]
    return found


def agreement(found: Iterable[Sequence[Span]], gold: Iterable[Sequence[Span]]) -> str:
    """Precision / recall of spans that are the same and of spans that overlap."""
    given = wanted = same = right = met = 0
    for spans, names in zip(found, gold, strict=True):
        given, wanted = given + len(spans), wanted + len(names)
        same += len(set(spans) & set(names))
        right += sum(any(map(span.overlaps, names)) for span in spans)
        met += sum(any(map(name.overlaps, spans)) for name in names)
    given, wanted = max(given, 1), max(wanted, 1)
    return (
        f"same {same / given:.3f} / {same / wanted:.3f}  overlapping {right / given:.3f} / {met / wanted:.3f}"
        f"  ({given} found, {wanted} in the corpus)"
    )


def main() -> None:
    """Train or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("task", choices=("train", "measure"))
    parser.add_argument("--corpus", type=Path, nargs="+", required=True)
    parser.add_argument("--model", type=Path, default=MODEL, help="the model to write or to measure")
    arguments = parser.parse_args()
    texts = [text for path in arguments.corpus for text in read_corpus(path)]
    if arguments.task == "train":
        train(texts, arguments.model)
    else:
        measure(texts, read_model(arguments.model.read_bytes()))


if __name__ == "__main__":
    main()
