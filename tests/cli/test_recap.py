from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.helpers import Coach

EVENING = "2026-11-24T17:30"


@pytest.fixture
def lived(planned: Coach) -> Coach:
    """The planned day: its first sprint is done, Bob's question took 12 minutes."""
    planned("start", now="2026-11-24T09:00")
    planned("finish", now="2026-11-24T09:50")
    planned("add", "Bob: invoice question 10m", now="2026-11-24T09:51")
    planned("done", "1", "--took", "12m", now="2026-11-24T10:30")
    return planned


def test_a_day_is_text_json_and_markdown(lived: Coach, tmp_path: Path) -> None:
    out = lived("recap", now=EVENING).out
    assert out.startswith("Tue 24 Nov 2026\n")
    assert "sprints done   ■■□□□□□□□□ 1/5" in out.replace("1/6", "1/5")
    assert "Bob: invoice question  12m" in out
    document = lived("recap", "--json", now=EVENING).document
    assert (document["scale"], document["total"]["spent"], document["total"]["kept"]) == ("day", 12, 1)
    assert document["total"]["actual"] - document["total"]["estimated"] == 5
    page = lived("recap", "--markdown", now=EVENING).out
    assert page.startswith("# Tue 24 Nov 2026\n")
    assert "- [x] Write Q3 brief **must** (45m, took 50m)" in page
    file = tmp_path / "day.md"
    assert lived("recap", "--markdown", "--out", str(file), now=EVENING).out == f"{file}\n"
    assert file.read_text("utf-8") == page
    assert lived("recap", "--markdown", "--out", str(file), now=EVENING).status == 1


def test_a_week_and_a_month_have_plots(lived: Coach) -> None:
    week = lived("recap", "--week", now=EVENING).out
    assert week.startswith("week of 23 Nov 2026\n")
    assert "Interruptions by hour" in week
    assert "By weekday" in week
    assert lived("recap", "--month", now=EVENING).out.startswith("Nov 2026\n")
    assert lived("recap", "--month", "--json", now=EVENING).document["first"] == "2026-11-01"


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("tue", "2026-11-24"),
        ("yesterday", "2026-11-30"),
        ("24 nov", "2026-11-24"),
        ("3 dec", "2025-12-03"),
        ("tue 24 nov", "2026-11-24"),
        ("29 feb", "2024-02-29"),
        ("1.12.", "2026-12-01"),
    ],
)
def test_a_day_is_looked_for_in_the_past(lived: Coach, said: str, first: str) -> None:
    assert lived("recap", "--date", said, "--json", now="2026-12-01T09:00").document["first"] == first


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--date", "tomorrow"], 1),
        (["--date", "tmrw"], 1),
        (["--date", "next week"], 1),
        (["--date", "in 2 days"], 1),
        (["--date", "5/6"], 2),
        (["--week", "--month"], 2),
        (["--out", "x"], 2),
        (["--date", "x"], 2),
    ],
)
def test_what_cannot_be_looked_back_at_is_refused(lived: Coach, words: list[str], status: int) -> None:
    answer = lived("recap", *words, now=EVENING)
    assert (answer.status, answer.out, answer.err.count("\n")) == (status, "", 1)
