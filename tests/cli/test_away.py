"""What a stretch was in which the clock ran without anybody, and what is logged afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.helpers import Coach


def now(clock: str) -> str:
    return f"2026-11-24T{clock}"


def test_it_is_asked_and_assigned_without_the_dashboard(planned: Coach) -> None:
    assert planned("away", now=now("08:59")).out.startswith("nothing ran without you")
    assert planned("away", "--json", now=now("08:59")).document == {"gap": None}
    planned("start", now=now("09:00"))
    asked = planned("away", now=now("10:15"))
    assert asked.out.startswith("S1 Write Q3 brief ran since 09:45 and nothing was done: coachtui away")
    assert planned("away", "--json", now=now("10:15")).document["gap"]["since"][11:16] == "09:45"
    done = planned("away", "discard", now=now("10:15"))
    assert done.out.startswith("09:45–10:15, 30m: does not count; S1 Write Q3 brief: time is up")
    assert planned("away", now=now("10:16")).out.startswith("nothing ran without you")


def test_a_stretch_can_be_told_by_its_times(planned: Coach) -> None:
    planned("start", now=now("09:00"))
    told = planned("away", "break", "--since", "09:10", "--until", "09:20", now=now("09:30"))
    assert told.out.startswith("09:10–09:20, 10m: was a break; S2 Write Q3 brief 2/2: 25m left, until 09:55")
    assert planned("away", "break", now=now("09:30")).err == (
        "coachtui: since when? coachtui away break --since 12:10\n"
    )
    assert planned("away", "--since", "09:10", now=now("09:30")).status == 2
    assert planned("away", "discard", "--since", "09:50", now=now("09:30")).err == (
        'coachtui: "09:50" is still to come: --since is when you left\n'
    )
    assert planned("undo", now=now("09:31")).status == 0


def test_what_is_over_is_logged_with_its_time_and_length(planned: Coach) -> None:
    planned("start", now=now("09:00"))
    told = planned("add", "--at", "9:05", "--took", "15m", "Bob: printer", now=now("09:30"))
    assert told.out.splitlines()[0] == (
        "Bob: printer: done 09:05–09:20, 15m; S1 Write Q3 brief: 30m left, until 10:00"
    )
    assert planned("add", "--at", "9:25", "--took", "15m", "Bob: printer", now=now("09:30")).err == (
        "coachtui: 09:25 and 15m end at 09:40, but it is 09:30: what is over is logged, --now begins what is"
        " not; not kept: Bob: printer\n"
    )
