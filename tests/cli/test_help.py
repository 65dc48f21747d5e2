from __future__ import annotations

import re
import shlex
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from coachtui import __version__
from coachtui.cli import overview
from coachtui.cli.front import split
from coachtui.cli.parsing import parse, parser_of
from coachtui.cli.registry import COMMANDS, Command

if TYPE_CHECKING:
    from tests.cli.helpers import Coach

every_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)


def test_the_overview_names_every_command_with_what_it_does(empty_coach: Coach) -> None:
    for flag in ("-h", "--help"):
        answer = empty_coach(flag)
        assert answer.status == 0
        for command in COMMANDS:
            assert f"  {command.name:<{overview.WIDTH}}{command.help}\n" in answer.out
        assert "A first day:" in answer.out
        assert max(map(len, answer.out.splitlines())) <= 100


@every_command
def test_help_names_every_option_and_has_examples(empty_coach: Coach, command: Command) -> None:
    answer = empty_coach(command.name, "--help")
    assert (answer.status, answer.err) == (0, "")
    parser = parser_of(command, import_module(command.module))
    for action in parser._actions:
        assert action.help
        assert all(option in answer.out for option in action.option_strings)
    assert f"usage: coachtui {command.name}" in answer.out
    assert "examples:\n  " in answer.out
    assert empty_coach("--help", command.name).out == answer.out


@pytest.mark.parametrize("name", ["meeting", "backlog", "actions"])
def test_help_of_a_word_lists_the_commands_that_begin_with_it(empty_coach: Coach, name: str) -> None:
    answer = empty_coach(name, "--help")
    assert (answer.status, answer.err) == (0, "")
    if name == "meeting":
        assert empty_coach("--help", name).out == answer.out
        for command in COMMANDS:
            assert (f"  {command.name:<{overview.WIDTH}}{command.help}\n" in answer.out) == (
                command.name.startswith("meeting ")
            )


@every_command
def test_examples_are_understood(command: Command) -> None:
    module = import_module(command.module)
    lines = [line for line in module.EXAMPLES.strip().splitlines() if line.startswith("coachtui ")]
    assert lines
    for line in lines:
        before, name, after = split(shlex.split(re.split(r" {3}| >>? | \| ", line)[0])[1:])
        assert name == command.name
        parse(command, module, [*before, *after])


@every_command
def test_a_word_too_many_or_an_unknown_option_is_wrong_usage(coach: Coach, command: Command) -> None:
    answer = coach(command.name, "--no-such-option")
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert f"see coachtui {command.name} --help" in answer.err


@every_command
def test_an_abbreviated_option_is_not_guessed(coach: Coach, command: Command) -> None:
    assert coach(command.name, "--js").status == 2


@pytest.mark.parametrize(
    ("word", "near"), [("ad", "add"), ("todya", "today"), ("QUEUE", "queue"), ("no-such-thing", "TEXT")]
)
def test_an_unknown_command_gets_a_hint(empty_coach: Coach, word: str, near: str) -> None:
    answer = empty_coach(word, "x")
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert f"`coachtui add {near}`" in answer.err or f"did you mean `coachtui {near}`?" in answer.err


def test_the_version_is_told(empty_coach: Coach) -> None:
    assert empty_coach("--version").out == f"coachtui {__version__}\n"


@pytest.mark.parametrize("words", [["--no-such-option"], ["--db"], ["-x", "today"]])
def test_an_unknown_option_before_the_command_is_wrong_usage(empty_coach: Coach, words: list[str]) -> None:
    answer = empty_coach(*words)
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)


def test_json_is_understood_before_and_after_the_command(coach: Coach) -> None:
    assert coach("--json", "queue").document == coach("queue", "--json").document


def test_the_first_day_of_the_overview_works(coach: Coach) -> None:
    lines = overview.FIRST_DAY.splitlines()
    start, end = lines.index("  coachtui plan - <<'DAY'"), lines.index("  DAY")
    assert coach("plan", "-", stdin="\n".join(lines[start + 1 : end])).status == 0
    assert coach("add", stdin=overview.FIRST_DAY.partition("for example: ")[2].partition("\n")[0]).status == 0
    assert coach("done", "1").status == 0
