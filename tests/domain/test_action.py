from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.action import Renegotiation, is_kept, read_action, read_open_item

TODAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)
PEOPLE = {"raj": "Raj Patel", "ana": "Ana"}


def known(word: str) -> str | None:
    return PEOPLE.get(word.casefold())


def test_one_line_commits_one_person() -> None:
    read = read_action("raj: headcount table by fri => linked in wiki", TODAY, known)
    assert (read.owner, read.task, read.due, read.done_when) == (
        "Raj Patel",
        "headcount table",
        FRIDAY,
        "linked in wiki",
    )
    assert read.missing == ()
    assert read.line == "Raj Patel: headcount table by Fri 27 Nov 2026 => linked in wiki"


@pytest.mark.parametrize("word", ["me", "I", "you", "Myself"])
def test_me_and_you_are_you(word: str) -> None:
    assert read_action(f"{word}: reply by thu => sent", TODAY).owner == "you"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Ana and Raj: table by fri => there", '"Ana and Raj" are several'),
        ("Ana, Raj: table by fri => there", '"Ana, Raj" are several'),
        ("Ana/Raj: table by fri => there", "are several"),
        ("Ana & Raj: table by fri => there", "are several"),
        ("everyone: table by fri => there", "no one in particular"),
        ("TBD: table by fri => there", "no one in particular"),
        ("table by fri => there", "no owner"),
        ("check the long list: twice by fri => there", "no owner"),
    ],
)
def test_an_action_without_exactly_one_owner_says_why(line: str, sentence: str) -> None:
    read = read_action(line, TODAY)
    assert read.owner == ""
    assert [one.part for one in read.missing] == ["owner"]
    assert sentence in read.missing[0].sentence


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("", ["owner", "task", "due", "done_when"]),
        ("Raj:", ["task", "due", "done_when"]),
        ("Raj: headcount", ["due", "done_when"]),
        ("Raj: headcount by fri", ["done_when"]),
        ("Raj: headcount by fri =>", ["done_when"]),
        ("Raj: headcount => in the wiki", ["due"]),
        ("Raj: by fri => in the wiki", ["task"]),
    ],
)
def test_every_part_that_is_missing_is_named(line: str, parts: list[str]) -> None:
    assert [one.part for one in read_action(line, TODAY).missing] == parts


def test_a_by_that_no_day_follows_belongs_to_the_task() -> None:
    read = read_action("Raj: report written by Ana by 3 dec => sent", TODAY)
    assert (read.task, read.due) == ("report written by Ana", date(2026, 12, 3))
    assert read_action("Raj: stand by me => sung", TODAY).task == "stand by me"


def test_a_day_with_two_meanings_is_asked_and_not_guessed() -> None:
    read = read_action("Raj: table by next fri => there", TODAY)
    assert read.due is None
    assert "2026-11-27 or 2026-12-04" in read.missing[0].sentence


def test_an_owner_whose_name_holds_and_is_one_person() -> None:
    assert read_action("Anand: table by fri => there", TODAY).owner == "Anand"


def test_an_open_item_has_an_owner_and_a_text() -> None:
    assert read_open_item("raj: travel policy", known)[:3] == ("Raj Patel", "travel policy", ())
    assert [one.part for one in read_open_item("travel policy").missing] == ["owner"]
    assert [one.part for one in read_open_item("Raj:").missing] == ["task"]


lines = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "Raj",
                ":",
                "Ana",
                "and",
                "me",
                "by",
                "fri",
                "tomorrow",
                "3 dec",
                "=>",
                "wiki",
                ",",
                "x",
                "29 feb",
            ]
        ),
        max_size=12,
    ).map(" ".join),
)


@given(line=lines, days=st.integers(0, 800))
def test_a_line_that_was_kept_means_the_same_on_any_later_day(line: str, days: int) -> None:
    first = read_action(line, TODAY)
    again = read_action(first.line, TODAY + timedelta(days=days))
    if not first.missing:
        assert again == first
    assert again.due == first.due or first.due is None


def test_a_promise_is_kept_when_it_is_done_or_renegotiated_in_time() -> None:
    due, late = date(2026, 11, 27), date(2026, 11, 28)
    assert is_kept(due, due, ())
    assert not is_kept(due, late, ())
    assert is_kept(date(2026, 12, 4), late, [Renegotiation(due, due, date(2026, 12, 4))])
    assert not is_kept(date(2026, 12, 4), late, [Renegotiation(late, due, date(2026, 12, 4))])
