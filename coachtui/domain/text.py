"""Clean text: what may enter the file and reach a terminal.

Escape sequences, control characters and marks that turn the direction of writing are removed, letters
take their composed form, and lengths are capped in characters. Every cleaner is idempotent, raises
nothing and never returns surrogates.
"""

from __future__ import annotations

import re
import unicodedata

TITLE_LIMIT = 500
"""Characters of a title or any other single line."""

NOTE_LIMIT = 100_000
"""Characters of a note."""

MOST_MARKS = 30
"""Combining marks that one letter may carry; unlimited ones make composing take quadratic time."""

# Compiled only where a text needs them: most are printable ASCII.
_UNWANTED = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # CSI: colours, cursor movements
    r"|(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f])[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS and the like
    r"|\x1b[]PX^_]"  # the same without an end: what follows may be the user's words
    r"|\x1b[ -/]?[0-~]?"  # other escapes
    r"|[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]+"  # C0, DEL, C1, but for what ends a line
    r"|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+"
)
_HEAP = rb"[^\0]{%d,}" % (MOST_MARKS + 1)
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f"
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " "}


def clean_line(text: str, limit: int = TITLE_LIMIT) -> str:
    """The text as one harmless line of at most `limit` characters, ended by "…" when it was cut."""
    return capped(one_line(text), limit)


def clean_note(text: str, limit: int = NOTE_LIMIT) -> str:
    """The text with its lines and tabs, but harmless and of at most `limit` characters."""
    return capped(whole_note(text), limit)


def one_line(text: str) -> str:
    """The text as one harmless line of any length: visible words, one space between them."""
    return " ".join(word for word in _harmless(text).split() if word.strip(_UNSEEN))


def whole_note(text: str) -> str:
    """The text with its lines and tabs, harmless and of any length."""
    return "\n".join(_harmless(text).splitlines()).strip()


def capped(text: str, limit: int) -> str:
    """The clean text, or as much of it as leaves room for "…", not cut inside a letter with marks."""
    if len(text) <= limit:
        return text
    nearby = range(limit - 1, max(0, limit - 2 - MOST_MARKS), -1)
    cut = next((at for at in nearby if not _joins(text, at)), limit - 1)
    return text[:cut].rstrip() + "…"


def quoted(text: str, limit: int = 40) -> str:
    """The beginning of a user's text in quotation marks, for a message of one line."""
    return f'"{clean_line(text, limit)}"'


def half_width(text: str) -> str:
    """The text with full-width letters, digits and signs as ASCII and single spaces."""
    return " ".join(text.translate(_WIDE).split())


def _harmless(text: str) -> str:
    if not text.isprintable():
        text = re.sub(_UNWANTED, "", text)
    if text.isascii():
        return text
    calm = _calm(text.encode("utf-8", "replace").decode())
    composed = unicodedata.normalize("NFC", calm)
    return composed if composed == calm else _calm(composed)


def _calm(text: str) -> str:
    """The text with heaps of combining marks cut down (the stream-safe format of UAX #15)."""
    classes = bytes(map(unicodedata.combining, text))
    kept, at = "", 0
    for heap in re.finditer(_HEAP, classes):
        kept += text[at : heap.start() + MOST_MARKS]
        at = heap.end()
    return kept + text[at:]


def _joins(text: str, at: int) -> bool:
    """Whether the character there belongs to the one before it."""
    return text[at] == "\u200d" or text[at - 1] == "\u200d" or unicodedata.category(text[at])[0] == "M"


def counted(count: int, thing: str) -> str:
    """A number of things in words that agree: "1 item", "2 items"."""
    return f"{count} {thing}{'' if count == 1 else 's'}"
