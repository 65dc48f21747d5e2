"""What holds for every capture line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.capture import Captured, parse_capture
from coachtui.domain.errors import UsageError
from coachtui.domain.human import format_minutes
from coachtui.domain.interruption import SIGNS, Urgency
from coachtui.domain.text import TITLE_LIMIT, clean_line, clean_note, one_line

MODIFIERS = ("1h", "30m", "10", "10m!", "5!!", "!", "!!", "~", ">14:00", "<fri", "@ana")
WORDS = ("Bob:", "bob", "call", ">x", "@", "--", "note", "é\u0301", "\u200b", "👩‍👩‍👧")
LINES = st.lists(st.sampled_from((*MODIFIERS, *WORDS)), max_size=9).map(" ".join)
ANY_LINE = st.text(st.characters(), max_size=80) | LINES


def capture(line: str) -> Captured:
    return parse_capture(
        line,
        now=datetime(2026, 11, 24, 9, 21, 30, tzinfo=UTC),
        zone=ZoneInfo("Europe/Berlin"),
        today=date(2026, 11, 24),
        known={"bob": "Bob Marsh", "call": "Call Ahan"}.get,
    )


@given(ANY_LINE)
def test_any_text_is_captured_clean_unless_it_is_blank(line: str) -> None:
    if not one_line(line):
        with pytest.raises(UsageError):
            capture(line)
        return
    found = capture(line)
    assert found.title
    assert len(found.title) <= TITLE_LIMIT
    assert found.title == clean_line(found.title)
    assert found.note == clean_note(found.note)
    assert found.minutes is None or 1 <= found.minutes <= 1440


@given(ANY_LINE.filter(one_line))
def test_a_clean_line_reads_as_the_line_it_came_from(line: str) -> None:
    found = capture(line)
    again = capture(found.line)
    assert again._replace(note="") == found._replace(note="")
    assert again.note == one_line(found.note)


@given(LINES.filter(one_line))
def test_every_word_is_recognised_or_in_the_title(line: str) -> None:
    found = capture(line)
    rest = found.line
    for part in found.spans:
        assert 0 <= part.start < part.end <= len(rest)
        assert rest[part.start : part.end].strip()
        rest = rest[: part.start] + " " * (part.end - part.start) + rest[part.end :]
    unsigned = [word for word in rest.split() if word not in SIGNS.values()]
    # A known name that is all there is stays the title as well.
    assert unsigned == [word for word in found.title.split() if word not in SIGNS.values()] or not unsigned


@given(
    who=st.sampled_from(["", "Sam", "Mary Jane"]),
    minutes=st.none() | st.integers(1, 1440),
    urgency=st.sampled_from(Urgency),
    given_to=st.sampled_from(["", "Kim"]),
    order=st.permutations(range(4)),
    note=st.sampled_from(["", "PO 4471 !"]),
)
def test_modifiers_are_understood_in_any_order(
    who: str, minutes: int | None, urgency: Urgency, given_to: str, order: list[int], note: str
) -> None:
    modifiers = [
        format_minutes(minutes) if minutes else "",
        "" if urgency is Urgency.NORMAL else SIGNS[urgency],
        f"@{given_to}" if given_to else "",
        ">14:00",
    ]
    words = [f"{who}:" if who else "", "send the report", *(modifiers[at] for at in order)]
    found = capture(" ".join(words) + (f" -- {note}" if note else ""))
    assert found[:8] == (
        "send the report",
        who,
        minutes,
        urgency,
        datetime(2026, 11, 24, 13, tzinfo=UTC),
        None,
        given_to,
        note,
    )
