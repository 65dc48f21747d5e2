"""The example of the README, word for word, in a real shell."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.helpers import clean_environment

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = r"""
set -e
coachtui() { "$PYTHON" -m coachtui "$@"; }
export COACHTUI_DB=$(mktemp -d -p "$PLACE")/coach.db
COACHTUI_NOW=2026-11-24T08:30 coachtui plan - <<'DAY'
Write Q3 brief 45m !
Draft board deck 90m !
11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj
12:00-13:00 break Lunch
Hiring loop notes 45m
15:00-15:45 1:1 with Lee: growth plan @Lee
Client proposal 45m
Code review batch 45m
DAY
echo ---
COACHTUI_NOW=2026-11-24T10:19 coachtui add --json 'Bob: invoice question 10m !'
echo ---
printf '%s\n' "Ana: don't sign #4471 [draft] yet!! ok? 2m" | COACHTUI_NOW=2026-11-24T10:20 coachtui add
echo ---
export COACHTUI_NOW=2026-11-24T10:21; coachtui today; echo ---; coachtui queue --json; echo ---
coachtui status; echo ---
coachtui undo; coachtui queue --json; echo ---
coachtui redo; coachtui queue --json
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder: Path = tmp_path_factory.mktemp("first")
    environment = clean_environment(folder, PYTHON=sys.executable, PLACE=str(folder))
    done = subprocess.run(
        ["bash", "-c", SCRIPT], env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [part.strip() for part in done.stdout.split("---\n")]


def test_the_plan_shows_sprints_buffers_meetings_and_breaks(answers: list[str]) -> None:
    for words in ("S1  Write Q3 brief", "B1  buffer", "M1  Budget sync", "12:00–13:00   R1  Lunch"):
        assert words in answers[0]


def test_an_urgent_capture_gets_the_next_buffer_before_the_meeting(answers: list[str]) -> None:
    item = json.loads(answers[1])
    assert (item["who"], item["title"], item["minutes"]) == ("Bob", "invoice question", 10)
    assert (item["urgency"], item["state"], item["estimated"]) == ("urgent", "slotted", False)
    assert item["arrived_at"] == "2026-11-24T10:19:00+01:00"
    assert item["slot"]["label"].startswith("B")
    assert item["slot"]["starts_at"] >= "2026-11-24T10:19"
    assert item["promise"]
    assert item["why"]
    assert item["moved"] == []


def test_a_raw_line_keeps_every_sign_and_is_answered_in_one_line(answers: list[str]) -> None:
    assert answers[2].startswith("Ana: don't sign #4471 [draft] yet!! ok? 2m → B")
    assert "today" in answers[2]
    assert "\n" not in answers[2]


def test_the_views_agree_on_what_waits(answers: list[str]) -> None:
    today, queue = answers[3], json.loads(answers[4])
    assert [item["title"] for item in queue["items"]] == [
        "invoice question",
        "don't sign #4471 [draft] yet!! ok?",
    ]
    assert all(item["title"] in today for item in queue["items"])
    assert answers[5].endswith("2 items 12m · ▇ act")


def test_undo_takes_the_last_capture_back_and_redo_returns_it(answers: list[str]) -> None:
    undone, *rest = answers[6].splitlines()
    assert undone.startswith("undone: ")
    assert [item["who"] for item in json.loads(rest[0])["items"]] == ["Bob"]
    redone, again = answers[7].splitlines()
    assert redone.startswith("redone: ")
    assert json.loads(again) == json.loads(answers[4])
