"""Names in English, French and Spanish text: runs of capitalised words and what stands around them."""

from collections.abc import Collection, Container, Iterator

from graph.folding import fold
from graph.model import EntityKind
from ingest.date import is_day_word
from ingest.given import latin_given_names
from ingest.naming.spotted import Spotted
from ingest.naming.vocabulary import Vocabulary
from ingest.naming.words import Words

_LONGEST = 8
_LONGEST_CAPITALS = 4
_MOST_NAMES = 4
_SHORTEST_ACRONYM, _MOST_SPELLED = 3, 10
_LONG = 3
_AND = frozenset({"and", "et", "y"})
_QUARTERS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western"})
_CALLING = (" ", ' "', " “", " « ", " «", " ‘", " '")
_OLDEST = 3
_MINISTRIES = frozenset({"ministry", "ministere", "ministerio"})
_SURNAME_ENDINGS = (
    "ov", "ova", "ev", "eva", "sky", "skiy", "skyi", "ski", "ska", "skaya", "enko", "chuk", "ich", "vic",
    "yan", "ian", "shvili", "dze", "idis", "poulos", "akis", "escu", "eanu", "sson", "sen", "stein", "berg",
    "mann", "ez", "inho", "elli", "etti", "ini", "oglu", "zadeh", "nejad", "wicz", "czyk", "quist", "strom",
)  # fmt: skip
"""How surnames of many languages end; weaker than a given name, stronger than capital letters alone."""


class LatinNames:
    """Spots names in the words of a text whose names have capital letters."""

    def __init__(self, vocabulary: Vocabulary, given: Collection[str]) -> None:
        """`given`: folded given names beside those of the vocabulary."""
        self._words = vocabulary
        given = latin_given_names() | frozenset(given)
        self._given = given - vocabulary["stop"] - vocabulary["particles"] - vocabulary["heads"]
        self._titled = vocabulary["titles"] | vocabulary["roles"]
        self._stop, self._heads, self._leading = (
            vocabulary["stop"],
            vocabulary["heads"],
            vocabulary["leading"],
        )
        self._joins, self._particles = vocabulary["joins"], vocabulary["particles"]
        self._placed, self._never_first = vocabulary["placed"], vocabulary["never_first"]
        self._articles = vocabulary["articles"]
        self._long_heads = vocabulary["long_heads"]

    def spot(self, words: Words) -> Iterator[Spotted]:
        """Every name, in order, none overlapping another."""
        place = 0
        while place < len(words):
            if not self._is_capital(words, place):
                place += 1
                continue
            after = self._run_end(words, place)
            found = self._spelled_out(words, place) or self._name(words, place, after)
            if found is not None:
                yield found
                after = max(after, found.after)
            place = after

    def _spelled_out(self, words: Words, place: int) -> Spotted | None:
        """A body whose letters stand in brackets behind small words: Office national du climat (ONC)."""
        if words.folded[place] not in self._leading or words.opens[place]:
            return None
        after = place + 1
        while after < len(words) and after - place <= _MOST_SPELLED and self._goes_on(words, after):
            after += 1
        if after >= len(words) or words.text[words.ends[after - 1] : words.starts[after]] != " (":
            return None
        letters = words.written[after]
        initials = iter(fold(words.text[words.starts[place] : words.ends[after - 1]]).split())
        is_spelled = all(any(word[0] == letter for word in initials) for letter in letters.lower())
        if not (len(letters) >= _SHORTEST_ACRONYM and letters.isupper() and is_spelled):
            return None
        return Spotted(EntityKind.ORGANIZATION, place, after, words.starts[place], True, place)

    def _is_capital(self, words: Words, place: int) -> bool:
        word = words.written[place]
        if words.taken[place] or not word[0].isupper():
            return False
        return len(word) <= _LONGEST_CAPITALS or not word.isupper()

    def _run_end(self, words: Words, place: int) -> int:
        """Where the run of capitalised words ends, with the small words that such a name may hold."""
        after = place + 1
        headed = words.folded[place] in self._leading or self._is_called(words, place)
        while after < len(words) and after - place < _LONGEST and self._goes_on(words, after):
            if self._is_capital(words, after):
                headed = headed or words.folded[after] in self._leading
                after += 1
                continue
            allowed = self._joins if headed else self._particles
            step = after
            while (
                step < len(words)
                and step - after < 3
                and words.folded[step] in allowed
                and self._goes_on(words, step)
            ):
                step += 1
            if (
                step == after
                or step >= len(words)
                or not self._goes_on(words, step)
                or not self._is_capital(words, step)
                or is_day_word(words.folded[step])
                or self._is_other(words, place, after, step)
            ):
                break
            after = step + 1
        return after

    def _is_other(self, words: Words, place: int, after: int, step: int) -> bool:
        """Tell whether "and" leads from a body that has its head to another: X Bank and the Y Commission."""
        if words.folded[after] not in _AND:
            return False
        has_head = after - place > 1 and words.folded[after - 1] in self._heads
        return has_head or words.folded[step - 1] in self._articles

    def _goes_on(self, words: Words, place: int) -> bool:
        gap = words.text[words.ends[place - 1] : words.starts[place]]
        return not words.taken[place] and (
            gap in ("", " ", "' ", "’ ", " & ") or (gap == ". " and len(words.written[place - 1]) == 1)
        )

    def _name(self, words: Words, first: int, after: int) -> Spotted | None:
        while first < after and words.folded[first] in self._stop and not self._is_of_place(words, first):
            first += 1
        heads = [place for place in range(first, after) if words.folded[place] in self._heads]
        # A title at the end is a surname: John Major.
        titles = [place for place in range(first, after - 1) if words.folded[place] in self._titled]
        if first == after or (words.folded[after - 1] in self._titled and not self._is_given(words, first)):
            return None
        if self._is_field_of(words, first, _MINISTRIES):
            # A body that every state has is no name.
            return None
        if titles and (not heads or titles[-1] > heads[-1]):
            return self._titled_person(words, titles[-1] + 1, after)
        if heads:
            return self._organization(words, first, after, heads)
        if self._calls_organization(words, first, after):
            return Spotted(EntityKind.ORGANIZATION, first, after, words.starts[first], True, first)
        return self._bare(words, first, after)

    def _calls_organization(self, words: Words, first: int, after: int) -> bool:
        """Tell whether a run without a head is an organization: X & Y, la société X, X Y Z (XYZ)."""
        before_last = words.text[words.ends[after - 2] : words.starts[after - 1]] if after - first > 1 else ""
        return (
            before_last == " & " or self._is_called(words, first) or self._spells_acronym(words, first, after)
        )

    def _bare(self, words: Words, first: int, after: int) -> Spotted | None:
        """The person that a run may be which holds neither title nor head."""
        if self._has_title(words, first):
            return self._person(words, first, after, introduced=True)
        if self._is_field_of(words, first, self._titled):
            # Its field comes first: le ministre de l'Industrie X Y, the secretary of State X Y.
            return self._fielded_person(words, first, after)
        if first and words.joined[first] and words.folded[first - 1] in self._articles:
            return None
        return self._person(words, first, after, introduced=False)

    def _titled_person(self, words: Words, first: int, after: int) -> Spotted | None:
        """The person behind a title: at once, or behind its field: Secretary of State X Y."""
        if words.written[first][0].isupper():
            return self._person(words, first, after, introduced=True)
        return self._fielded_person(words, first, after)

    def _fielded_person(self, words: Words, first: int, after: int) -> Spotted | None:
        """The person whose given name comes first in a run that begins with the field of a role."""
        named = next((place for place in range(first, after - 1) if self._is_given(words, place)), None)
        return None if named is None else self._person(words, named, after, introduced=True)

    def _spells_acronym(self, words: Words, first: int, after: int) -> bool:
        """Tell whether brackets behind a run hold its capital letters, as in Tidal Power Board (TPB)."""
        if after >= len(words) or words.text[words.ends[after - 1] : words.starts[after]] != " (":
            return False
        written = words.written[after]
        letters = [
            words.written[place][0] for place in range(first, after) if words.written[place][0].isupper()
        ]
        if any(words.folded[place] in self._placed for place in range(first, after)):
            return False
        return len(written) >= _SHORTEST_ACRONYM and written.isupper() and written == "".join(letters)

    def _is_given(self, words: Words, place: int) -> bool:
        return words.folded[place].partition(" ")[0] in self._given

    def _organization(self, words: Words, first: int, after: int, heads: list[int]) -> Spotted | None:
        """A run that holds a head: one at its end or, with something behind it, at its start."""
        small = [place for place in range(first, heads[0]) if words.written[place][0].islower()]
        if small and words.folded[small[-1]] in self._articles:
            # Another name or a verb before the article: Habló la Asociación de X.
            first = small[-1] + 1
        first = self._place_before(words, self._begin(words, self._word_before(words, first)))
        ends = heads[-1] == after - 1
        if ends and words.folded[after - 1] in self._long_heads and after - first < _LONG:
            return None
        leads = words.folded[heads[0]] in self._leading and heads[0] < after - 1
        if (
            not (ends or leads)
            or after - first < 2
            or (first and words.taken[first - 1] and words.joined[first])
        ):
            return None
        return Spotted(EntityKind.ORGANIZATION, first, after, words.starts[first], True, first)

    def _begin(self, words: Words, first: int) -> int:
        """Where a body's name begins that "and" joins another word to: the Security and Defence Council."""
        before = first - 2
        if before < 1 or not (words.joined[first] and words.joined[first - 1] and words.joined[before]):
            return first
        is_joined = words.folded[first - 1] in _AND and self._is_capital(words, before)
        return before if is_joined and words.folded[before - 1] in self._articles else first

    def _word_before(self, words: Words, first: int) -> int:
        """Where a body's name begins that has a capitalised small word first: the All Progressives X."""
        before = first - 1
        while before >= 0 and words.joined[before + 1] and self._is_capital(words, before):
            folded = words.folded[before]
            if folded not in self._stop or folded in self._articles or words.opens[before]:
                break
            first, before = before, before - 1
        return first

    def _place_before(self, words: Words, first: int) -> int:
        """Where a body's name begins that begins with the place it is of: Kerala High Court, West Yorkshire
        Police."""
        begin, before = first, first - 1
        while before >= 0 and words.joined[begin] and self._is_place(words, before):
            begin, before = before, before - 1
        if begin == first or before < 0 or not (words.joined[begin] and self._is_capital(words, before)):
            return begin
        if words.folded[before] in _QUARTERS:
            return before
        return begin if words.opens[before] else first

    def _is_of_place(self, words: Words, place: int) -> bool:
        """Tell whether a head stands right behind the place that its body is of: Gaza Police."""
        is_head = words.folded[place] in self._heads
        return is_head and place > 0 and words.joined[place] and self._is_place(words, place - 1)

    def _is_place(self, words: Words, place: int) -> bool:
        """Tell whether a word is a linked place's, whole: not as in London-based."""
        return words.settled[place] and words.written[place].isalpha()

    def _is_called(self, words: Words, place: int) -> bool:
        """Tell whether a small word right before says that this is an organization: la société Voltanéo."""
        if place == 0 or words.folded[place - 1] not in self._words["before"]:
            return False
        return words.text[words.ends[place - 1] : words.starts[place]] in _CALLING

    def _person(self, words: Words, first: int, after: int, *, introduced: bool) -> Spotted | None:
        length = after - first
        if not 2 <= length <= _MOST_NAMES + 2 or words.folded[after - 1] in self._stop:
            return None
        if not words.written[first][0].isupper():
            return None
        if words.folded[first] in self._never_first or any(
            not self._may_name(words, place) for place in range(first, after)
        ):
            return None
        surname = first + 1
        while surname < after - 1 and words.folded[surname] not in self._particles:
            surname += 1
        certain = (
            introduced
            or self._is_given(words, first)
            or (len(words.written[first]) == 1 and length == 2)
            or self._is_explained(words, first, after)
            or words.folded[after - 1].endswith(_SURNAME_ENDINGS)
        )
        return Spotted(EntityKind.PERSON, first, after, words.starts[first], certain, surname)

    def _may_name(self, words: Words, place: int) -> bool:
        written, folded = words.written[place], words.folded[place]
        is_acronym = len(written) > 1 and written.isupper()
        is_ordinary = folded in self._stop and folded not in self._particles
        return not (is_acronym or is_ordinary or folded in self._placed)

    def _has_title(self, words: Words, place: int) -> bool:
        """Tell whether a role stands right before, with a comma between or none: chief executive, X Y.

        Whose or of what origin the bearer is may stand between: "l'opposant camerounais X Y", "l'ambassadrice
        des États-Unis, X Y".
        """
        if place == 0 or words.text[words.ends[place - 1] : words.starts[place]] not in (" ", ", "):
            return False
        role = place - 1
        while role > 0 and words.taken[role] and words.joined[role]:
            role -= 1
        if role < place - 1 and role > 0 and words.joined[role] and words.folded[role] in self._joins:
            role -= 1
        return words.folded[role] in self._titled

    def _is_field_of(self, words: Words, place: int, bearers: Container[str]) -> bool:
        """Tell whether a bearer and small words of its field stand before: ministre de l', secretary of."""
        before = place - 1
        while before > 0 and words.joined[before] and words.folded[before] in self._joins:
            before -= 1
        return 0 <= before < place - 1 and words.folded[before] in bearers

    def _is_explained(self, words: Words, first: int, after: int) -> bool:
        """Tell whether the words behind it, or a verb of speech, treat it as a person."""
        speech = self._words["speech"]
        if after < len(words):
            gap = words.text[words.ends[after - 1] : words.starts[after]]
            if gap == " " and words.folded[after] in speech:
                return True
            if gap == ", " and (words.folded[after] in self._words["after"] or _is_age(words, after)):
                return True
            if gap == " (" and words.taken[after]:
                return True
        return first > 0 and words.joined[first] and words.folded[first - 1] in speech


def _is_age(words: Words, place: int) -> bool:
    """Tell whether a number between commas may be an age: X Y, 42, said."""
    return (
        len(words.written[place]) < _OLDEST
        and words.written[place].isdigit()
        and words.text[words.ends[place] : words.ends[place] + 1] == ","
    )
