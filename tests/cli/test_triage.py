from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.helpers import Coach


@pytest.fixture
def busy(planned: Coach) -> Coach:
    for line in ("Bob: invoice question 10m", "Ana: sign NDA 2m", "Kim: server quote 5m"):
        assert planned("add", line).status == 0
    return planned


def items(coach: Coach) -> dict[int, Any]:
    return {item["id"]: item for item in coach("queue", "--json").document["items"]}


def test_done_takes_several_ids_and_what_each_took(busy: Coach) -> None:
    answer = busy("done", "--json", "1", "#3", "--took", "12m")
    assert {item["id"]: (item["state"], item["spent"]) for item in answer.document["items"]} == {
        1: ("done", 12),
        3: ("done", 12),
    }
    assert list(items(busy)) == [2]


@pytest.mark.parametrize("words", [["1"], ["1", "--until", "13:00"], ["1", "13:00"], ["1", "2", "tomorrow"]])
def test_defer_moves_to_a_later_buffer_or_after_a_time(busy: Coach, words: list[str]) -> None:
    before = items(busy)
    assert busy("defer", *words).status == 0
    after = items(busy)
    for number in (int(word) for word in words if word.isdigit()):
        assert after[number]["slot"]["starts_at"] > before[number]["slot"]["starts_at"]


def test_earlier_brings_forward_what_was_deferred(busy: Coach) -> None:
    before = items(busy)[1]["slot"]
    busy("defer", "1")
    assert busy("defer", "1", "--earlier").status == 0
    assert items(busy)[1]["slot"]["label"] == before["label"]


def test_the_order_in_a_buffer_is_changed_by_a_word(busy: Coach) -> None:
    assert items(busy)[1]["slot"]["position"] == 1
    assert busy("order", "1", "down").status == 0
    assert items(busy)[1]["slot"]["position"] == 2
    assert busy("order", "1", "up", "--json").document["items"][0]["slot"]["position"] == 1
    answer = busy("order", "1", "up")
    assert (answer.status, answer.err.count("\n")) == (1, 1)
    assert "is first in its buffer already" in answer.err


@pytest.mark.parametrize("words", [["1", "2", "Raj"], ["1", "2", "--to", "Raj"], ["--to", "Raj", "1", "2"]])
def test_give_takes_a_name_either_way(busy: Coach, words: list[str]) -> None:
    given = busy("give", "--json", *words).document["items"]
    assert [(item["id"], item["given_to"]) for item in given] == [(1, "Raj"), (2, "Raj")]


def test_decline_answers_with_a_sentence_to_send(busy: Coach) -> None:
    answer = busy("decline", "1", "--reason", "the release comes first")
    assert "Bob, I can't take on" in answer.out
    assert "the release comes first" in answer.out


def test_drop_is_undone_and_redone(busy: Coach) -> None:
    busy("drop", "1", "2")
    assert list(items(busy)) == [3]
    assert busy("undo").out.startswith("undone: ")
    assert list(items(busy)) == [1, 2, 3]
    assert busy("redo", "--json").document["message"].startswith("redone: ")
    assert list(items(busy)) == [3]


def test_reslotting_what_is_in_place_moves_nothing(busy: Coach) -> None:
    before = items(busy)
    assert busy("reslot", "--json").document["moved"] == []
    assert items(busy) == before


@pytest.mark.parametrize("command", ["done", "defer", "give", "decline", "drop"])
@pytest.mark.parametrize("number", ["-1", "0", "1.5", "x", "99999999999999999999", "٣", "1_000"])
def test_what_is_no_id_is_wrong_usage(busy: Coach, command: str, number: str) -> None:
    answer = busy(command, number)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "is no id" in answer.err
    assert len(items(busy)) == 3


@pytest.mark.parametrize("command", ["done", "defer", "decline", "drop"])
def test_an_unknown_id_is_refused(busy: Coach, command: str) -> None:
    answer = busy(command, "77")
    assert answer.status == 1
    assert "77" in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ["done"],
        ["defer", "1", "--earlier", "--until", "fri"],
        ["defer", "1", "fri", "--until", "sat"],
        ["give", "1", "Raj", "--to", "Ana"],
        ["defer", "1", "blursday"],
        ["done", "1", "--took", "0"],
        ["undo", "3"],
    ],
)
def test_contradictions_are_wrong_usage(busy: Coach, words: list[str]) -> None:
    answer = busy(*words)
    assert answer.status == 2
    assert answer.err.startswith("coachtui: ")
    assert len(items(busy)) == 3


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_nothing_to_undo_is_refused(coach: Coach, command: str) -> None:
    assert coach(command).status == 1
