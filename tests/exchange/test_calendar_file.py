from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from coachtui.domain.span import later
from coachtui.domain.text import clean_line, one_line
from coachtui.exchange.calendar_file import calendar_file, description, escaped, parameter
from tests.exchange.meeting_views import HOSTILE, NOW, START, ZONE, meeting_view


def event_of(data: bytes) -> Event:
    """The only event of a file in which nothing else is."""
    calendar = Calendar.from_ical(data.decode())
    assert isinstance(calendar, Calendar)
    assert calendar.errors == []
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    assert event.errors == []
    assert [one.name for one in calendar.walk()] == ["VCALENDAR", "VEVENT"]
    return event


def test_a_calendar_shows_the_meeting_with_its_people() -> None:
    event = event_of(calendar_file(meeting_view(), ZONE, "Sam Doe", NOW))
    assert event.decoded("dtstart") == START
    assert event.decoded("dtend") == later(START, 30)
    assert str(event["summary"]) == "Budget sync"
    assert str(event["uid"]) == "0123456789abcdef0123456789abcdef@coachtui.invalid"
    assert event["sequence"] == 2
    assert [(str(one), one.params["CN"], one.params["ROLE"]) for one in event.attendees] == [
        ("mailto:ana@example.org", "Ana", "CHAIR"),
        ("mailto:raj@example.org", "Raj", "OPT-PARTICIPANT"),
    ]
    assert str(event["description"]).splitlines()[:3] == [
        "Purpose: agree Q4 budget",
        "Goal: a signed budget",
        "With: Sam Doe, Ana, Raj, Lee",
    ]


def read_back(text: str, name: str) -> None:
    view = meeting_view(text, name)
    data = calendar_file(view, ZONE, "Sam", NOW)
    event = event_of(data)
    assert str(event["summary"]) == one_line(view.meeting.title)
    assert str(event["description"]) == description(view, "Sam")
    assert event.attendees[0].params["CN"] == parameter(name)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_back_as_text(text: str) -> None:
    read_back(text, text or "Ana")


@pytest.mark.parametrize("text", ["\\N", "C:\\New\\notes", "\\\\N \\n \\, \\; \\: %5Cn", "one\\\\", ",;\\"])
def test_backslashes_are_read_back_as_they_were(text: str) -> None:
    read_back(text, text)


def test_a_text_is_escaped_as_the_standard_says() -> None:
    assert escaped("C:\\New, now; then\nend") == "C:\\\\New\\, now\\; then\\nend"


@given(
    (st.text(min_size=1, max_size=60) | st.text(alphabet="\\nN,;:%5C r", min_size=1, max_size=20)).filter(
        clean_line
    )
)
def test_any_text_is_read_back_equal(text: str) -> None:
    read_back(clean_line(text), clean_line(text))
