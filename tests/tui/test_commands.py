"""One definition of each command: every place that shows it is complete, and no key has two."""

from __future__ import annotations

from collections import Counter
from contextvars import copy_context

import pytest
from textual.binding import Binding

from coachtui.tui import commands
from coachtui.tui.intentions import ON_ALL, ON_ITEMS
from coachtui.tui.screens.actions import ActionsScreen
from coachtui.tui.screens.backlog import BacklogScreen
from coachtui.tui.screens.dashboard import STEPS, Dashboard
from coachtui.tui.screens.forecast import ForecastScreen
from coachtui.tui.screens.listing import Listing
from coachtui.tui.screens.meeting import MeetingScreen
from coachtui.tui.screens.minutes import MinutesScreen
from coachtui.tui.screens.planning import PlanScreen
from coachtui.tui.screens.promises import LedgerScreen, PersonScreen
from coachtui.tui.screens.recap import RecapScreen
from coachtui.tui.screens.wrapping import WrapScreen
from tests import readme

PANES = ("today", "queue", "meetings")
FOOTERS = [
    *((pane, commands.PANES, commands.EVERYWHERE) for pane in PANES),
    ("snooze",),
    ("line",),
    ("list",),
]


@pytest.mark.parametrize("contexts", commands.TOGETHER, ids=lambda contexts: "+".join(sorted(contexts)))
def test_no_key_has_two_meanings_on_a_screen(contexts: frozenset[str]) -> None:
    keys = Counter(key for one in commands.within(*contexts) for key in one.keys)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize(
    "screen",
    [
        *(MeetingScreen, PlanScreen, WrapScreen, BacklogScreen, ForecastScreen, RecapScreen),
        *(ActionsScreen, LedgerScreen, PersonScreen, MinutesScreen),
    ],
)
def test_what_a_screen_binds_together_is_known_as_together(screen: type[Listing]) -> None:
    bound = [one.id for one in screen.BINDINGS if isinstance(one, Binding)]
    assert {commands.BY_ID[name].where for name in bound if name in commands.BY_ID} in commands.TOGETHER


@pytest.mark.parametrize("context", commands.CONTEXTS)
def test_no_key_has_two_meanings_in_a_context(context: str) -> None:
    keys = Counter(key for one in commands.within(context) for key in one.keys)
    assert set(keys.values()) <= {1}


def test_no_command_needs_a_key_that_terminals_do_not_send() -> None:
    dead = {"ctrl+enter", "shift+enter", "ctrl+h", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+q"}
    for command in commands.COMMANDS:
        alive = [
            key
            for key in command.keys
            if key not in dead and "alt+" not in key and not (key.startswith("ctrl+") and key[5:].isdigit())
        ]
        assert alive, command.id


def test_every_binding_can_be_rebound_and_says_what_it_does() -> None:
    for context in commands.CONTEXTS:
        for binding in commands.bindings(context):
            assert isinstance(binding, Binding)
            assert binding.id in commands.BY_ID
            assert binding.tooltip
            assert binding.description


def test_every_command_of_the_panes_is_carried_out() -> None:
    for command in commands.within(commands.EVERYWHERE, commands.PANES, *PANES, "snooze", "line"):
        handled = command.id in {*ON_ALL, *ON_ITEMS, *STEPS, "submit"}
        assert handled or hasattr(Dashboard, f"do_{command.id.replace('-', '_')}"), command.id


def test_ids_are_unique_and_entries_refer_to_what_exists() -> None:
    assert len(commands.BY_ID) == len(commands.COMMANDS)
    assert {one for command in commands.COMMANDS for one in command.with_} <= set(commands.BY_ID)
    assert {command.where for command in commands.COMMANDS} <= set(commands.CONTEXTS)


@pytest.mark.parametrize("contexts", FOOTERS, ids="+".join)
def test_a_footer_fits_every_width_in_whole_words(contexts: tuple[str, ...]) -> None:
    offered = commands.entries("footer", *contexts)
    for width in range(20, 221):
        taken = commands.budgeted(offered, width)
        assert sum(entry.width for entry in taken) + 2 * max(len(taken) - 1, 0) <= width
        assert set(taken) <= set(offered)


@pytest.mark.parametrize("pane", PANES)
def test_a_footer_always_says_where_all_keys_are(pane: str) -> None:
    offered = commands.footer(pane, commands.PANES, commands.EVERYWHERE)
    assert all(commands.budgeted(offered, width)[-1].keys == "?" for width in range(20, 221))


def test_the_table_for_the_readme_names_every_command_with_its_keys() -> None:
    table = readme.key_table()
    for command in commands.COMMANDS:
        assert command.help in table
        assert all(f"`{key}`" in table for key in commands.shown(command))


def test_own_keys_are_shown_instead() -> None:
    def shown() -> str:
        commands.OWN.set({"done": ("ctrl+x", "e")})
        return commands.entries("footer", "queue")[0].keys

    assert copy_context().run(shown) == "ctrl+x"
