"""What of a lexicon is looked for in a text: the forms for all texts, and those of its own language."""

from collections.abc import Iterable, Iterator
from threading import Lock

from graph.names import EVERYWHERE
from ingest.linking.arabic import is_arabic
from ingest.linking.automaton import Automaton, FoldedText, Match
from ingest.linking.collisions import PHRASES
from ingest.linking.inflection import inflected
from ingest.linking.lexicon import Form, FormOrigin


class FormSearch:
    """Finds the forms of a lexicon in texts.

    The automaton for texts of all languages is compiled at once, one for a language with forms or
    inflections of its own when its first text comes.
    """

    def __init__(self, forms: Iterable[Form]) -> None:
        """Compile what is looked for in every text."""
        self._forms = tuple(forms)
        self._everywhere = Automaton((form for form in self._forms if form.only_in is None), PHRASES)
        self._own: dict[str, Automaton] = {}
        self._compiling = Lock()

    def matches(self, text: FoldedText, lang: str | None) -> Iterator[Match]:
        """Every match, overlapping ones too, those of the text's own language (ISO 639-1) first."""
        if lang is not None and lang not in EVERYWHERE:
            yield from self._in(lang).matches(text)
        yield from self._everywhere.matches(text)

    def _in(self, lang: str) -> Automaton:
        with self._compiling:
            if lang not in self._own:
                self._own[lang] = Automaton(self._forms_of(lang), ())
            return self._own[lang]

    def _forms_of(self, lang: str) -> Iterator[Form]:
        """The forms that only texts in a language have; a form for all texts goes before an inflected one."""
        taken = {form.folded for form in self._forms if form.only_in is None}
        for form in self._forms:
            if form.only_in not in (None, lang):
                continue
            if form.only_in:
                yield form
            if form.origin is FormOrigin.DEMONYM or is_arabic(form.text):
                continue
            for text in inflected(form.text, lang):
                own = Form.of(text, lang, form.origin, form.entity)
                if own.folded not in taken:
                    yield own
