from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from coachtui.domain.capture import Captured, parse_capture
from coachtui.domain.errors import UsageError
from coachtui.domain.interruption import Urgency
from coachtui.domain.text import NOTE_LIMIT, clean_line

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 9, 21, 30, tzinfo=UTC)
"""10:21:30 on a Tuesday in Berlin."""
PEOPLE = {"bob": "Bob Marsh", "ana": "Ana", "raj": "Raj"}


def known(name: str) -> str | None:
    return PEOPLE.get(name.lower())


def capture(line: str, now: datetime = NOW, today: date = date(2026, 11, 24)) -> Captured:
    return parse_capture(line, now=now, zone=BERLIN, today=today, known=known)


def said(line: str) -> tuple[str, str, int | None, Urgency]:
    found = capture(line)
    return found.who, found.title, found.minutes, found.urgency


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("line", "who", "title", "minutes", "urgency"),
    [
        ("Bob: invoice question 10m !", "Bob Marsh", "invoice question", 10, Urgency.URGENT),
        ("bob invoice 10", "Bob Marsh", "invoice", 10, Urgency.NORMAL),
        ("bob invoice 10!", "Bob Marsh", "invoice", 10, Urgency.URGENT),
        ("bob invoice", "Bob Marsh", "invoice", None, Urgency.NORMAL),
        ("server down !! 15m", "", "server down", 15, Urgency.NOW),
        ("Sam: meet 14:30 5m", "Sam", "meet 14:30", 5, Urgency.NORMAL),
        ("v2 rollout 45", "", "v2 rollout", 45, Urgency.NORMAL),
        ("Done!", "", "Done!", None, Urgency.NORMAL),
        (
            "Ana: don't sign #4471 [draft] yet!! ok? 2m",
            "Ana",
            "don't sign #4471 [draft] yet!! ok?",
            2,
            Urgency.NORMAL,
        ),
        (
            "Bob: don't forget #4471 invoice 10m !!",
            "Bob Marsh",
            "don't forget #4471 invoice",
            10,
            Urgency.NOW,
        ),
        ("[/b] [@click=app.quit]x[/]", "", "[/b] [@click=app.quit]x[/]", None, Urgency.NORMAL),
        ("\x1b[31mred\x1b[0m \u202ealert\u202c 5m", "", "red alert", 5, Urgency.NORMAL),
    ],
)
def test_a_line_is_understood(line: str, who: str, title: str, minutes: int | None, urgency: Urgency) -> None:
    assert said(line) == (who, title, minutes, urgency)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("10m", 10),
        ("1h30m", 90),
        ("1h 30m", 90),
        ("1.5h", 90),
        ("1,5h", 90),
        ("90min", 90),
        ("90", 90),
        ("1440", 1440),
        ("１５ｍ", 15),
    ],
)
def test_minutes_are_read_at_the_end(words: str, minutes: int) -> None:
    assert said(f"call {words}") == ("", "call", minutes, Urgency.NORMAL)


@pytest.mark.parametrize(
    "line",
    [
        "call 0",
        "call 1441",
        "call 25h",
        "call 1:30",
        "call 1h 30",
        "call 10m 5",
        "10m call",
        "call 90 times",
        "call 5 >14:00 sharp",
        "call 10m!!!",
        "call ٢٥",
        "call m²",
        "call -5m",
        "call PT5M",
    ],
)
def test_what_is_no_length_stays_text(line: str) -> None:
    assert capture(line) == Captured(line, line=line)


def test_a_bare_number_counts_only_as_the_last_word() -> None:
    assert said("phase 2 !") == ("", "phase 2", None, Urgency.URGENT)
    assert said("phase 2 5m") == ("", "phase 2", 5, Urgency.NORMAL)


@pytest.mark.parametrize(
    ("words", "urgency"),
    [
        ("!", Urgency.URGENT),
        ("!!", Urgency.NOW),
        ("~", Urgency.LATER),
        ("5m!", Urgency.URGENT),
        ("5!!", Urgency.NOW),
        ("5m~", Urgency.LATER),
        ("! !!", Urgency.NOW),
        ("!! 5m ~", Urgency.LATER),
    ],
)
def test_a_sign_of_its_own_or_at_a_number_is_the_urgency(words: str, urgency: Urgency) -> None:
    assert said(f"call {words}")[1::2] == ("call", urgency)


@pytest.mark.parametrize("line", ["Done!", "really?!!", "call !!!", "call ~x", "no! not now", "ping ok~"])
def test_a_glued_sign_is_punctuation(line: str) -> None:
    assert capture(line) == Captured(line, line=line)


@pytest.mark.parametrize(
    ("line", "who", "title"),
    [
        ("Bob: invoice", "Bob Marsh", "invoice"),
        ("bob : invoice", "Bob Marsh", "invoice"),
        ("Mary Jane Watson: invoice", "Mary Jane Watson", "invoice"),
        ("Jean-Luc O'Hara: x", "Jean-Luc O'Hara", "x"),
        ("नमस्ते: काम", "नमस्ते", "काम"),
        ("דנה: חשבונית", "דנה", "חשבונית"),
        ("bob", "Bob Marsh", "bob"),
        ("bob 10m", "Bob Marsh", "bob"),
        ("Bob: 10m", "Bob Marsh", "10m"),
    ],
)
def test_a_name_is_read_at_the_start(line: str, who: str, title: str) -> None:
    assert said(line)[:2] == (who, title)


@pytest.mark.parametrize(
    "line",
    [
        "Bob:",
        "Bob:invoice",
        "http://example.org: down",
        "see http://example.org",
        "one two three four: x",
        "12:30: lunch",
        "wait! Bob: x",
        "x" * 41 + ": y",
    ],
)
def test_what_is_no_name_stays_text(line: str) -> None:
    assert capture(line) == Captured(line, line=line)


@pytest.mark.parametrize(
    ("word", "not_before"),
    [
        (">14:00", "2026-11-24T14:00"),
        (">9:00", "2026-11-25T09:00"),
        (">9am", "2026-11-25T09:00"),
        (">fri", "2026-11-27T04:00"),
        (">fri@14:00", "2026-11-27T14:00"),
        (">tomorrow", "2026-11-25T04:00"),
        (">2026-11-25", "2026-11-25T04:00"),
        (">25.11", "2026-11-25T04:00"),
        (">2026-11-25T14:00", "2026-11-25T14:00"),
    ],
)
def test_not_before_is_a_clock_time_or_the_beginning_of_a_day(word: str, not_before: str) -> None:
    assert capture(f"call {word}")[:5] == ("call", "", None, Urgency.NORMAL, local(not_before))


@pytest.mark.parametrize(
    ("word", "due"),
    [
        ("<16:00", "2026-11-24T16:00"),
        ("<9:00", "2026-11-25T09:00"),
        ("<fri", "2026-11-28T00:00"),
        ("<today", "2026-11-25T00:00"),
        ("<fri@14:00", "2026-11-27T14:00"),
    ],
)
def test_due_is_a_clock_time_or_the_end_of_a_day(word: str, due: str) -> None:
    found = capture(f"call {word}")
    assert (found.title, found.due) == ("call", local(due))


def test_due_at_the_end_of_the_day_on_which_the_clocks_change_is_a_midnight_there() -> None:
    found = capture("call <2026-10-25 >2026-10-25", today=date(2026, 10, 24))
    assert found.due is not None
    assert found.not_before is not None
    assert (found.due - found.not_before).total_seconds() == 20 * 3600


@pytest.mark.parametrize(
    "line",
    [
        "love <3",
        "latency >500",
        "load >2.5",
        "call > 14:00",
        "call >3/4",
        "call >next",
        "call >25:00",
        "a -> b",
        "call >",
        "call <",
        "call >fri 14:00",
        "call ><",
        "call >111111111111111111111111111111111111111111111",
    ],
)
def test_a_comparison_stays_text(line: str) -> None:
    assert capture(line) == Captured(line, line=line)


def test_contradicting_times_are_kept_both() -> None:
    found = capture("call >16:00 <14:00")
    assert (found.not_before, found.due) == (local("2026-11-24T16:00"), local("2026-11-24T14:00"))


@pytest.mark.parametrize(
    ("line", "title", "given_to"),
    [
        ("renew licence @raj", "renew licence", "Raj"),
        ("renew licence @Kim.O-2_x", "renew licence", "Kim.O-2_x"),
        ("renew @Zoë", "renew", "Zoë"),
        ("mail raj@example.org", "mail raj@example.org", ""),
        ("meet @ noon", "meet @ noon", ""),
        ("meet @", "meet @", ""),
        ("@raj", "@raj", ""),
        ("call @kim @raj", "call @kim", "Raj"),
    ],
)
def test_a_name_after_an_at_sign_is_who_it_is_given_to(line: str, title: str, given_to: str) -> None:
    found = capture(line)
    assert (found.title, found.given_to) == (title, given_to)


@pytest.mark.parametrize(
    ("line", "title", "note"),
    [
        ("call 5m -- PO 4471, 10m !", "call", "PO 4471, 10m !"),
        ("call 5m -- one\n\ttwo -- three", "call", "one\n\ttwo -- three"),
        ("call 5m --", "call", ""),
        ("call 5m -- \u200b", "call", ""),
        ("-- call -- x", "-- call", "x"),
        ("git push --force", "git push --force", ""),
        ("\u200b -- call", "-- call", ""),
    ],
)
def test_two_dashes_start_a_note(line: str, title: str, note: str) -> None:
    found = capture(line)
    assert (found.title, found.note) == (title, note)


@pytest.mark.parametrize("line", ["10", "!!", "~", ">14:00", "@ana", "1h 30m", "10!"])
def test_a_title_is_never_empty(line: str) -> None:
    assert capture(line) == Captured(line, line=line)


@pytest.mark.parametrize("line", ["", "  \t\n ", "\x1b[31m", "\u200b \ufe0f", "\x00\u202e"])
def test_a_blank_line_is_refused_with_an_example(line: str) -> None:
    with pytest.raises(UsageError, match="nothing to capture: say what it is, for example: Bob: invoice"):
        capture(line)


def test_a_title_too_long_is_whole_in_the_note() -> None:
    words = "word " * 300
    found = capture(f"Bob: {words}5m -- more")
    assert found.minutes == 5
    assert found.title == clean_line(words)
    assert found.note == f"{words.strip()}\nmore"
    assert len(capture("x -- " + "n" * (NOTE_LIMIT + 1)).note) == NOTE_LIMIT


def test_what_was_recognised_can_be_highlighted() -> None:
    found = capture("  Bob:  invoice >fri 1h 30m!!  @raj <16:00 -- PO\n4471")
    assert found.line == "Bob: invoice >fri 1h 30m!! @raj <16:00 -- PO 4471"
    assert [(part.kind, found.line[part.start : part.end]) for part in found.spans] == [
        ("who", "Bob:"),
        ("not_before", ">fri"),
        ("minutes", "1h 30m"),
        ("urgency", "!!"),
        ("given_to", "@raj"),
        ("due", "<16:00"),
        ("note", "-- PO 4471"),
    ]


def test_people_are_looked_up_at_most_twice() -> None:
    asked: list[str] = []

    def ask(name: str) -> str | None:
        asked.append(name)
        return None

    for line in ("call Kim about the invoice @raj 5m", "Kim: call @raj 5m", "one two three"):
        asked.clear()
        parse_capture(line, now=NOW, zone=BERLIN, today=date(2026, 11, 24), known=ask)
        assert len(asked) <= 2


def test_nobody_is_known_unless_told() -> None:
    found = parse_capture("bob invoice", now=NOW, zone=BERLIN, today=date(2026, 11, 24))
    assert (found.who, found.title) == ("", "bob invoice")


def test_a_line_without_a_date_does_not_wait_for_the_calendar() -> None:
    code = """if True:
        import sys
        from datetime import UTC, date, datetime
        from zoneinfo import ZoneInfo
        from coachtui.domain.capture import parse_capture
        zone, now = ZoneInfo("Europe/Berlin"), datetime(2026, 11, 24, 9, tzinfo=UTC)
        for line in ("Bob: invoice 10m !", "call >14:00 <16:00", "call <tomorrow"):
            parse_capture(line, now=now, zone=zone, today=date(2026, 11, 24))
        sys.exit("pendulum" in sys.modules)
    """
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
