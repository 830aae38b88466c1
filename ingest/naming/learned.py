"""The rules for Arabic names, with what they learn from a lexicon."""

from graph.model import EntityKind
from ingest.linking.arabic import has_article, is_arabic, nisba_forms, without_article
from ingest.linking.coreference import given_names
from ingest.linking.lexicon import FormOrigin, Lexicon
from ingest.naming.arabic import ArabicNames
from ingest.naming.vocabulary import Vocabulary

_SHORTEST_SURNAME = 3


def arabic_names(lexicon: Lexicon, vocabulary: Vocabulary) -> ArabicNames:
    """Rules that know the given names, surnames and adjectives of origin of a lexicon."""
    return ArabicNames(vocabulary, given_names(lexicon), _name_words(lexicon), _origins(lexicon))


def _name_words(lexicon: Lexicon) -> frozenset[str]:
    """Folded words of people's Arabic names."""
    return frozenset(
        word
        for form in lexicon.forms
        if form.lang == "ar"
        and form.origin <= FormOrigin.ALIAS
        and lexicon.entities[form.entity].kind is EntityKind.PERSON
        for word in form.folded.split()
        if len(word) >= _SHORTEST_SURNAME
    )


def _origins(lexicon: Lexicon) -> frozenset[str]:
    """Folded Arabic adjectives of origin with the article, which are surnames too."""
    return frozenset(
        f"ال{inflected}"
        for form in lexicon.forms
        if form.origin is FormOrigin.DEMONYM and is_arabic(form.text) and form.folded
        for inflected in nisba_forms(without_article(form.folded) if has_article(form.text) else form.folded)
    )
