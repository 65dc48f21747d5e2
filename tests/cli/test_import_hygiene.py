"""A captured line and a status line wait for nothing that they do not need."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.helpers import DAY, LATER, MORNING, clean_environment, process

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import sys
before = set(sys.modules)
from coachtui.__main__ import main
assert main(sys.argv[1:]) == 0
print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""

NEVER = {
    *("textual", "rich", "sqlite_utils", "pendulum", "click", "dataclasses", "inspect", "pathlib", "shutil"),
    *("platformdirs", "tzlocal", "argcomplete", "logging", "subprocess", "difflib", "tempfile", "asyncio"),
    *("traceback", "json", "random", "email", "urllib", "typing"),
}
PARSING = {"argparse", "gettext", "locale"}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder: Path = tmp_path_factory.mktemp("hygiene")
    environment = clean_environment(folder, COACHTUI_NOW=LATER)
    morning = environment | {"COACHTUI_NOW": MORNING}
    assert process("plan", "-", environment=morning, stdin=DAY.encode()).returncode == 0
    assert process("add", "Sam: logo file", environment=morning).returncode == 0
    return environment


def imported(environment: dict[str, str], *words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "words",
    [
        ["add", "Bob: invoice question 10m !"],
        ["add", "-u", "Ana: sign >14:00 -- note"],
        ["add", "Kim: quote 2h30m"],
        ["status"],
        ["status", "--tmux"],
        ["status", "--format", "{label}"],
    ],
)
def test_fast_commands_import_only_what_they_need(environment: dict[str, str], words: list[str]) -> None:
    modules = imported(environment, *words)
    assert {name.partition(".")[0] for name in modules} & NEVER == set()
    commands = {name for name in modules if name.startswith("coachtui.cli.commands.")}
    assert commands == {f"coachtui.cli.commands.{words[0]}"}


@pytest.mark.parametrize(
    "words", [["add", "Bob: invoice question 10m !"], ["add", "--json", "Bob: x"], ["status"]]
)
def test_words_without_options_build_no_parser(environment: dict[str, str], words: list[str]) -> None:
    modules = imported(environment, *words)
    assert modules.isdisjoint(PARSING)


def test_a_captured_line_loads_no_view_of_the_day(environment: dict[str, str]) -> None:
    assert "coachtui.services.day_views" not in imported(environment, "add", "Bob: x")


def test_a_line_that_names_a_date_may_count_the_calendar(environment: dict[str, str]) -> None:
    assert "pendulum" in imported(environment, "add", "Ana: sign >fri")


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["plan", "--help"]])
def test_help_opens_no_file_and_no_dashboard(environment: dict[str, str], words: list[str]) -> None:
    assert imported(environment, *words).isdisjoint({"sqlite3", "textual", "rich", "sqlite_utils"})


@pytest.mark.parametrize("words", [["today"], ["queue", "--json"], ["done", "1"], ["undo"]])
def test_no_command_opens_the_dashboard(environment: dict[str, str], words: list[str]) -> None:
    assert imported(environment, *words).isdisjoint({"textual", "rich", "sqlite_utils"})
