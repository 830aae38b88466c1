"""Scripts that part no words by spaces: their letters, as the inside of a regular expression's class."""

from typing import Final

SYLLABIC: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
"""Han and kana: a letter is a syllable or more."""

ALPHABETIC: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese and Khmer."""
