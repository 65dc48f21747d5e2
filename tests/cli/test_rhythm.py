from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coachtui.cli.weekdays import parse_weekdays
from coachtui.domain.errors import UsageError

if TYPE_CHECKING:
    from tests.cli.helpers import Coach


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon", (0,)),
        ("Monday", (0,)),
        ("tues-thurs", (1, 2, 3)),
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("sat,sun", (5, 6)),
        ("sun, sat", (5, 6)),
        ("fri-mon", (0, 4, 5, 6)),
        ("mon-wed,tue,sat", (0, 1, 2, 5)),
        ("wed-wed", (2,)),
    ],
)
def test_weekdays_are_read(text: str, days: tuple[int, ...]) -> None:
    assert parse_weekdays(text) == days


@pytest.mark.parametrize("text", ["", "x", "mon-", "-fri", "mon;tue", "mo", "monkey"])
def test_other_words_are_no_weekdays(text: str) -> None:
    with pytest.raises(UsageError, match="mon-fri"):
        parse_weekdays(text)


def test_the_week_is_shown(coach: Coach) -> None:
    lines = coach("rhythm").out.splitlines()
    assert [line[:3] for line in lines] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert lines[0].startswith("Mon  09:00–17:30")
    assert lines[6] == "Sun  off"
    assert coach("rhythm", "wed").out == f"{lines[2]}\n"


def test_every_part_can_be_set_for_some_days_and_taken_back(coach: Coach) -> None:
    before = coach("rhythm", "--json").document["rhythms"]
    options = (
        "--hours 08:00-16:00 --sprint 25 --buffer 10m --every 3 --end-buffer 20 --reserve 0 "
        "--meeting-buffer 5 --break 14:00-14:10 --break 12:00-13:00=Lunch"
    )
    answer = coach("rhythm", "mon-tue,sat", *options.split(), "--json")
    assert answer.status == 0
    after = answer.document["rhythms"]
    expected = {
        "working": True,
        "opens": "08:00",
        "closes": "16:00",
        "sprint": 25,
        "buffer": 10,
        "every": 3,
        "end_buffer": 20,
        "reserve": 0,
        "meeting_buffer": 5,
        "breaks": [
            {"start": "12:00", "end": "13:00", "title": "Lunch", "buffer": False},
            {"start": "14:00", "end": "14:10", "title": "Break", "buffer": False},
        ],
    }
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        assert new == (old | expected if number in (0, 1, 5) else old)
    coach("undo")
    assert coach("rhythm", "--json").document["rhythms"] == before


def test_a_day_is_set_off_and_on_again(coach: Coach) -> None:
    assert coach("rhythm", "fri", "--off").out.endswith("Fri  off\n")
    assert "09:00–17:30" in coach("rhythm", "fri", "--on").out


def test_breaks_can_be_taken_away(coach: Coach) -> None:
    coach("rhythm", "fri", "--break", "12:00-13:00")
    assert "Break" not in coach("rhythm", "fri", "--no-breaks").out


@pytest.mark.parametrize(
    "options",
    [
        ["--sprint", "45"],
        ["fri", "--sprint", "1"],
        ["fri", "--sprint", "long"],
        ["fri", "--every", "x"],
        ["fri", "--hours", "9"],
        ["fri", "--hours", "9-5"],
        ["fri", "--break", "13:00-12:00"],
        ["fri", "--reserve", "31"],
        ["fri", "--on", "--off"],
        ["blursday", "--off"],
    ],
)
def test_what_cannot_shape_a_day_is_wrong_usage(coach: Coach, options: list[str]) -> None:
    before = coach("rhythm").out
    answer = coach("rhythm", *options)
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert coach("rhythm").out == before


def test_the_rhythm_that_is_set_is_the_one_shown_whatever_day_the_week_begins_with(
    coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    lines = coach("rhythm", "mon", "--sprint", "30").out.splitlines()
    assert lines[-1].startswith("Mon  ")
    assert "sprints 30m" in lines[-1]
    assert [line[:3] for line in coach("rhythm", "sun-mon").out.splitlines()] == ["Sun", "Mon"]
    assert [line[:3] for line in coach("rhythm").out.splitlines()][:2] == ["Sun", "Mon"]
