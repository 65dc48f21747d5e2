"""What is on, how long it still takes and when it ends: every place says the same, at whatever second."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.block import BlockKind
from coachtui.exchange import status_line, text_view
from coachtui.exchange.glyphs import UNICODE
from coachtui.exchange.look import Look
from coachtui.services import holding, queue, sprints
from coachtui.services.capture import capture
from coachtui.services.daywork import standing
from coachtui.services.panes import whole
from coachtui.tui import attention
from coachtui.tui.drawing import card, header, meetings, timeline
from tests.tui.conftest import at

if TYPE_CHECKING:
    from datetime import datetime

    from coachtui.services.desk import Desk
    from coachtui.services.views import Snapshot
    from coachtui.tui.drawing.parts import Page, Parts
    from tests.tui.conftest import Clock

LEFT = re.compile(r"(?:\d+h)?(?:\d+m)? (?:left|over)\b|time is up")
"""How long something still takes, or by how much it is over."""


def text(parts: Parts) -> str:
    return "".join(one for one, _ in parts)


def lines(page: Page) -> list[str]:
    return [text(page.paint(index)) for index in range(len(page.keys))]


def places(snapshot: Snapshot, label: str) -> dict[str, str]:
    """What each place says of the block with this label, which is on."""
    pane = [one for high in (15, 60) for one in lines(timeline.draw(snapshot, 74, high, UNICODE))]
    said = {
        f"header of {rows}": " ".join(text(one) for one in header.draw(snapshot, 160, rows, UNICODE)[:2])
        for rows in (1, 3)
    }
    said |= {f"line of now {at}": one for at, one in enumerate(line for line in pane if UNICODE.now in line)}
    said["list of blocks"] = next(
        one for one in text_view.today(snapshot, Look()) if one.lstrip(f"{UNICODE.now} ")[14:16] == label
    )
    said["status"] = status_line.line(status_line.status(snapshot))
    return said


def lengths(said: dict[str, str]) -> dict[str, str]:
    """The first length that each place says."""
    return {place: found[0] if (found := LEFT.search(words)) else words for place, words in said.items()}


def set_to(clock: Clock, moment: datetime) -> None:
    clock.now = moment


@pytest.mark.parametrize("second", [0, 1, 29, 30, 59])
@pytest.mark.parametrize("minute", ["10:22", "10:44", "10:45", "10:46", "10:52"])
def test_what_is_left_of_a_sprint_is_the_same_everywhere(
    planned: Desk, clock: Clock, minute: str, second: int
) -> None:
    set_to(clock, at("10:21").replace(second=17))
    sprints.start(planned)
    set_to(clock, at(minute).replace(second=second))
    snapshot = whole(planned)
    run = snapshot.running
    assert run is not None
    found = lengths(places(snapshot, "S2"))
    assert len(set(found.values())) == 1, found
    (words,) = set(found.values())
    assert any(words in text(one) for one in card.resume(run, snapshot, 80, UNICODE))
    minutes = words.removesuffix(" left")
    over = f"+{words.removesuffix(' over')}"
    assert attention.title(snapshot).split()[0] in (minutes, over, "0m" if words == "time is up" else "")


@pytest.mark.parametrize("second", [0, 1, 29, 30, 59])
def test_when_a_sprint_ends_is_the_same_everywhere(planned: Desk, clock: Clock, second: int) -> None:
    set_to(clock, at("10:21").replace(second=17))
    sprints.start(planned)
    sprints.extend(planned, 5)
    set_to(clock, at("10:29").replace(second=second))
    snapshot = whole(planned)
    block = snapshot.current
    assert block is not None
    ends = snapshot.wall.clock(block.ends_at)
    with planned.store.read() as db:
        from coachtui.services.calendar import Calendar

        told = standing(Calendar(planned, db, planned.now()), planned.wall)
    assert f"until {ends}" in told
    assert f"ends {ends}" in text(header.draw(snapshot, 160, 2, UNICODE)[0])
    assert f" {ends}  " in text(header.draw(snapshot, 160, 3, UNICODE)[1])
    assert status_line.status(snapshot).ends == ends


@pytest.mark.parametrize("second", [0, 1, 29, 30, 59])
def test_what_is_left_of_a_broken_sprint_is_the_same_while_the_interruption_lasts(
    planned: Desk, clock: Clock, second: int
) -> None:
    set_to(clock, at("10:21").replace(second=17))
    sprints.start(planned)
    set_to(clock, at("10:25").replace(second=40))
    capture(planned, "Zoe: fire 10m !!")
    set_to(clock, at("10:28").replace(second=second))
    snapshot = whole(planned)
    assert snapshot.paused is not None
    left = LEFT.search(text(header.draw(snapshot, 160, 2, UNICODE)[1]))
    found = lengths(places(snapshot, "S2"))
    assert left is not None
    assert {found[one] for one in found if one.startswith(("line of now", "list"))} == {left[0]}
    assert len({found[one] for one in found if one.startswith(("header", "status"))}) == 1, found
    set_to(clock, at("10:31").replace(second=second))
    (item,) = [one for one in snapshot.items if one.who == "Zoe"]
    assert left[0] in queue.finish(planned, [item.id]).message


@pytest.mark.parametrize("second", [0, 1, 29, 30, 59])
@pytest.mark.parametrize("minute", ["11:01", "11:29", "11:30", "11:34"])
def test_what_is_left_of_a_meeting_is_the_same_everywhere(
    planned: Desk, clock: Clock, minute: str, second: int
) -> None:
    set_to(clock, at("11:00"))
    holding.start(planned)
    set_to(clock, at(minute).replace(second=second))
    snapshot = whole(planned)
    assert snapshot.meetings is not None
    found = lengths(places(snapshot, "M1"))
    found["pane"] = next(
        words[0]
        for one in lines(meetings.draw(snapshot, 74, 20, UNICODE))
        if "M1" in one and (words := LEFT.search(one))
    )
    assert len(set(found.values())) == 1, found


@pytest.mark.parametrize("second", [0, 1, 59])
@pytest.mark.parametrize("minute", ["11:40", "12:58", "12:59"])
def test_what_is_left_of_a_buffer_or_break_is_the_same_everywhere(
    planned: Desk, clock: Clock, minute: str, second: int
) -> None:
    set_to(clock, at(minute).replace(second=second))
    snapshot = whole(planned)
    block = snapshot.current
    assert block is not None
    assert block.kind in (BlockKind.BUFFER, BlockKind.BREAK)
    found = lengths(places(snapshot, block.label))
    assert len(set(found.values())) == 1, found


@pytest.mark.parametrize("past", [timedelta(), timedelta(seconds=1), timedelta(minutes=3)])
@pytest.mark.parametrize("is_paused", [False, True])
def test_what_has_begun_and_not_ended_keeps_its_row_also_at_a_full_minute(
    planned: Desk, clock: Clock, past: timedelta, is_paused: bool
) -> None:
    sprints.start(planned)
    ends = whole(planned).running
    assert ends is not None
    set_to(clock, at("10:45") + past)
    if is_paused:
        sprints.pause(planned)
    snapshot = whole(planned)
    block = snapshot.current
    assert block is not None
    assert (block.label, block.is_past(snapshot.now)) == ("S2", False)
    key = timeline.key(block)
    drawn = timeline.draw(snapshot, 40, 15, UNICODE)
    rows = lines(drawn)
    row = drawn.keys.index(key)
    assert "S2" in rows[row]
    assert UNICODE.now in rows[row + 1], "the line of now stands below it"
    assert timeline.current_key(snapshot) == key
    assert any(
        one.startswith(f"{UNICODE.now} ") and " S2 " in one for one in text_view.today(snapshot, Look())
    )
    assert status_line.status(snapshot).next.startswith("B")
