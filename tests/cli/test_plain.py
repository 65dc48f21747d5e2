from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.cli.parsing import parse
from coachtui.cli.plain import plain
from coachtui.cli.registry import BY_NAME, COMMANDS, Command
from coachtui.domain.errors import UsageError

QUICK = [command for command in COMMANDS if command.is_quick]

words = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.sampled_from(
            ["Bob:", "10m", "!", "--", "-5", "-", "", "--json", "--jso", "--db", "-h x", "/tmp/x.db", "-u"]
        ),
    ),
    max_size=5,
)


def test_what_is_run_all_day_needs_no_parser() -> None:
    assert [command.name for command in QUICK] == ["status", "add"]


@pytest.mark.parametrize("command", QUICK, ids=lambda command: command.name)
@given(before=st.one_of(st.just([]), words), after=words)
def test_plain_words_mean_what_the_parser_finds_in_them(
    command: Command, before: list[str], after: list[str]
) -> None:
    module = import_module(command.module)
    found = plain(module.PLAIN, before, after)
    if found is None:
        return
    parsed = vars(parse(command, module, [*before, *after]))
    assert {name: list(value) if name == "text" else value for name, value in parsed.items()} == {
        name: list(value) if name == "text" else value for name, value in vars(found).items()
    }


@pytest.mark.parametrize(
    ("before", "after", "is_plain"),
    [
        ([], ["Bob: invoice question 10m !"], True),
        ([], ["Bob:", "invoice", "10m"], True),
        ([], ["--json", "Bob: x"], True),
        (["--db", "x.db"], ["Bob: x"], True),
        ([], [], True),
        ([], ["-u", "Bob: x"], False),
        ([], ["Bob: x", "--", "note"], False),
        ([], ["--help"], False),
        (["--db=x.db"], ["Bob: x"], False),
        (["--db"], ["Bob: x"], False),
    ],
)
def test_a_line_is_plain_without_options(before: list[str], after: list[str], is_plain: bool) -> None:
    module = import_module(BY_NAME["add"].module)
    assert (plain(module.PLAIN, before, after) is not None) is is_plain


def test_a_word_too_many_is_left_to_the_parser() -> None:
    command = BY_NAME["status"]
    module = import_module(command.module)
    assert plain(module.PLAIN, [], ["x"]) is None
    with pytest.raises(UsageError):
        parse(command, module, ["x"])
