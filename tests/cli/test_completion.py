from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from coachtui.cli.registry import COMMANDS
from tests.cli.helpers import clean_environment

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.helpers import Coach


def completions(folder: Path, line: str, shell: str = "bash") -> set[str]:
    """What the shell is told when Tab is pressed at the end of the line."""
    answers = folder / "answers"
    environment = clean_environment(
        folder,
        _ARGCOMPLETE="1",
        _ARGCOMPLETE_SHELL=shell,
        _ARGCOMPLETE_STDOUT_FILENAME=str(answers),
        COMP_LINE=line,
        COMP_POINT=str(len(line)),
    )
    done = subprocess.run(
        [sys.executable, "-m", "coachtui"], env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    return {answer.strip() for answer in answers.read_text("utf-8").split("\v")}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script_that_asks_us(empty_coach: Coach, shell: str) -> None:
    answer = empty_coach("completion", shell)
    assert answer.status == 0
    assert "_ARGCOMPLETE" in answer.out
    assert "coachtui" in answer.out


@pytest.mark.parametrize("words", [[], ["tcsh"], ["bash", "zsh"]])
def test_other_shells_are_wrong_usage(empty_coach: Coach, words: list[str]) -> None:
    assert empty_coach("completion", *words).status == 2


def test_the_script_is_one_that_bash_understands(empty_coach: Coach) -> None:
    script = empty_coach("completion", "bash").out
    done = subprocess.run(["bash", "-n"], input=script.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_commands_and_options_are_completed(tmp_path: Path) -> None:
    assert completions(tmp_path, "coachtui ") >= {command.name.split()[0] for command in COMMANDS}
    assert completions(tmp_path, "coachtui meeting re") == {"ready", "review"}
    assert completions(tmp_path, "coachtui actions re") == {"renegotiate"}
    assert completions(tmp_path, "coachtui re") == {"reslot", "redo", "resume", "recap"}
    assert completions(tmp_path, "coachtui rhythm --b") == {"--buffer", "--break"}
    assert completions(tmp_path, "coachtui completion ") == {"bash", "zsh", "fish"}


def test_ids_are_those_of_open_interruptions(coach: Coach, tmp_path: Path) -> None:
    coach("add", "Bob: one")
    coach("add", "Ana: two")
    coach("done", "1")
    for command in ("done", "defer", "give", "decline", "drop"):
        assert completions(tmp_path, f"coachtui {command} ") == {"2"}


def test_ids_of_actions_are_their_own(coach: Coach, tmp_path: Path) -> None:
    coach("add", "Bob: one")
    coach("meeting", "add", "11:00-11:30 Sync @Ana", now="2026-11-24T09:00")
    coach("meeting", "review", "--from", "-", stdin="x\n\nyes\n\nRaj: x by fri => y", now="2026-11-24T11:30")
    assert completions(tmp_path, "coachtui actions done ") == {"1"}


def test_without_a_file_there_are_no_ids_and_none_is_made(tmp_path: Path) -> None:
    assert completions(tmp_path, "coachtui done ") <= {"", "--help", "--took", "--db", "--json"}
    assert not (tmp_path / "coach.db").exists()
