"""A meeting with everything, as views show it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from coachtui.domain.action import ActionState, Renegotiation
from coachtui.domain.meeting import YOU, AgendaItem, Attendee, Meeting, Role
from coachtui.domain.note import NoteKind
from coachtui.domain.review import Accomplished, Held, Review, Ruling, Unfinished, Verdict
from coachtui.domain.span import Span, later
from coachtui.services.meeting_views import (
    ActionView,
    MeetingState,
    MeetingView,
    NextView,
    NoteView,
    OpenItemView,
    ReviewView,
)

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 10, 32, tzinfo=UTC)
HOSTILE = (
    "[/b] **x** `y` <script>alert(1)</script> [a](javascript:b) # | ~~\\",
    "x\r\nBcc: everyone@example.org\r\n\r\nbody",
    "\x1b]52;c;aGk=\x07\x1b[2J\x9b31m\x00bell\x07",
    'BEGIN:VEVENT\nSUMMARY:two;three,four\\n"five"',
    "- 1. nested\n2) list\n---\n= heading",
    "\u202egnp.exe \U000e0041 emoji 👩‍🚀 李雷 é",
    "x" * 100_000,
    "=?utf-8?q?fake?= <a@b.c>, Ana",
    "",
)
"""Texts that could do harm, each in its own place."""


def meeting_view(text: str = "", name: str = "Ana") -> MeetingView:
    """A reviewed meeting; a text goes into every field that holds a user's words."""

    def said(usual: str) -> str:
        return text or usual

    held = Held(
        said("Budget sync"),
        said("agree Q4 budget"),
        date(2026, 11, 24),
        time(11),
        30,
        name,
        (name, "Raj"),
        date(2026, 12, 1),
        (Unfinished(7, "Raj", said("renewal quote"), date(2026, 11, 20), "there", date(2026, 11, 17)),),
    )
    return MeetingView(
        id=3,
        label="M1",
        on=date(2026, 11, 24),
        meeting=Meeting(
            said("Budget sync"),
            Span(START, later(START, 30)),
            said("agree Q4 budget"),
            said("a signed budget"),
            (
                AgendaItem(said("Headcount"), 10, "Raj", name, said("what we can hire")),
                AgendaItem("Vendors", 15, YOU),
            ),
            (
                Attendee(YOU),
                Attendee(name, Role.FACILITATOR, True, email="ana@example.org"),
                Attendee("Raj", optional=True, email="raj@example.org", is_there=True),
                Attendee("Lee", Role.NOTE_TAKER),
            ),
            (said("phones away"),),
            25,
        ),
        state=MeetingState.REVIEWED,
        repeat=None,
        series=None,
        started_at=START,
        ended_at=later(START, 30),
        left=0,
        progress=None,
        borrowed=0,
        findings=(),
        notes=(NoteView(1, START, NoteKind.DECISION, said("freeze spend")),),
        review=ReviewView(
            review=Review(held, verdicts=(Verdict(7, Ruling.DONE),)),
            is_open=False,
            closed_at=NOW,
            corrected_at=None,
            problems=(),
            highlights=(said("Q3 closed 2% under plan"),),
            decisions=(said("freeze contractor spend until January"),),
            accomplished=Accomplished.PARTLY,
            reason=said("headcount numbers were missing"),
            actions=(
                ActionView(
                    1,
                    "Raj",
                    said("headcount table"),
                    date(2026, 12, 4),
                    said("linked in wiki"),
                    ActionState.OPEN,
                    (Renegotiation(date(2026, 11, 25), date(2026, 11, 27), date(2026, 12, 4)),),
                ),
                ActionView(2, YOU, "reply to auditor", date(2026, 11, 26), "mail sent", ActionState.DONE),
            ),
            open_items=(OpenItemView("Raj", said("travel policy")),),
            following=NextView(
                4, later(START, 7 * 24 * 60), later(START, 7 * 24 * 60 + 30), name, (name, "Raj")
            ),
            suggestion="",
        ),
        uid="0123456789abcdef0123456789abcdef",
        sequence=2,
        due_end=later(START, 30),
    )
