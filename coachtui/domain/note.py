"""Notes of a meeting: one line each, and a leading sign that says what it is."""

from __future__ import annotations

from enum import StrEnum

from coachtui.domain.errors import UsageError
from coachtui.domain.text import NOTE_LIMIT, clean_line


class NoteKind(StrEnum):
    """What a note is, and what becomes of it in the review."""

    HIGHLIGHT = "highlight"
    DECISION = "decision"
    ACTION = "action"
    OPEN_ITEM = "open item"


SIGNS = {NoteKind.DECISION: "=", NoteKind.ACTION: "!", NoteKind.OPEN_ITEM: "?"}
"""The sign of each kind that has one; a highlight has none, or a plus."""

_KINDS = {sign: kind for kind, sign in SIGNS.items()} | {"+": NoteKind.HIGHLIGHT}


def read_note(line: str) -> tuple[NoteKind, str]:
    """What a note is, and its text without the sign.

    Raises:
        UsageError: there is no text.
    """
    text = clean_line(line, NOTE_LIMIT)
    kind = _KINDS.get(text[:1])
    if kind is not None:
        text = text[1:].lstrip()
    if not text:
        raise UsageError("an empty line is no note: write = decision, ! action, ? open item or a highlight")
    return kind or NoteKind.HIGHLIGHT, text


def signed(kind: NoteKind, text: str) -> str:
    """The line of a note, as `read_note` reads it."""
    return f"{SIGNS[kind]} {text}" if kind in SIGNS else f"+ {text}"
