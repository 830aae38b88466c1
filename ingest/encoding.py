"""Bytes to text: which encoding a file is in, and whether it is text at all."""

import codecs
import re

from charset_normalizer import from_bytes

from graph.errors import BadPage

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]+(?:charset|encoding)\s*=\s*["']?(?P<name>[\w-]{3,20})""", re.IGNORECASE
)
_ONE_BYTE = ["cp1256", "cp1252", "iso8859_6", "iso8859_15", "cp1254", "cp1251", "cp1250"]
_SAMPLE = 8192
_CONTROLS_ALLOWED = 0.02
_LOST_ALLOWED = 0.01
# UTF-8 read as Windows-1252: the lead bytes of Arabic (and of Latin accents) seen as letters.
_MISREAD = ("Ø§", "Ù„", "Ù…", "Ø±", "Ù†", "Ã©", "Ã¨", "â€")
_MISREAD_ALLOWED = 0.01
_LETTERS = re.compile(r"[^\W\d_a-zA-Z]")
_MIXED = re.compile(r"[\u00c0-\u00ff](?=[\u00c0-\u00ff\u0621-\u064a])|[\u0621-\u064a](?=[\u00c0-\u00ff])")
_MIXED_ALLOWED = 0.1
"""Of all letters beyond ASCII, how many may stand beside one of another script."""
_INSTEAD = "give text in UTF-8, HTML or JSON Lines"


def decode(data: bytes) -> str:
    """Decode a file's bytes: by its byte-order mark, as UTF-8, as its markup declares, else by likelihood.

    Raises BadPage (without the file's name) when the file is empty, binary, or in no encoding that
    gives readable text.
    """
    if not data.strip():
        raise BadPage(f"is empty; {_INSTEAD}")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding))
    _refuse_signature(data)
    text = _as_utf8(data)
    if text is None:
        text = _as_declared(data)
    if text is None:
        text = _as_utf16(data) if b"\x00" in data[:_SAMPLE] else _as_one_byte(data)
    return _checked(text)


def _refuse_signature(data: bytes) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise BadPage(f"is {what}, not text; {_INSTEAD}")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise BadPage(f"begins with the mark of {encoding.upper()} but is not in it; {_INSTEAD}") from None


def _as_utf8(data: bytes) -> str | None:
    """Decode UTF-8, forgiving a last letter cut in two; None when it is something else."""
    if b"\x00" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data" and error.start > 0
        return data[: error.start].decode("utf-8") if cut else None


def _as_declared(data: bytes) -> str | None:
    """Decode as HTML or XML says it is encoded; None when it says nothing, or something untrue."""
    found = _DECLARED.search(data[:_SAMPLE])
    if found is None:
        return None
    try:
        text = data.decode(found["name"].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return None
    return None if _is_misread(text) else text


def _is_misread(text: str) -> bool:
    """Tell whether a one-byte encoding was declared that the text is not in: accented letters then stand
    beside Arabic ones, or beside one another where no Latin spelling has them."""
    letters = len(_LETTERS.findall(text)) or 1
    return len(_MIXED.findall(text)) > _MIXED_ALLOWED * letters


def _as_utf16(data: bytes) -> str:
    """Decode UTF-16 without a byte-order mark, told by which half of its letters is constant."""
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    encoding = "utf-16-le" if len(set(odd)) <= len(set(even)) else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise BadPage(f"is binary, not text; {_INSTEAD}") from None
    letters = sum(letter.isalpha() or letter.isspace() for letter in text[:_SAMPLE])
    if "\x00" in text or letters < 0.6 * len(text[:_SAMPLE]):
        raise BadPage(f"is binary, not text; {_INSTEAD}")
    return text


def _as_one_byte(data: bytes) -> str:
    if _controls(data[:_SAMPLE].decode("latin-1")) > _CONTROLS_ALLOWED:
        raise BadPage(f"is binary, not text; {_INSTEAD}")
    best = from_bytes(data[: 8 * _SAMPLE], cp_isolation=_ONE_BYTE).best()
    if best is None:
        raise BadPage(f"is in an unknown encoding; {_INSTEAD}")
    return data.decode(best.encoding, errors="replace")


def _controls(text: str) -> float:
    """Share of control characters that no text file needs."""
    return sum(letter < " " and letter not in "\t\n\r\f\x0b\x1b" for letter in text) / max(len(text), 1)


def _checked(text: str) -> str:
    """Refuse text that only looks decoded: controls, lost letters, UTF-8 read as another encoding."""
    if all(letter.isspace() or letter in "\ufeff\u200b" for letter in text):
        raise BadPage(f"is empty; {_INSTEAD}")
    sample = text[:_SAMPLE]
    if _controls(sample) > _CONTROLS_ALLOWED:
        raise BadPage(f"is binary, not text; {_INSTEAD}")
    if sample.count("\ufffd") > _LOST_ALLOWED * len(sample):
        raise BadPage(f"has letters lost by a wrong decoding (\ufffd); {_INSTEAD}")
    if sum(map(sample.count, _MISREAD)) > _MISREAD_ALLOWED * len(sample):
        raise BadPage(
            f"was decoded with a wrong encoding before (it reads {sample.split()[0][:12]!r}); {_INSTEAD}"
        )
    return text
