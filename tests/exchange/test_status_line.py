from __future__ import annotations

from datetime import timedelta

import pytest

from coachtui.domain.block import BlockState
from coachtui.domain.errors import UsageError
from coachtui.domain.fever import Fever
from coachtui.exchange.status_line import Status, formatted, line, status, tmux
from coachtui.services.day_views import HeldView, RunningView
from coachtui.services.views import Snapshot
from tests.exchange.snapshots import DAY, at, block, item


@pytest.mark.parametrize(
    ("clock", "long", "short"),
    [
        ("08:00", "the day begins 09:00, in 1h · B1 10:30 2 items 20m", "2"),
        ("08:40", "the day begins 09:00, in 20m · B1 10:30 2 items 20m", "2"),
        ("09:00", "S1 Write brief 45m left · B1 10:30 2 items 20m", "S1 45m · 2"),
        ("10:21", "S2 Draft board deck 1/2 9m left · B1 10:30 2 items 20m", "S2 9m · 2"),
        ("10:30", "B1 buffer 30m left · 2 items 20m · next M1 11:00", "B1 30m · 2"),
        ("10:59:30", "B1 buffer 1m left · 2 items 20m · next M1 11:00", "B1 1m · 2"),
        ("11:15", "M1 Budget sync 15m left · B2 11:30 1 item 15m", "M1 15m · 1"),
        ("12:30", "R1 Lunch 30m left", "R1 30m"),
        ("13:00", "the day is over", ""),
    ],
)
def test_the_line_says_what_is_on_what_comes_and_before_that_when_the_day_begins(
    clock: str, long: str, short: str
) -> None:
    blocks = tuple(one._replace(state=BlockState.PLANNED) for one in DAY.blocks)
    said = status(DAY._replace(now=at(clock), blocks=blocks))
    assert (line(said), tmux(said)) == (long, short)


def test_what_is_only_projected_is_not_said_to_be_on() -> None:
    said = status(DAY._replace(is_planned=False))
    assert line(said) == "today is not planned yet · B1 10:30 2 items 20m"
    assert said.block == ""


def test_a_meeting_that_still_runs_since_an_earlier_day_is_said_with_its_command() -> None:
    held = HeldView(3, "Budget [b]sync", DAY.date - timedelta(days=1))
    said = status(DAY._replace(now=at("13:00"), unended=held))
    assert line(said).endswith("Budget [b]sync of yesterday still runs: coachtui meeting end 3")
    assert formatted(said, "{unended}") == said.unended


QUIET = DAY._replace(queue=(), blocks=tuple(one._replace(slots=()) for one in DAY.blocks))
TOMORROW = at("09:00") + timedelta(days=1)
MONDAY = at("09:00") + timedelta(days=6)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (
            QUIET._replace(now=at("18:00"), next_opens=TOMORROW),
            "the day is over, the next begins 09:00 tomorrow",
        ),
        (
            QUIET._replace(now=at("18:00"), next_opens=MONDAY),
            "the day is over, the next begins Mon 30 Nov 09:00",
        ),
        (
            QUIET._replace(now=at("18:00"), is_planned=False, next_opens=TOMORROW),
            "the day is over, the next begins 09:00 tomorrow",
        ),
        (
            QUIET._replace(now=at("10:00"), blocks=(QUIET.blocks[0], QUIET.blocks[3])),
            "nothing is on until M1 11:00",
        ),
        (
            QUIET._replace(now=at("08:40"), is_planned=False),
            "not planned yet, the day begins 09:00, in 20m",
        ),
        (QUIET._replace(is_planned=False), "today is not planned yet"),
        (
            QUIET._replace(blocks=(), is_planned=False, is_working_day=False, next_opens=MONDAY),
            "a free day, the next begins Mon 30 Nov 09:00",
        ),
        (QUIET._replace(blocks=(), is_planned=False, is_working_day=False), "a free day"),
    ],
)
def test_when_nothing_is_on_the_line_says_why_and_what_begins_when(day: Snapshot, said: str) -> None:
    assert line(status(day)) == said
    assert tmux(status(day)) == ""


RUNNING = RunningView(
    kind="sprint",
    id=1,
    label="S2",
    title="Draft board deck 1/2",
    date=DAY.date,
    started_at=at("09:50"),
    elapsed=31 * 60,
    remaining=14 * 60 - 20,
    ends_at=at("10:35"),
)


@pytest.mark.parametrize(
    ("running", "long", "short"),
    [
        (RUNNING, "S2 Draft board deck 1/2 14m left", "S2 14m · 2"),
        (RUNNING._replace(remaining=-5 * 60 - 40), "S2 Draft board deck 1/2 5m over", "S2 +5m · 2"),
        (RUNNING._replace(remaining=-40), "S2 Draft board deck 1/2 time is up", "S2 0m · 2"),
        (RUNNING._replace(is_paused=True), "S2 Draft board deck 1/2 paused, 14m left", "S2 14m · 2"),
        (RUNNING._replace(kind="interruption", label="", title="Bob: help"), "Bob: help 14m left", "14m · 2"),
    ],
)
def test_what_the_clock_runs_for_is_on(running: RunningView, long: str, short: str) -> None:
    for planned in (True, False):
        said = status(DAY._replace(running=running, is_planned=planned))
        assert (line(said), tmux(said)) == (f"{long} · B1 10:30 2 items 20m", short)


def test_an_empty_buffer_is_named_without_items() -> None:
    quiet = DAY._replace(blocks=(DAY.blocks[1], block("B1", "", "10:30", "10:45")), queue=())
    assert line(status(quiet)) == "S2 Draft board deck 1/2 9m left · B1 10:30"


def test_every_field_can_be_had() -> None:
    said = status(DAY)
    pattern = "|".join(f"{{{field}}}" for field in Status._fields)
    assert formatted(said, pattern) == (
        "S2 Draft board deck 1/2|S2|Draft board deck 1/2|sprint|9m||10:30|B1 10:30|"
        "B1 10:30 2 items 20m|2|20m|3|25m|10:21|2026-11-24|||||||"
    )


@pytest.mark.parametrize(
    ("gone", "long", "short"), [(10, "▁ fine", ""), (60, "▄ watch", "▄ watch"), (90, "▇ act", "▇ act")]
)
def test_the_fever_line_is_one_glyph_and_one_word(gone: int, long: str, short: str) -> None:
    said = status(DAY._replace(fever=Fever(buffer=100, gone=gone, planned=200, done=60)))
    assert line(said) == f"S2 Draft board deck 1/2 9m left · B1 10:30 2 items 20m · {long}"
    assert tmux(said) == " · ".join(part for part in ("S2 9m · 2", short) if part)
    assert formatted(said, "{fever} {gone} {done}") == f"{long[2:]} {gone}% 30%"


@pytest.mark.parametrize("pattern", ["{mood}", "{}", "{label.__class__}", "{0}"])
def test_only_known_fields_are_filled_in(pattern: str) -> None:
    if pattern == "{label.__class__}":
        assert formatted(status(DAY), pattern) == pattern
    else:
        with pytest.raises(UsageError, match="choose from block, label"):
            formatted(status(DAY), pattern)


def test_a_title_is_one_harmless_line_and_no_pattern() -> None:
    evil = DAY._replace(blocks=(DAY.blocks[1]._replace(title="{left}\n\x1b[31m%s"),))
    assert line(status(evil)) == "S2 {left} %s 9m left"
    assert formatted(status(evil), "{title}") == "{left} %s"


def test_what_waits_without_a_buffer_counts_as_waiting_only() -> None:
    group = DAY.queue[2]._replace(items=(item(5, "x", 5),))
    said = status(DAY._replace(blocks=(), queue=(group,)))
    assert (said.items, said.waiting) == ("0", "3")
