"""The running sprint from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.helpers import Coach


def now(clock: str) -> str:
    return f"2026-11-24T{clock}"


def test_a_day_of_sprints_reads_like_one(planned: Coach) -> None:
    def say(clock: str, *words: str) -> list[str]:
        answer = planned(*words, now=now(clock))
        assert (answer.status, answer.err) == (0, "")
        return answer.out.splitlines()

    assert say("09:10", "start") == ["S1 Write Q3 brief: 35m left, until 09:45"]
    assert say("09:20:30", "pause", "section", "3") == ["paused S1 Write Q3 brief: 25m left"]
    assert say("09:20:40", "status") == ["S1 Write Q3 brief paused, 25m left · B1 10:31 · ▁ fine"]
    assert say("09:25:30", "resume") == [
        "S1 Write Q3 brief: 25m left, until 09:50. Where you were: section 3",
    ]
    assert say("09:30", "extend", "-5") == [
        "S1 Write Q3 brief: 15m left, until 09:45. Where you were: section 3",
        "  moved S2 Draft board deck 1/2: 09:50 → 09:45",
    ]
    assert say("09:40", "status") == ["S1 Write Q3 brief 5m left · B1 10:30 · ▁ fine"]
    assert say("09:40", "finish") == [
        "S1 Write Q3 brief done in 25m; next: S2 Draft board deck 1/2 09:45 (coachtui start begins it)"
    ]
    assert say("10:00", "start", "s2") == ["S2 Draft board deck 1/2: 30m left, until 10:30"]
    assert say("10:10", "park", "table", "--", "left", "column") == [
        "S2 Draft board deck 1/2 parked after 10m; 20m come back at 10:30"
    ]
    assert say("10:10", "undo") == ["undone: park S2 Draft board deck 1/2"]


def test_an_interruption_breaks_the_sprint_and_gives_it_back(planned: Coach) -> None:
    planned("start", now=now("09:00"))
    broken = planned("add", "--now", "Kim: server down 10m", "--resume", "the table", now=now("09:10"))
    assert broken.out.splitlines()[0] == "Kim: server down 10m → now; paused S1 Write Q3 brief: 35m left"
    assert planned("status", now=now("09:15")).out == "Kim: server down 5m left · B1 10:40 · ▁ fine\n"
    back = planned("done", "1", now=now("09:22"))
    assert back.out.splitlines()[0] == (
        "Kim: server down: done; S1 Write Q3 brief waits: 35m left (coachtui resume lets it go on)."
        " Where you were: the table"
    )
    assert planned("today", "--json", now=now("09:23")).document["running"]["waits_since"][11:16] == "09:22"
    assert planned("resume", now=now("09:24")).out.splitlines()[0] == (
        "S1 Write Q3 brief: 35m left, until 09:59 (back after 2m). Where you were: the table"
    )


def test_finish_ends_what_the_clock_runs_for_and_then_the_sprint(planned: Coach) -> None:
    planned("start", now=now("09:00"))
    planned("add", "--now", "Kim: server down 10m", now=now("09:10"))
    first = planned("finish", now=now("09:22"))
    assert first.out.startswith("Kim: server down: done; S1 Write Q3 brief waits: 35m left")
    assert planned("finish", now=now("09:23")).out.startswith("S1 Write Q3 brief done in 10m")


def test_a_finished_sprint_is_not_on_for_the_rest_of_its_minute(planned: Coach) -> None:
    planned("start", now=now("09:00"))
    planned("finish", now=now("09:44:20"))
    assert planned("status", now=now("09:44:30")).out.startswith("S2 Draft board deck 1/2 ")
    fields = planned("status", "--json", now=now("09:44:30")).document
    assert (fields["label"], fields["next"]) == ("S2", "B1 10:30")
    shown = planned("today", now=now("09:44:30")).out
    (on,) = [line for line in shown.splitlines() if line.startswith("▶")]
    assert "S2" in on


def test_finish_ends_an_interruption_on_a_day_without_a_plan(coach: Coach) -> None:
    coach("add", "--now", "Kim: server down 10m", now=now("09:10"))
    assert coach("finish", now=now("09:22")).out.startswith("Kim: server down: done")


def test_an_interruption_that_waits_is_begun(planned: Coach) -> None:
    planned("start", now=now("09:00"))
    planned("add", "Bob: invoice 5m", now=now("09:05"))
    begun = planned("begin", "1", "--note", "here", now=now("09:10"))
    assert begun.out.splitlines()[0] == "Bob: invoice 5m → now; paused S1 Write Q3 brief: 35m left"
    assert (
        planned("begin", "1", now=now("09:11")).err == "coachtui: Bob: invoice is being dealt with already\n"
    )


def test_json_answers_with_the_day(planned: Coach) -> None:
    document = planned("start", "--json", now=now("09:10")).document
    assert document["message"] == "S1 Write Q3 brief: 35m left, until 09:45"
    assert document["moved"] == []
    assert document["running"]["remaining"] == 35 * 60
    assert document["running"]["ends_at"] == "2026-11-24T09:45:00+01:00"
    assert document["blocks"][0]["state"] == "running"
    late = planned("extend", "30", "--json", now=now("09:20")).document
    assert late["moved"][0] == "S2 Draft board deck 1/2: 09:45 → 10:15"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["pause"], "nothing is running: coachtui start begins S1 Write Q3 brief"),
        (["finish"], "nothing is running: coachtui start begins S1 Write Q3 brief"),
        (["start", "B1"], "that is no sprint of today: coachtui today shows them"),
        (["begin", "7"], "there is no interruption 7: `coachtui queue` lists them with their ids"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(planned: Coach, words: list[str], line: str) -> None:
    answer = planned(*words, now=now("09:10"))
    assert (answer.status, answer.out, answer.err) == (1, "", f"coachtui: {line}\n")


@pytest.mark.parametrize(
    ("words", "line"), [(["start", "S99"], "is no block of today's plan"), (["extend", "x"], "x")]
)
def test_wrong_words_are_wrong_usage(planned: Coach, words: list[str], line: str) -> None:
    answer = planned(*words, now=now("09:10"))
    assert answer.status == 2
    assert line in answer.err


def test_without_a_plan_there_is_nothing_to_start(coach: Coach) -> None:
    answer = coach("start", now=now("09:10"))
    assert (answer.status, answer.err) == (
        1,
        "coachtui: there is no plan for today yet: coachtui plan makes one\n",
    )
