"""What was typed or decided and not entered is there again in the next dashboard, also after a crash."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.draft import Draft
from coachtui.services.item_views import Outcome
from coachtui.services.wrapup import Decision, Key, Kind, Verdict
from coachtui.store import settings
from coachtui.store.transfer import export_document
from coachtui.tui.engine import Engine
from coachtui.tui.notebook import KEPT, LONGEST, Notebook, merged
from coachtui.tui.screens.wrapping import WrapScreen
from coachtui.tui.unsaved import Decided, plans_of, written_plans
from tests.store.helpers import dump
from tests.tui.conftest import TODAY, at, key_event
from tests.tui.terminals import PATIENCE, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened, Session


async def test_a_line_that_was_typed_is_there_after_q(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("Bob: half a tho")
        await session.press("escape", "q")
    async with opened() as session:
        await session.press("i")
        assert session.screen.prompt.text == "Bob: half a tho"


async def test_a_line_that_was_entered_is_no_draft_but_can_be_recalled_another_day(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("Bob: contract 5m")
        await session.press("enter")
    clock.now += timedelta(days=1)
    async with opened() as session:
        await session.press("i")
        assert session.screen.prompt.text == ""
        await session.press("up")
        assert session.screen.prompt.text == "Bob: contract 5m"
        await session.press("down")
        assert session.screen.prompt.text == ""


async def test_no_key_writes_to_the_file(opened: Opened, planned: Desk) -> None:
    before = dump(planned.store)
    async with opened() as session:
        await session.press("i")
        await session.write("Bob: half a tho")
        await session.press("escape")
        assert dump(planned.store) == before
    assert "half a tho" in settings.all_of(planned.store)["drafts"]


async def test_when_nothing_is_done_for_a_second_it_is_kept(opened: Opened, planned: Desk) -> None:
    async with opened(period=0.01) as session:
        await session.press("i")
        await session.write("Bob: half a tho")
        for _ in range(500):
            if "half a tho" in settings.all_of(planned.store).get("drafts", ""):
                break
            await session.pilot.pause(0.01)
        else:
            pytest.fail("it was never kept")


async def test_a_plan_that_was_begun_is_there_after_q_and_gone_when_it_is_saved(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("P", "a")
        await session.write("Read the tax letter 30m")
        await session.press("enter")
        await session.write("Call the ba")
        await session.press("escape", "escape", "q")
    async with opened() as session:
        await session.press("P")
        assert "Read the tax letter 30m" in session.text
        await session.press("a")
        assert session.app.screen.prompt.text == "Call the ba"  # type: ignore[attr-defined]
        await session.press("escape", "ctrl+s")
        assert "planned today" in session.said
    assert "plans" not in json.loads(settings.all_of(planned.store)["drafts"])


async def test_a_plan_of_a_day_that_is_over_is_not_offered(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    async with opened() as session:
        await session.press("P", "a")
        await session.write("Read the tax letter 30m")
        await session.press("enter", "escape", "escape", "q")
    clock.now = at("09:00", TODAY + timedelta(days=1))
    async with opened() as session:
        await session.press("P")
        assert "Wed 25 Nov" in session.text
        assert "tax letter" not in session.text


def words(session: Session) -> dict[Key, Decision]:
    """What is decided on the screen that closes the day."""
    screen = session.app.screen
    assert isinstance(screen, WrapScreen)
    return screen.decided.things


async def test_words_about_the_end_of_a_day_are_there_after_q_but_not_on_another_day(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    clock.now = at("17:00")
    async with opened() as session:
        await session.press("W", "b", "n")
        await session.write("too many questions")
        await session.press("enter", "escape", "q")
    async with opened() as session:
        await session.press("W")
        assert len(words(session)) == 1
        assert "too many questions" in session.text
        await session.press("escape", "q")
    clock.now = at("17:00", TODAY + timedelta(days=1))
    async with opened() as session:
        await session.press("W")
        assert words(session) == {}
        assert "too many questions" not in session.text


@pytest.mark.parametrize("key", ["T", "B"])
async def test_one_word_about_all_that_is_left_is_there_after_q(
    opened: Opened, planned: Desk, clock: Clock, key: str
) -> None:
    clock.now = at("17:00")
    async with opened() as session:
        await session.press("W", key)
        decided = dict(words(session))
        await session.press("escape", "q")
    assert decided
    async with opened() as session:
        await session.press("W")
        assert words(session) == decided


async def test_undo_knows_nothing_of_drafts(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("Bob: half a tho")
        await session.press("escape", "u", "q")
    assert "half a tho" in settings.all_of(planned.store)["drafts"]


async def test_what_is_typed_while_another_program_holds_the_file_is_kept_once_it_lets_go(
    opened: Opened, planned: Desk
) -> None:
    other = sqlite3.connect(planned.store.path, isolation_level=None)
    async with opened(period=0.01) as session:
        await session.press("i")
        other.execute("begin immediate")
        await session.write("Bob: half a tho")
        for _ in range(2):  # each look at the file is one that could not write
            await session.pilot.pause(0.05)
            await session.settle()
        other.execute("rollback")
        for _ in range(500):
            if "half a tho" in settings.all_of(planned.store).get("drafts", ""):
                break
            await session.pilot.pause(0.01)
        else:
            pytest.fail("it was never kept")
    other.close()


def test_two_dashboards_keep_each_the_drafts_of_the_other(open_desk: Callable[[], Desk], desk: Desk) -> None:
    engines = [Engine(open_desk), Engine(open_desk)]
    for engine in engines:
        engine.start()
    one, other = (Notebook(engine.kept.get("drafts", ""), engine.jot) for engine in engines)
    one.lines["capture"] = "Bob: half a tho"
    one.past.append("Kim: server 5m")
    one.changed()
    other.lines["note-1"] = "= freeze"
    other.past.append("Ana: NDA 5m")
    other.hold("plans", lambda: ["a plan"])
    other.changed()
    for engine in engines:
        engine.close()
    assert json.loads(settings.all_of(desk.store)["drafts"]) == {
        "lines": {"capture": "Bob: half a tho", "note-1": "= freeze"},
        "past": ["Kim: server 5m", "Ana: NDA 5m"],
        "plans": ["a plan"],
    }


@pytest.mark.parametrize(
    ("before", "mine", "stored", "kept_"),
    [
        ({"capture": "x"}, {}, {"capture": "x", "block": "y"}, {"block": "y"}),
        ({"capture": "x"}, {"capture": "x"}, {}, {}),
        ({}, {"capture": "x"}, {"capture": "y"}, {"capture": "x"}),
        ({}, {}, {"capture": "y"}, {"capture": "y"}),
    ],
    ids=["entered here", "entered there", "typed in both", "typed there"],
)
def test_only_what_a_dashboard_changed_itself_is_changed_in_the_file(
    before: dict[str, str], mine: dict[str, str], stored: dict[str, str], kept_: dict[str, str]
) -> None:
    texts = (json.dumps({"lines": lines}) for lines in (before, mine, stored))
    assert json.loads(merged(*texts)).get("lines", {}) == kept_


@pytest.mark.parametrize("name", ["lines", "plans", "texts"])
def test_of_what_has_a_name_each_of_two_dashboards_changes_only_its_own(name: str) -> None:
    before = json.dumps({name: {"a": "one", "b": "two"}})
    mine = json.dumps({name: {"a": "one", "c": "mine"}})
    stored = json.dumps({name: {"a": "theirs", "b": "two", "d": "theirs too"}})
    assert json.loads(merged(before, mine, stored)) == {name: {"a": "theirs", "d": "theirs too", "c": "mine"}}


def test_a_plan_that_was_kept_before_plans_had_names_is_read() -> None:
    held = [{"on": "2026-11-24", "lines": ["one 5m"], "taken": {}}]
    assert plans_of(held) == {date(2026, 11, 24): Draft(date(2026, 11, 24), ("one 5m",))}


async def test_a_plan_that_is_changed_while_it_is_saved_is_still_a_draft(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("P", "a")
        await session.write("Read the tax letter 30m")
        await session.press("enter", "escape")
        go_on = threading.Event()
        session.engine.submit(lambda _: Outcome("waited" if go_on.wait(10) else "never"))
        session.app.post_message(key_event("ctrl+s"))
        await session.pilot.pause()
        held = session.screen._drafts
        assert held is not None
        newer = held[TODAY].with_line("Call the bank 15m")
        held[TODAY] = newer
        go_on.set()
        await session.settle()
        assert held == {TODAY: newer}


def test_a_long_text_in_any_script_keeps_all_drafts() -> None:
    told: list[str] = []
    notes = Notebook("", told.append)
    notes.lines["capture"] = "\u0416" * 4_000
    notes.hold("texts", lambda: {"meeting-1": "\u0416" * 15_000, "meeting-2": "\u4e2d" * 15_000})
    notes.changed()
    whole = json.loads(told[-1])
    assert whole["lines"] == {"capture": "\u0416" * 4_000}
    assert list(whole["texts"]) == ["meeting-1", "meeting-2"]


def test_where_drafts_alone_are_too_long_the_oldest_make_room() -> None:
    told: list[str] = []
    notes = Notebook("", told.append)
    notes.past.append("entered before")
    notes.hold("texts", lambda: {"meeting-1": "x" * 30_000, "meeting-2": "y" * 20_000})
    notes.lines |= {f"note-{number}": "z" * 3_900 for number in range(8)}
    notes.changed()
    whole = json.loads(told[-1])
    assert len(told[-1]) <= LONGEST
    assert (len(whole["lines"]), list(whole["texts"])) == (8, ["meeting-2"])
    notes.lines |= {f"note-{number}": "z" * 3_900 for number in range(30)}
    notes.changed()
    whole = json.loads(told[-1])
    assert list(whole) == ["lines"]
    assert next(reversed(whole["lines"])) == "note-29"


async def test_a_recalled_line_leaves_no_draft_where_none_is_kept(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("2", "D", "up", "down", "escape")
        assert [name for name, text in session.screen.notes.lines.items() if text] == []


def test_a_program_that_is_killed_loses_no_typed_line(tmp_path: Path) -> None:
    with closing(Terminal(tmp_path)) as terminal:
        terminal.sees("all keys")
        terminal.press("i")
        terminal.sees("Interruption")
        terminal.press("Bob: half a tho")
        deadline = time.monotonic() + PATIENCE
        while "half a tho" not in kept(terminal.db):
            terminal.rest()
            assert time.monotonic() < deadline, "it was never kept"
        terminal.process.kill()
    with closing(Terminal(tmp_path)) as again:
        again.sees("all keys")
        again.press("i")
        again.sees("half a tho")


def test_a_line_that_is_typed_without_a_pause_is_kept_meanwhile(tmp_path: Path) -> None:
    with closing(Terminal(tmp_path)) as terminal:
        terminal.sees("all keys")
        terminal.press("i")
        terminal.sees("Interruption")
        typed = 0
        while "abc" not in kept(terminal.db):
            terminal.press("abcdefghij"[typed % 10])
            terminal.rest(0.1)
            typed += 1
            assert typed < 40, "it was never kept"
        terminal.process.kill()


def kept(db: Path) -> str:
    """What the file keeps of drafts, read by another program."""
    connection = sqlite3.connect(db)
    rows = connection.execute("select value from setting where key = 'drafts'").fetchall()
    connection.close()
    return rows[0][0] if rows else ""


@pytest.mark.parametrize(
    "text",
    [
        "", "no json", "[]", "7", '{"lines": 5, "past": 5}', '{"lines": {"capture": 7}, "past": [7, null]}',
        "[" * 20_000,
    ],
    ids=range(7),
)  # fmt: skip
def test_what_cannot_be_read_back_is_not_there(text: str) -> None:
    notes = Notebook(text)
    assert (notes.lines, notes.past) == ({}, [])


@pytest.mark.parametrize(
    "held",
    [None, 5, "x", {"on": "soon"}, {"on": "2026-11-24"}, [{"on": "2026-11-24"}],
     [{"on": 5, "lines": [], "taken": {}}], [5],
     {"soon": {"lines": [], "taken": {}}}, {"2026-11-24": {"lines": 5}}, {"2026-11-24": []},
     {"on": "2026-11-24", "things": [["task", "x", "give", ""]], "note": None, "first": None}],
    ids=range(12),
)  # fmt: skip
def test_decisions_that_cannot_be_read_back_are_none(held: object) -> None:
    assert plans_of(held) == {}
    assert Decided.read(held).written() == {}


def test_plans_and_decisions_come_back_as_they_were() -> None:
    draft = Draft(date(2026, 11, 24), ("one 5m", "two 10m !"), {3: "two 10m !"})
    written = json.loads(json.dumps(written_plans({draft.on: draft})))
    assert plans_of(written) == {draft.on: draft}
    decided = Decided()
    decided.begin(draft.on)
    decided.things[Key(Kind.TASK, 4)] = Decision(Verdict.GIVE, "Raj")
    decided.note, decided.first = "a line", ""
    again = Decided.read(json.loads(json.dumps(decided.written())))
    assert vars(again) == vars(decided)


def test_what_a_newer_dashboard_kept_besides_is_left_alone() -> None:
    told: list[str] = []
    notes = Notebook('{"lines": {"capture": "x"}, "recap": {"week": 48}}', told.append)
    notes.changed()
    assert json.loads(told[-1]) == {"lines": {"capture": "x"}, "recap": {"week": 48}}


def test_the_whole_stays_short_and_the_oldest_lines_make_room() -> None:
    told: list[str] = []
    notes = Notebook("", told.append)
    notes.past += [f"{number} {'x' * 2_000}" for number in range(200)]
    notes.lines["capture"] = "what is typed"
    notes.changed()
    whole = json.loads(told[-1])
    assert len(told[-1]) <= LONGEST
    assert len(notes.past) == KEPT
    assert whole["past"][-1].startswith("199 ")
    assert whole["lines"] == {"capture": "what is typed"}


def test_hostile_drafts_of_an_imported_file_are_only_text(desk: Desk) -> None:
    notes = Notebook(json.dumps({"lines": {"capture": "\x1b[31m[/b]\n"}, "past": ["\u202eabc"]}))
    assert (notes.lines["capture"], notes.past) == ("[31m[/b] ", ["abc"])


def test_drafts_leave_with_an_export(desk: Desk) -> None:
    settings.keep(desk.store, "drafts", '{"lines": {"capture": "x"}}')
    rows = export_document(desk.store, desk.now())["tables"]["setting"]
    assert any(row["key"] == "drafts" for row in rows)
