from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.helpers import DAY, LATER, MORNING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.helpers import Coach

BLOCK = {"id", "label", "kind", "title", "starts_at", "ends_at", "minutes", "state"}
INTERRUPTION = {
    *("id", "title", "who", "minutes", "estimated", "urgency", "state"),
    *("arrived_at", "slot", "promise", "why"),
}
SLOT = {"block", "label", "starts_at", "ends_at", "position"}


def has_offset(text: str) -> bool:
    return datetime.fromisoformat(text).utcoffset() is not None


def test_text_has_the_clock_of_the_user_and_json_always_that_of_programs(
    planned: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_TIME", "en_US.UTF-8")
    assert "10:30am today" in planned("add", "Bob: invoice question 10m").out
    assert "┊B1 10:30am today" in planned("queue").out
    assert "11:00am–11:30am ║ M1" in planned("today").out
    assert "10:30am" in planned("status").out
    (item,) = planned("queue", "--json").document["items"]
    assert item["promise"] == "10:30 today, 1st in line"
    assert "am" not in planned("status", "--json").document["buffer"]
    assert planned("rhythm").out.startswith("Sun ")


def test_the_settings_file_overrules_the_locale(
    planned: Coach, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text('clock = "12"\nweek_start = "saturday"\n')
    monkeypatch.setenv("COACHTUI_CONFIG", str(tmp_path / "config.toml"))
    assert "now 10:21am" in planned("today").out
    assert planned("rhythm").out.startswith("Sat ")


def test_today_has_the_keys_that_scripts_rely_on(planned: Coach) -> None:
    planned("add", "Bob: invoice question 10m")
    day = planned("today", "--json").document
    assert {"date", "zone", "now", "blocks", "unplaced", "summary"} <= set(day)
    assert (day["date"], day["zone"], day["now"]) == (
        "2026-11-24",
        "Europe/Berlin",
        "2026-11-24T10:21:00+01:00",
    )
    for block in day["blocks"]:
        assert set(block) >= BLOCK
        assert has_offset(block["starts_at"])
        assert has_offset(block["ends_at"])
        if block["kind"] == "buffer":
            assert set(block) >= {"free_minutes", "slots"}
    (slot,) = [slot for block in day["blocks"] for slot in block.get("slots", ())]
    assert slot == {
        "id": 1,
        "title": "invoice question",
        "who": "Bob",
        "minutes": 10,
        "starts_at": "2026-11-24T10:30:00+01:00",
        "ends_at": "2026-11-24T10:40:00+01:00",
        "position": 1,
    }


def test_the_minutes_of_sprints_and_of_what_does_not_fit_are_those_asked_for(coach: Coach) -> None:
    plan = coach("plan", "--json", "-", stdin=DAY, now=MORNING).document
    sprints = sum(block["minutes"] for block in plan["blocks"] if block["kind"] == "sprint")
    assert sprints + sum(one["minutes"] for one in plan["unplaced"]) == 45 + 90 + 45 + 45 + 45
    assert plan["dry_run"] is False
    assert coach("today", "--json", now=MORNING).document["blocks"] == plan["blocks"]


def test_a_dry_run_shows_the_plan_and_keeps_nothing(coach: Coach, tmp_path: Path) -> None:
    file = tmp_path / "day.txt"
    file.write_text(f"\ufeff{DAY}", encoding="utf-8")
    answer = coach("plan", str(file), "--dry-run", "--date", "tomorrow")
    assert "not kept: this is a preview" in answer.out
    assert "Draft board deck 1/2" in answer.out
    assert coach("undo").status == 1
    assert coach("today", "--json", "--date", "tomorrow").document["planned"] is False


def test_plan_without_a_file_shows_the_plan_or_tells_how(coach: Coach) -> None:
    assert "`coachtui plan FILE` plans it" in coach("plan").out
    coach("plan", "-", stdin=DAY)
    answer = coach("plan")
    assert "Draft board deck" in answer.out
    assert "not planned" not in answer.out


@pytest.mark.parametrize(
    ("words", "stdin", "status"),
    [
        (["plan", "no-such-file"], "", 1),
        (["plan", "."], "", 1),
        (["plan", "-", "--date", "blursday"], DAY, 2),
        (["plan", "-", "--date", "2026-11-20"], DAY, 1),
        (["plan", "-"], "25:00-26:00 Budget sync", 2),
        (["plan", "a", "b"], "", 2),
    ],
)
def test_what_cannot_be_planned_is_refused(coach: Coach, words: list[str], stdin: str, status: int) -> None:
    answer = coach(*words, stdin=stdin)
    assert (answer.status, answer.out) == (status, "")
    assert answer.err.count("\n") == 1


def test_the_queue_has_the_keys_that_scripts_rely_on(planned: Coach) -> None:
    planned("add", "Bob: invoice question 10m")
    (item,) = planned("queue", "--json").document["items"]
    assert set(item) >= INTERRUPTION
    assert set(item["slot"]) == SLOT
    assert (item["slot"]["label"], item["slot"]["position"]) == ("B1", 1)
    assert item["promise"] == "10:30 today, 1st in line"


def test_a_split_interruption_has_pieces(planned: Coach) -> None:
    item = planned("add", "--json", "Bob: long talk 1h20m").document
    pieces: list[Any] = item["slot"]["pieces"]
    assert len(pieces) > 1
    assert all(set(piece) == SLOT for piece in pieces)
    minutes = [
        (datetime.fromisoformat(one["ends_at"]) - datetime.fromisoformat(one["starts_at"])).seconds // 60
        for one in pieces
    ]
    assert sum(minutes) == 80
    text = planned("today").out
    assert all(f"{one}m  of 1h20m" in text for one in minutes)


def test_what_an_urgent_item_pushes_out_is_said(planned: Coach) -> None:
    planned("add", "Kim: server quote 25m")
    answer = planned("add", "Bob: invoice question 10m !")
    assert "  moved Kim: server quote: " in answer.out
    planned("undo")
    assert any(
        "Kim: server quote" in line for line in planned("add", "--json", "Bob: x 10m !").document["moved"]
    )


def test_an_empty_queue_says_what_to_do(coach: Coach) -> None:
    assert "`coachtui add`" in coach("queue").out


def test_meetings_tell_purpose_and_people(planned: Coach) -> None:
    out = planned("meetings").out
    assert "M1  Budget sync" in out
    assert "agree Q4 budget · with Ana, Raj" in out
    first = planned("meetings", "--json").document["meetings"][0]
    assert (first["title"], first["purpose"], first["attendees"]) == (
        "Budget sync",
        "agree Q4 budget",
        ["Ana", "Raj"],
    )
    assert "No meetings" in planned("meetings", "--date", "fri").out


def test_a_day_can_be_had_as_markdown(planned: Coach) -> None:
    out = planned("today", "--markdown").out
    assert out.startswith("# Tue 24 Nov 2026\n")
    assert "- [ ] 09:00–09:45 **S1** Write Q3 brief (45m)\n" in out


def test_status_is_one_line_in_the_form_that_is_wanted(planned: Coach) -> None:
    planned("add", "Bob: invoice question 10m")
    planned("add", "Ana: sign NDA 2m")
    assert planned("status").out == "S2 Draft board deck 1/2 9m left · B1 10:30 2 items 12m · ▇ act\n"
    assert planned("status", "--tmux").out == "S2 9m · 2 · ▇ act\n"
    assert planned("status", "--format", "{label} {left}, {waiting} waiting").out == "S2 9m, 2 waiting\n"
    assert planned("status", "--json").document["title"] == "Draft board deck 1/2"
    assert planned("status", now="2026-11-24T22:00").out.startswith(
        "the day is over, the next begins 09:00 tomorrow"
    )
    assert planned("status", now="2026-11-28T11:00").out.startswith(
        "a free day, the next begins Mon 30 Nov 09:00"
    )
    planned("plan", "-", "--date", "2026-11-28", stdin="10:15-11:00 Open house")
    assert "the next begins 09:00 tomorrow" in planned("status", now="2026-11-27T20:00").out
    assert planned("status", now="2026-11-24T08:40").out.startswith("the day begins 09:00, in 20m")
    assert planned("status", "--json", now="2026-11-24T08:40").document["begins"] == "09:00, in 20m"


def test_the_fever_line_follows_the_work_that_is_done(planned: Coach) -> None:
    assert (
        planned("status", "--format", "{fever} {gone} {done}", now="2026-11-24T09:00").out == "fine 0% 0%\n"
    )
    planned("start", now="2026-11-24T09:00")
    planned("finish", now="2026-11-24T09:45")
    assert planned("status", now="2026-11-24T09:45").out.endswith("· ▁ fine\n")
    fever = planned("today", "--json", now="2026-11-24T10:21").document["fever"]
    assert (fever["word"], fever["gone_minutes"], fever["done_minutes"]) == ("fine", 36, 45)
    assert planned("today", now="2026-11-24T10:21").out.endswith("▁ fine, 24% of the buffer gone\n")
    assert planned("today", "--json", now="2026-11-24T08:00").document["fever"] is None


def test_an_unknown_field_is_wrong_usage(planned: Coach) -> None:
    answer = planned("status", "--format", "{mood}")
    assert answer.status == 2
    assert "{mood}" in answer.err


def test_status_creates_nothing_where_there_is_no_file(empty_coach: Coach, tmp_path: Path) -> None:
    for words, line in (
        ([], "nothing planned\n"),
        (["--tmux"], "\n"),
    ):
        answer = empty_coach("status", *words)
        assert (answer.status, answer.out, answer.err) == (0, line, "")
    missing = empty_coach("status", "--db", str(tmp_path / "no" / "such.db"))
    assert (missing.status, missing.out) == (1, "")
    assert missing.err == f"coachtui: there is no folder {tmp_path / 'no'}\n"
    assert list(tmp_path.iterdir()) == []


def test_status_changes_nothing(planned: Coach, tmp_path: Path) -> None:
    planned("add", "Bob: invoice question 10m")
    before = (tmp_path / "coach.db").read_bytes()
    planned("status", now="2026-11-25T10:00")
    assert (tmp_path / "coach.db").read_bytes() == before


def test_search_finds_beginnings_of_words(planned: Coach) -> None:
    planned("add", "Bob: invoice question 10m")
    assert "Bob: invoice question" in planned("search", "quest", "inv").out
    kinds = {hit["kind"] for hit in planned("search", "--json", "budget").document["hits"]}
    assert kinds == {"meeting"}
    assert planned("search", "--json", "--", "--x").document["hits"] == []


@pytest.mark.parametrize(
    ("words", "status"),
    [(["zebra"], 1), ([], 2), ([" "], 2), (["bob", "--limit", "0"], 2), (["bob", "--limit", "many"], 2)],
)
def test_a_search_for_nothing_is_refused(planned: Coach, words: list[str], status: int) -> None:
    assert planned("search", *words).status == status


HOSTILE = [
    "[/b] [red]x[/] [@click=app.quit]y",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \x00 bell\x07",
    "\u202eright to left\u202c \u2066isolate",
    "x" * 1_000,
    "👩‍👩‍👧‍👦 家族 e\u0301\u0301\u0301",
    "{label} %s %(x)s \\ ` ' \" | < >",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_shown_harmlessly_in_every_view(planned: Coach, title: str) -> None:
    added = planned("add", f"Bob: {title} 5m")
    assert added.status == 0
    views = [["today"], ["queue"], ["status"], ["today", "--markdown"], ["search", "bob"]]
    outs = [added.out, *(planned(*view, now=LATER).out for view in views)]
    outs += [planned(view, "--json").out for view in ("today", "queue")]
    for out in outs:
        assert all(line.isprintable() or "\u200d" in line for line in out.split("\n"))
        assert not {"\x1b", "\x9b", "\u202e", "\u2066"} & set(out)
