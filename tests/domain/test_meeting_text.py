from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.agenda import format_agenda_item, parse_agenda_item
from coachtui.domain.attendee_text import parse_people
from coachtui.domain.errors import UsageError
from coachtui.domain.meeting import YOU, AgendaItem, Attendee, Meeting, Role, with_people
from coachtui.domain.meeting_text import format_meeting, parse_meeting
from coachtui.domain.series import Every
from coachtui.domain.span import Span, later

TODAY = date(2026, 11, 24)
BERLIN = ZoneInfo("Europe/Berlin")
FILE = """
title: Budget sync
when: fri 11:00-11:30
every: week
purpose: agree Q4 budget
goal: a signed budget
limit: 25m
facilitator: Ana <ana@example.org> (decides)
note-taker: Lee
attendees: Raj, Kim (optional)
attendee: you (decides)
rules:
- phones away
rule: one talks at a time
agenda:
- Headcount 10m @Raj decides @Ana => what we can hire
* Vendors 12m @Ana_Maria => what we can spend
# a comment
"""


def test_one_line_is_a_meeting() -> None:
    read = parse_meeting("fri 11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj", TODAY, BERLIN)
    start = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
    assert read.on == date(2026, 11, 27)
    assert read.meeting == Meeting(
        "Budget sync",
        Span(start, later(start, 30)),
        "agree Q4 budget",
        attendees=(Attendee(YOU), Attendee("Ana"), Attendee("Raj")),
    )


def test_a_line_without_a_day_is_today_or_the_day_that_is_given() -> None:
    assert parse_meeting("11:00-11:30 Sync", TODAY, BERLIN).on == TODAY
    assert parse_meeting("11:00-11:30 Sync", TODAY, BERLIN, on=date(2026, 12, 1)).on == date(2026, 12, 1)
    assert parse_meeting("1 dec 11:00-11:30 Sync", TODAY, BERLIN).on == date(2026, 12, 1)


@pytest.mark.parametrize(
    "line", ["Draft board deck 90m", "12:00-13:00 break Lunch", "", "11:00 Sync", "fri 9-5 Sync"]
)
def test_a_line_that_is_no_meeting_is_refused(line: str) -> None:
    with pytest.raises(UsageError):
        parse_meeting(line, TODAY, BERLIN)


def test_a_file_says_all_of_a_meeting() -> None:
    read = parse_meeting(FILE, TODAY, BERLIN, {"raj": "Raj Patel"}.get)
    meeting = read.meeting
    assert read.repeat is not None
    assert (read.repeat.every, read.repeat.first) == (Every.WEEK, date(2026, 11, 27))
    assert (meeting.title, meeting.purpose, meeting.goal, meeting.limit) == (
        "Budget sync",
        "agree Q4 budget",
        "a signed budget",
        25,
    )
    assert meeting.rules == ("phones away", "one talks at a time")
    assert meeting.agenda == (
        AgendaItem("Headcount", 10, "Raj", "Ana", "what we can hire"),
        AgendaItem("Vendors", 12, "Ana Maria", "", "what we can spend"),
    )
    people = {one.name: one for one in meeting.attendees}
    assert people["Ana"] == Attendee("Ana", Role.FACILITATOR, can_decide=True, email="ana@example.org")
    assert people["Lee"].role is Role.NOTE_TAKER
    assert people["Kim"].optional
    assert people[YOU].can_decide


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("title: Sync\n", "a meeting needs a when"),
        ("when: fri 11-12\npurpose: agree", "a meeting needs a title"),
        ("title: Sync\nwhen: fri 11-12\nplace: here", 'line 3: "place: here" begins with none of these keys'),
        ("title: Sync\ntitle: Sync", "line 2: title is given twice"),
        ("title: Sync\n- a dash", "line 2: a dash belongs below"),
        ("title:", "line 1: title is empty"),
        ("title: Sync\nwhen: 11\nlimit: long", 'line 3: "long" is no length'),
        ("title: Sync\nattendees: Ana <nonsense>", 'line 2: "nonsense" is no address'),
        ("title: Sync\nattendees: Ana (late)", 'line 2: "late" is no remark on a person'),
        ("title: Sync\nfacilitator: Ana, Raj", "line 2: the facilitator is one person"),
        ("title: Sync\nagenda: => nothing", "line 2: an agenda item needs a title"),
        ("title: Sync\nwhen: fri 11-12\nevery: second mon", "give the first meeting another day"),
        ("title: x\n" * 501, "at most 500 lines"),
    ],
)
def test_a_file_that_is_not_clear_names_the_line(text: str, sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_meeting(text, TODAY, BERLIN)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "address", ["ana@example.org\nBcc: x@y.z", "a b@c.d", "@c.d", "a@", "a@b@c", "ana@[1.2.3.4]"]
)
def test_an_address_that_could_be_more_than_one_is_refused(address: str) -> None:
    with pytest.raises(UsageError):
        parse_people(f"Ana <{address}>")


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("Headcount", AgendaItem("Headcount", 10)),
        ("Headcount 15", AgendaItem("Headcount", 15)),
        ("@Raj 15m", AgendaItem("@Raj", 15)),
        ("Headcount decides @Ana 1h30", AgendaItem("Headcount", 90, "", "Ana")),
        ("Headcount @Raj 5m decides @me => x => y", AgendaItem("Headcount", 5, "Raj", YOU, "x => y")),
        ("Mail to raj@example.org 5m", AgendaItem("Mail to raj@example.org", 5)),
    ],
)
def test_an_agenda_line_is_read_from_its_end(line: str, item: AgendaItem) -> None:
    assert parse_agenda_item(line) == item
    assert parse_agenda_item(format_agenda_item(item)) == item


names = st.sampled_from(["Ana", "Raj Patel", "Lee", "O'Brien", "Zoë", "李雷"])
words = st.lists(
    st.sampled_from(["agree", "Q4", "budget", "#1", "25m", "[/b]", "=", "é"]), min_size=1, max_size=4
).map(lambda parts: " ".join(["Plan", *parts, "it"]))
people = st.builds(
    Attendee,
    names,
    role=st.just(Role.PARTICIPANT),
    is_there=st.none(),
    can_decide=st.booleans(),
    optional=st.booleans(),
    email=st.sampled_from(["", "ana@example.org", "o'b+x@a-b.example"]),
)
items = st.builds(
    AgendaItem, words, st.integers(1, 90), st.one_of(st.just(""), names), st.one_of(st.just(""), names), words
)


@given(
    title=words,
    purpose=words,
    agenda=st.lists(items, max_size=3),
    attendees=st.lists(people, max_size=4),
    roles=st.tuples(st.one_of(st.just(""), names), st.one_of(st.just(""), names)),
    rules=st.lists(words, max_size=2),
    minutes=st.integers(1, 300),
    limit=st.one_of(st.none(), st.integers(1, 300)),
)
def test_a_meeting_is_read_back_as_it_was_written(
    title: str,
    purpose: str,
    agenda: list[AgendaItem],
    attendees: list[Attendee],
    roles: tuple[str, str],
    rules: list[str],
    minutes: int,
    limit: int | None,
) -> None:
    start = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
    meeting = Meeting(
        title,
        Span(start, later(start, minutes)),
        purpose,
        purpose,
        tuple(agenda),
        with_people([Attendee(YOU), *attendees], *roles),
        tuple(rules),
        limit,
    )
    read = parse_meeting(format_meeting(meeting, BERLIN), TODAY, BERLIN).meeting
    assert read._replace(attendees=()) == meeting._replace(attendees=())
    assert set(read.attendees) == set(meeting.attendees)


def test_a_colon_ends_a_name_and_is_none_of_it() -> None:
    with pytest.raises(UsageError, match="is nobody"):
        parse_people("Ana, Raj Bcc: raj@example.org")
