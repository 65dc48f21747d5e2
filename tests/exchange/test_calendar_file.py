from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from coachtui.domain.span import later
from coachtui.domain.text import clean_line, one_line
from coachtui.exchange.calendar_file import calendar_file, cancellation_file, description, escaped, parameter
from coachtui.exchange.own_name import Sender
from tests.exchange.meeting_views import HOSTILE, NOW, START, ZONE, meeting_view

SAM = Sender("Sam Doe", "sam@example.org")


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
    event = event_of(calendar_file(meeting_view(), ZONE, SAM, NOW))
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
    data = calendar_file(view, ZONE, SAM, NOW)
    event = event_of(data)
    assert str(event["summary"]) == one_line(view.meeting.title)
    assert str(event["description"]) == description(view, SAM.name)
    assert event.attendees[0].params["CN"] == parameter(name)
    assert event["organizer"].params["CN"] == "Sam Doe"
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


def method(data: bytes) -> str:
    """What a calendar is to do with a file."""
    return str(Calendar.from_ical(data.decode())["method"])


def test_whoever_has_an_address_asks_others_to_come_and_gets_their_answers() -> None:
    data = calendar_file(meeting_view(), ZONE, SAM, NOW)
    event = event_of(data)
    assert method(data) == "REQUEST"
    assert (str(event["organizer"]), event["organizer"].params["CN"]) == ("mailto:sam@example.org", "Sam Doe")
    assert {(one.params["PARTSTAT"], one.params["RSVP"]) for one in event.attendees} == {
        ("NEEDS-ACTION", "TRUE")
    }


def test_without_an_address_of_its_own_it_is_published_and_names_nobody_by_address() -> None:
    data = calendar_file(meeting_view(), ZONE, Sender("Sam Doe"), NOW)
    event = event_of(data)
    assert method(data) == "PUBLISH"
    assert event.attendees == []
    assert str(event["organizer"]).endswith(".invalid")
    assert "With: Sam Doe, Ana, Raj, Lee" in str(event["description"])


@pytest.mark.parametrize("me", [SAM, Sender("Sam Doe")])
def test_what_is_cancelled_leaves_the_calendars_that_have_it(me: Sender) -> None:
    view = meeting_view()
    data = cancellation_file([view], ZONE, me, NOW)
    asked, event = event_of(calendar_file(view, ZONE, me, NOW)), event_of(data)
    assert method(data) == "CANCEL"
    assert event["status"] == "CANCELLED"
    assert event["sequence"] == view.sequence + 1
    for name in ("uid", "organizer", "dtstart", "summary"):
        assert event[name] == asked[name]
