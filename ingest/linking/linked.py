"""What an article names: links, and the mentions that they make."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from graph.model import Mention
from ingest.linking.automaton import FoldedText
from ingest.linking.salience import salience


@dataclass(frozen=True, slots=True)
class Link:
    """One place where a text names an entity; `start` and `end` in code points.

    `is_demonym`: by an adjective of origin, or the name of a place's people.
    """

    start: int
    end: int
    entity: str
    confidence: float
    is_demonym: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """What a title and a body name, place by place, and the folded body that it was found in.

    `inside` are places that names of bodies in the body's text hold: the state of وزارة الدفاع الروسية.
    """

    in_title: tuple[Link, ...]
    in_body: tuple[Link, ...]
    body: FoldedText
    inside: tuple[Link, ...] = ()

    def without(self, spans: Sequence[tuple[int, int]], places: Container[str]) -> "Linked":
        """The same without the body's links inside longer names, whose `spans` are given.

        Those of `places` (ids) are what the names hold then: شرطة دبي names Dubai too.
        """
        kept: list[Link] = []
        inside = [*self.inside]
        for link in self.in_body:
            if not any(start <= link.start and link.end <= end for start, end in spans):
                kept.append(link)
            elif link.entity in places:
                inside.append(link)
        return replace(self, in_body=tuple(kept), inside=tuple(inside))

    def mentions(self) -> tuple[Mention, ...]:
        """The links of each entity together, the most salient entity first."""
        in_body = sorted((*self.in_body, *self.inside), key=lambda link: link.start)
        return _gather(self.in_title, in_body, self.body.text)


def _gather(in_title: Sequence[Link], in_body: Sequence[Link], body: str) -> tuple[Mention, ...]:
    """One mention for each entity, from its links."""
    titled, bodied = _by_entity(in_title), _by_entity(in_body)
    weights = {
        entity: sum(link.confidence for link in (*titled.get(entity, ()), *bodied.get(entity, ())))
        for entity in (titled | bodied)
    }
    heaviest = max(weights.values(), default=0.0)
    mentions = [
        _mention(entity, titled.get(entity, []), bodied.get(entity, []), body, weight, heaviest)
        for entity, weight in weights.items()
    ]
    return tuple(sorted(mentions, key=lambda mention: (-mention.salience, mention.entity_id)))


def _by_entity(links: Iterable[Link]) -> dict[str, list[Link]]:
    grouped: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        grouped[link.entity].append(link)
    return dict(grouped)


def _mention(
    entity: str, titled: list[Link], bodied: list[Link], body: str, weight: float, heaviest: float
) -> Mention:
    first = bodied[0].start / len(body) if bodied else 1.0
    return Mention(
        entity_id=entity,
        starts=tuple(link.start for link in bodied),
        ends=tuple(link.end for link in bodied),
        surfaces=tuple(body[link.start : link.end] for link in bodied),
        count=len(titled) + len(bodied),
        salience=salience(weight, heaviest, first, in_title=bool(titled)),
        confidence=max(link.confidence for link in (*titled, *bodied)),
        in_title=bool(titled),
    )
