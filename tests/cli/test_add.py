from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from coachtui.cli.commands.add import signed
from coachtui.domain.capture import parse_capture
from coachtui.domain.interruption import SIGNS, Urgency
from tests.cli.helpers import clean_environment, process

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.helpers import Coach


def test_words_are_joined_and_the_answer_is_a_promise(planned: Coach) -> None:
    answer = planned("add", "Bob:", "invoice", "question", "10m")
    assert answer.status == 0
    assert answer.out.startswith("Bob: invoice question 10m → B1 10:30 today, 1st in line")
    assert answer.out.count("\n") == 1
    assert answer.err == ""


def test_a_capture_before_any_plan_and_any_file_is_answered(empty_coach: Coach) -> None:
    answer = empty_coach("add", "Bob: invoice question 10m")
    assert answer.status == 0
    assert "→ B1 10:30 today" in answer.out


@pytest.mark.parametrize(
    ("words", "title", "note"),
    [
        (["--", "- buy milk"], "- buy milk", ""),
        (["--", "--json", "is", "an", "option"], "--json is an option", ""),
        (["fix it -- see the mail"], "fix it", "see the mail"),
        (["fix", "it", "--", "see", "the", "mail"], "fix it", "see the mail"),
        (["--", "fix", "it", "--", "-u"], "fix it", "-u"),
        (["-5 degrees"], "-5 degrees", ""),
        (["50%", "of", "{this}"], "50% of {this}", ""),
        (["tab\tand\nline"], "tab and line", ""),
        (["\udce9 \ud800 \udfff x"], "� � � x", ""),
        (["\x1b[31mnul\x00 x"], "nul x", ""),
    ],
)
def test_text_is_taken_as_it_is(coach: Coach, words: list[str], title: str, note: str) -> None:
    item = coach("add", "--json", *words).document
    assert (item["title"], item["note"], item["urgency"]) == (title, note, "normal")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Ana: don't sign #4471 [draft] yet!! ok? 2m\n", "don't sign #4471 [draft] yet!! ok?"),
        ('  $HOME `id` "quoted" \\n !history 2m\r\n', '$HOME `id` "quoted" \\n !history'),
        ("no line end", "no line end"),
    ],
)
def test_without_text_one_raw_line_is_read(coach: Coach, line: str, title: str) -> None:
    assert coach("add", "--json", stdin=line).document["title"] == title


def test_bytes_that_are_no_text_lose_nothing_else(tmp_path: Path) -> None:
    environment = clean_environment(tmp_path)
    for words, stdin in (([b"caf\xe9 one"], b""), ([], b"caf\xe9 one\n")):
        done = process("add", "--json", *words, environment=environment, stdin=stdin)
        assert done.returncode == 0
        assert '"title":"caf� one"' in done.stdout.decode()


@pytest.mark.parametrize(
    ("option", "urgency"),
    [("-u", "urgent"), ("--urgent", "urgent"), ("--later", "later"), ("--now", "now")],
)
def test_urgency_can_be_an_option_before_or_after_the_text(coach: Coach, option: str, urgency: str) -> None:
    for words in ([option, "Bob:", "quick", "7"], ["Bob:", "quick", "7", option]):
        item = coach("add", "--json", *words).document
        assert (item["who"], item["title"], item["minutes"], item["urgency"]) == ("Bob", "quick", 7, urgency)
        assert coach("done", str(item["id"])).status == 0


def test_two_urgencies_are_wrong_usage_and_keep_the_text_in_sight(coach: Coach) -> None:
    answer = coach("add", "-u", "--later", "Bob: x")
    assert answer.status == 2
    assert "Bob: x" in answer.err


@pytest.mark.parametrize(
    "line", ["v2 rollout 45", "x 1h30m", "x >14:00", "x 45 >14:00", "see #4471", "x -- a note 7"]
)
@pytest.mark.parametrize("urgency", [Urgency.URGENT, Urgency.NOW, Urgency.LATER])
def test_a_sign_that_an_option_adds_changes_nothing_but_the_urgency(line: str, urgency: Urgency) -> None:
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)

    def read(text: str) -> tuple[object, ...]:
        said = parse_capture(text, now=now, zone=ZoneInfo("UTC"), today=now.date())
        return said._replace(line="", spans=(), urgency=Urgency.NORMAL), said.urgency

    assert read(signed(line, SIGNS[urgency])) == (read(line)[0], urgency)


@pytest.mark.parametrize(
    ("at", "arrived"),
    [
        ("9:40", "2026-11-24T09:40:00+01:00"),
        ("0940", "2026-11-24T09:40:00+01:00"),
        ("yesterday 14:00", "2026-11-23T14:00:00+01:00"),
        ("2026-11-20T08:00", "2026-11-20T08:00:00+01:00"),
    ],
)
def test_what_came_earlier_is_logged_with_its_time(coach: Coach, at: str, arrived: str) -> None:
    item = coach("add", "--json", "--at", at, "--took", "6m", "Sam: logo file").document
    assert (item["arrived_at"], item["spent"], item["state"]) == (arrived, 6, "done")


def test_after_midnight_a_time_is_the_last_one_that_the_clock_showed(coach: Coach) -> None:
    for at, arrived in (("23:50", "2026-11-24T23:50"), ("0:10", "2026-11-25T00:10")):
        item = coach("add", "--json", "--at", at, "late call", now="2026-11-25T00:30").document
        assert item["arrived_at"].startswith(arrived)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--at", "19:40", "Bob: pay 3"], 2),
        (["--at", "noonish", "Bob: pay 3"], 2),
        (["--took", "long", "Bob: pay 3"], 2),
        (["--nonsense", "Bob: pay 3"], 2),
        (["--db", "no/such/folder.db", "Bob: pay 3"], 1),
        (["--db", ".", "Bob: pay 3"], 1),
    ],
)
def test_a_capture_that_fails_is_echoed_in_the_one_line(coach: Coach, words: list[str], status: int) -> None:
    answer = coach("add", *words)
    assert (answer.status, answer.out) == (status, "")
    assert answer.err.count("\n") == 1
    assert "not kept: " in answer.err
    assert answer.err.endswith("Bob: pay 3\n")


def test_a_correction_that_fails_is_echoed_too(coach: Coach) -> None:
    coach("add", "Bob: pay 3")
    assert coach("edit", "1", "Bob:", "pay", "4").status == 0
    for words in (["77", "Bob: pay 5"], ["1", "--nonsense", "Bob: pay 5"]):
        answer = coach("edit", *words)
        assert answer.status in (1, 2)
        assert "not kept: " in answer.err
        assert answer.err.endswith("Bob: pay 5\n")
    assert coach("edit", "1", "--", "- milk").status == 0
    assert coach("edit", "1").status == 2
    assert coach("queue", "--json").document["items"][0]["title"] == "- milk"


def test_a_line_that_was_read_is_echoed_too(coach: Coach) -> None:
    answer = coach("add", "--db", "no/such/folder.db", stdin="Bob: a 'raw' line #1\n")
    assert answer.err.endswith("not kept: Bob: a 'raw' line #1\n")


def test_a_full_disk_is_one_line_with_the_text(tmp_path: Path, fresh_file: Path) -> None:
    resource = pytest.importorskip("resource")
    copy = tmp_path / "coach.db"
    copy.write_bytes(fresh_file.read_bytes())
    size = copy.stat().st_size
    done = process(
        "add",
        f"Bob: {'long ' * 20_000}",
        environment=clean_environment(tmp_path),
        stdout=-1,
        stderr=-1,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"not kept: Bob: long long" in done.stderr
    assert copy.stat().st_size == size


def test_a_full_disk_keeps_no_new_file_and_gives_the_text_back(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    done = process(
        "add",
        "Bob: invoice question",
        environment=clean_environment(tmp_path),
        stdout=-1,
        stderr=-1,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)),
    )
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"not kept: Bob: invoice question" in done.stderr
    assert not (tmp_path / "coach.db").exists()


def test_each_line_of_standard_input_is_one_with_a_promise_of_its_own(coach: Coach) -> None:
    answer = coach("add", stdin="Bob: one 5m\n\nAna: two 5m !\r\n  \nthree 5m")
    assert (answer.status, answer.err) == (0, "")
    said = [line for line in answer.out.splitlines() if not line.startswith("  moved")]
    assert ["one" in said[0], "two" in said[1], "three" in said[2]] == [True] * 3
    assert all("in line" in line for line in said)
    waiting = coach("queue", "--json").document["items"]
    assert {item["title"] for item in waiting} == {"one", "two", "three"}
    assert coach("undo").out.startswith("undone: capture three")


def test_several_lines_answer_with_a_document_a_line(coach: Coach) -> None:
    answer = coach("add", "--json", "-u", stdin="Bob: one 5m\ntwo 5m\n")
    documents = [json.loads(line) for line in answer.out.splitlines()]
    assert [(one["title"], one["urgency"]) for one in documents] == [("one", "urgent"), ("two", "urgent")]


def test_lines_behind_one_that_is_refused_are_echoed_too(coach: Coach) -> None:
    answer = coach("add", stdin="Bob: one 5m\n@Ana !\x1b[0m\n\x1b[0m\nfour 'it' #4\nfive\n")
    kept = {item["title"] for item in coach("queue", "--json").document["items"]}
    lost = {"four 'it' #4", "five"} - kept
    assert answer.status == 2
    assert "one" in kept
    assert lost == {"four 'it' #4", "five"}
    assert [line for line in answer.err.splitlines() if line.startswith("coachtui: not kept:")] == [
        "coachtui: not kept: four 'it' #4",
        "coachtui: not kept: five",
    ]


def test_nobody_reading_the_answers_costs_no_line(tmp_path: Path, fresh_file: Path) -> None:
    (tmp_path / "coach.db").write_bytes(fresh_file.read_bytes())
    reading, writing = os.pipe()
    os.close(reading)
    environment = clean_environment(tmp_path)
    done = process("add", environment=environment, stdin=b"one\ntwo\nthree\n", stdout=writing, stderr=-1)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    waiting = json.loads(process("queue", "--json", environment=environment).stdout)["items"]
    assert {item["title"] for item in waiting} == {"one", "two", "three"}


@pytest.mark.parametrize("stdin", ["", "\n", "   \t \n", "\x1b[0m\n"])
def test_nothing_is_no_interruption(coach: Coach, stdin: str) -> None:
    answer = coach("add", stdin=stdin)
    assert answer.status == 2
    assert "nothing to capture" in answer.err
    assert coach("queue", "--json").document["items"] == []


def test_the_prompt_of_a_terminal_is_no_part_of_the_answer(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    import os
    import subprocess

    ours, theirs = pty.openpty()
    command = subprocess.Popen(
        [sys.executable, "-m", "coachtui", "add", "--json"],
        env=clean_environment(tmp_path),
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    os.write(ours, b"Bob: typed 5m\n")
    out, err = command.communicate()
    os.close(ours)
    os.close(theirs)
    assert err == b"> "
    assert b'"title":"typed"' in out
