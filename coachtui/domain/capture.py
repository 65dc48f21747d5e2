"""The capture line: `Bob: invoice question 10m !`, where nothing but the text is required.

A name is read at the start, everything else at the end, word by word until one is no modifier; what is
not recognised stays text. Each modifier counts once (but for the signs, of which the last one counts), so
that no word of the user's vanishes. Instants are aware and in UTC, lengths are minutes.
"""

from __future__ import annotations

import re
from datetime import timedelta

from coachtui.domain.day import resolve
from coachtui.domain.errors import UnclearError, UsageError
from coachtui.domain.human import MIDNIGHT, parse_minutes, parse_moment
from coachtui.domain.interruption import LONGEST, SIGNS, Urgency
from coachtui.domain.text import NOTE_LIMIT, TITLE_LIMIT, capped, one_line, whole_note
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from typing import Any
    from zoneinfo import ZoneInfo

    from coachtui.domain.human import Moment

URGENCIES = {sign: urgency for urgency, sign in SIGNS.items() if urgency is not Urgency.NORMAL}
"""What each sign of the capture line means."""

LONGEST_WORD = 40
"""Characters that a modifier or a name may have."""

AT_NAME = re.compile(r"@([^\W_](?:[\w.-]|[^\x00-\x7f]){0,39})")
"""`@name`: letters of any script, digits, dots, hyphens."""

_NAME = re.compile(r"([^\W\d_][^:!?;,]{0,39}):(?= )")
_NOTE = re.compile(r"\s--(?=\s|$)")
_TWO_WORDS = re.compile(r"\d{1,4}h \d{1,2}m", re.ASCII | re.IGNORECASE)
_LENGTH_WORD = re.compile(r"\d+[.,\d]*(?:h|m|min)\d*m?", re.ASCII | re.IGNORECASE)
# "<3", ">90" and ">2.5" compare; only ">9:00" and ">25.11" are times.
_NUMBER = r"\d+(?:[.,]\d)?|\d[.,]\d+"


class Part(NamedTuple):
    """A recognised range of characters, for highlighting."""

    kind: str
    """The field of `Captured` that it gave: "who", "minutes", "urgency", "due", ..."""
    start: int
    end: int


class Captured(NamedTuple):
    """What a capture line says."""

    title: str
    """Never empty, at most 500 characters; a longer one is whole in the note."""
    who: str = ""
    minutes: int | None = None
    """None when the line does not say (rule 2)."""
    urgency: Urgency = Urgency.NORMAL
    not_before: datetime | None = None
    """From when on (rule 11); a day counts from its first minute."""
    due: datetime | None = None
    """Until when (rule 11); a day counts to its last minute."""
    given_to: str = ""
    note: str = ""
    line: str = ""
    """The line as it was read: clean, single spaces."""
    spans: tuple[Part, ...] = ()
    """What was recognised in `line`, in its order."""


class Length(NamedTuple):
    """A length at the end of a text, perhaps with a sign glued to it: "1h 30m!"."""

    minutes: int
    start: int
    end: int
    """Where the length ends and its sign begins."""


class _Around(NamedTuple):
    now: datetime
    zone: ZoneInfo
    today: date
    known: Callable[[str], str | None]


def nobody(name: str) -> str | None:
    """Knows no person."""
    return None


def parse_capture(
    line: str, *, now: datetime, zone: ZoneInfo, today: date, known: Callable[[str], str | None] = nobody
) -> Captured:
    """What a captured line says.

    Args:
        line: What was typed; any text.
        now: The present, aware and in UTC.
        zone: Where the wall clock hangs.
        today: The working day, which may be yesterday's date after midnight.
        known: Gives the full name of a person from a name or first name; asked at most twice.

    Raises:
        UsageError: the line is blank.
    """
    head, note = _split_note(line)
    if not head:
        raise UsageError("nothing to capture: say what it is, for example: Bob: invoice question 10m")
    said, floor, end = Captured(head, line=head), 0, len(head)
    if (name := _NAME.match(head)) and len(name[1].split()) <= 3:
        floor, who = name.end() + 1, name[1].rstrip()
        said = _add(said, Part("who", 0, name.end()), who=known(who) or who)
    around = _Around(now, zone, today, known)
    while read := _read_last_word(said, floor, end, around):
        said, end = read
    if not said.who:
        first, _, others = head[:end].partition(" ")
        if first[0].isalpha() and len(first) <= LONGEST_WORD and (who := known(first) or ""):
            floor = len(first) + 1 if others else 0
            said = _add(said, Part("who", 0, len(first)), who=who)
    if note:
        line = f"{head} -- {one_line(note)}"
        said = _add(said, Part("note", len(head) + 1, len(line)), line=line)
    title = head[floor:end]
    if len(title) > TITLE_LIMIT:
        note = f"{title}\n{note}".rstrip()
    spans = tuple(sorted(said.spans, key=lambda part: part.start))
    return said._replace(title=capped(title, TITLE_LIMIT), note=capped(note, NOTE_LIMIT), spans=spans)


def word_start(text: str, floor: int, end: int) -> int:
    """Where the last word before `end` begins, not before `floor`."""
    return text.rfind(" ", floor, end) + 1 or floor


def read_length(text: str, floor: int, end: int, longest: int = LONGEST) -> Length | None:
    """The length that ends there, perhaps with a sign; None when the last word is no length.

    A bare number is a length only as the very last word of the text, and not after another length.
    """
    start = word_start(text, floor, end)
    word = text[start:end].rstrip("!~")
    stop = start + len(word)
    if not word[:1].isdigit() or len(word) > LONGEST_WORD or text[stop:end] not in ("", *URGENCIES):
        return None
    before = word_start(text, floor, max(floor, start - 1))
    if _TWO_WORDS.fullmatch(text, before, stop):
        start = before
    elif word.isdigit() and (end < len(text) or _LENGTH_WORD.fullmatch(text, before, max(floor, start - 1))):
        return None
    try:
        return Length(parse_minutes(text[start:stop], longest), start, stop)
    except UnclearError:
        return None


def _split_note(line: str) -> tuple[str, str]:
    """The clean line before the first ` -- ` that follows a visible word, and the note after it."""
    text = whole_note(line)
    for mark in _NOTE.finditer(text):
        if head := one_line(text[: mark.start()]):
            note = text[mark.end() :].strip()
            return head, note if one_line(note) else ""
    return one_line(text), ""


def _read_last_word(said: Captured, floor: int, end: int, around: _Around) -> tuple[Captured, int] | None:
    """What is said with the word before `end`, and where the text before that word ends.

    None when the word is no modifier, says again what was said, or is all the text there is.
    """
    line, start = said.line, word_start(said.line, floor, end)
    word = line[start:end]
    if word in URGENCIES:
        read = _signed(said, start, end)
    elif said.minutes is None and (length := read_length(line, floor, end)):
        said, start = _signed(said, length.end, end), length.start
        read = _add(said, Part("minutes", start, length.end), minutes=length.minutes)
    elif not said.given_to and (name := AT_NAME.fullmatch(word)):
        read = _add(said, Part("given_to", start, end), given_to=around.known(name[1]) or name[1])
    elif not said.not_before and word[:1] == ">" and (moment := _moment(word[1:], around)):
        read = _add(said, Part("not_before", start, end), not_before=moment.earliest(around.zone))
    elif not said.due and word[:1] == "<" and (moment := _moment(word[1:], around)):
        midnight = resolve(moment.date + timedelta(days=1), MIDNIGHT, around.zone)
        read = _add(said, Part("due", start, end), due=moment.instant if moment.has_clock else midnight)
    else:
        return None
    return (read, start - 1) if start > floor else None


def _signed(said: Captured, start: int, end: int) -> Captured:
    """What is said with the sign that stands there, if one does; of several signs the last one counts."""
    if start == end or any(part.kind == "urgency" for part in said.spans):
        return said
    return _add(said, Part("urgency", start, end), urgency=URGENCIES[said.line[start:end]])


def _moment(text: str, around: _Around) -> Moment | None:
    if len(text) > LONGEST_WORD or re.fullmatch(_NUMBER, text):
        return None
    try:
        return parse_moment(text, around.now, around.zone, around.today)
    except UnclearError:
        return None


def _add(said: Captured, part: Part, **fields: Any) -> Captured:
    return said._replace(spans=(*said.spans, part), **fields)
