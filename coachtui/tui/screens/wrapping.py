"""Closing the day: one key for every open thing, a line about the day, and what tomorrow begins with.

Nothing is kept before ctrl+s, which is one step of undo; Esc leaves the decisions for the next time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from coachtui.domain.text import clean_line
from coachtui.services.wrapup import Decision, Kind, Verdict
from coachtui.tui import commands
from coachtui.tui.drawing import boards
from coachtui.tui.plan_intentions import closed, day_end
from coachtui.tui.purposes import GIVE, Purpose
from coachtui.tui.screens.board import Board, board_bindings
from coachtui.tui.text import content
from coachtui.tui.unsaved import Decided

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from coachtui.services.wrapup import DayEnd, OpenThing
    from coachtui.tui.screens.working import Working

NOTE = Purpose("day-note", "The day in a line", "what went well, what to change",
    is_skippable=True, is_taken_as_it_is=True,
)  # fmt: skip
FIRST = Purpose("first", "The first sprint of the next working day", "Client proposal 45m",
    is_skippable=True, is_taken_as_it_is=True,
)  # fmt: skip


class WrapScreen(Board):
    """The end of a day, while it is decided."""

    BINDINGS: ClassVar = board_bindings("wrap")
    CONTEXTS = ("wrap", "board")

    def __init__(self, dashboard: Working, decided: Decided) -> None:
        super().__init__(dashboard)
        self.end: DayEnd | None = None
        """What is open; None until the engine has answered."""
        self.decided = decided
        self._known = dict(decided.things)
        """What was decided before keys that may be a burst."""
        self._frame = Vertical(self.rows, classes="pane -active", id="board")

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.head
        yield self._frame
        yield self.said
        yield self.message
        yield self.footer
        yield self.prompt

    def look(self) -> None:
        """Ask what is open."""
        self.ask_engine(day_end)

    def see(self, view: DayEnd) -> None:
        """Show it."""
        self.end = view
        self.decided.begin(view.on)
        known = {thing.key for thing in view.things}
        self.decided.things = {key: one for key, one in self.decided.things.items() if key in known}
        self.draw()

    @property
    def note(self) -> str:
        """The line about the day."""
        typed, end = self.decided.note, self.end
        return typed if typed is not None else end.note if end else ""

    @property
    def first(self) -> str:
        """The first sprint of the next day: what was typed, else what it has, else what goes there first."""
        if self.decided.first is not None or self.end is None:
            return self.decided.first or ""
        going = (thing.title for thing in self.end.things if self._goes(thing))
        return self.end.first or next(going, "")

    def _goes(self, thing: OpenThing) -> bool:
        decision = self.decided.things.get(thing.key)
        return thing.key.kind is Kind.TASK and decision is not None and decision.verdict is Verdict.TOMORROW

    def draw(self) -> None:
        """The things and the frame."""
        if self.end is None:
            return
        self.head.show((boards.wrap_head(self.end, self.size.width, self.glyphs),))
        width = self.rows.size.width
        page = boards.wrap_rows(self.end, self.decided.things, self.note, self.first, width, self.glyphs)
        self.rows.show(page)
        left = len(self.end.things) - len(self.decided.things)
        said = f"{left} of {len(self.end.things)} still to decide" if left else "everything is decided"
        self._frame.border_title = content(said, "bold")

    def _decide(self, verdict: Verdict, to: str = "") -> None:
        """One word about the highlighted thing, and on to the next."""
        thing = self._thing()
        if thing is not None:
            self.decided.things[thing.key] = Decision(verdict, to)
            self._changed()
            self.rows.move(1)

    def _changed(self) -> None:
        """Another word: it is kept for the next time, and shown."""
        self.dashboard.notes.changed()
        self.draw()

    def _thing(self) -> OpenThing | None:
        for thing in self.end.things if self.end else ():
            if self.rows.key == f"{thing.key.kind}-{thing.key.id}":
                return thing
        self.say(f"nothing is open today: {commands.key('board-save')} closes the day")
        return None

    def do_wrap_tomorrow(self) -> None:
        """It goes to the next working day."""
        self._decide(Verdict.TOMORROW)

    def do_wrap_backlog(self) -> None:
        """It goes to the backlog."""
        self._decide(Verdict.BACKLOG)

    def do_wrap_drop(self) -> None:
        """It will not be done."""
        self._decide(Verdict.DROP)

    def do_wrap_done(self) -> None:
        """It is done."""
        self._decide(Verdict.DONE)

    def do_wrap_rest_tomorrow(self) -> None:
        """Whatever has no word yet goes to the next working day."""
        self._decide_rest(Verdict.TOMORROW)

    def do_wrap_rest_backlog(self) -> None:
        """Whatever has no word yet goes to the backlog."""
        self._decide_rest(Verdict.BACKLOG)

    def _decide_rest(self, verdict: Verdict) -> None:
        for thing in self.end.things if self.end else ():
            self.decided.things.setdefault(thing.key, Decision(verdict))
        self._changed()

    def do_wrap_give(self) -> None:
        """Ask for whom."""
        if self._thing() is not None:
            self.ask(GIVE, self._give)

    def _give(self, name: str) -> None:
        if clean_line(name):
            self._decide(Verdict.GIVE, clean_line(name, 80))

    def do_wrap_undecided(self) -> None:
        """Take the word back."""
        if (thing := self._thing()) is not None:
            self.decided.things.pop(thing.key, None)
            self._changed()

    def do_wrap_note(self) -> None:
        """Ask for a line about the day."""
        self.ask(NOTE, self._noted, self.note)

    def _noted(self, text: str) -> None:
        self.decided.note = clean_line(text)
        self._changed()

    def do_wrap_first(self) -> None:
        """Ask for the first sprint of the next day."""
        self.ask(FIRST, self._begun_with, self.first)

    def _begun_with(self, text: str) -> None:
        self.decided.first = clean_line(text)
        self._changed()

    def take_line(self, text: str, *, by_itself: float | None = None) -> None:
        """A text is the line about the day."""
        self.ask(NOTE, self._noted, text, by_itself=by_itself)

    def begin_burst(self) -> None:
        """What is decided by now stays."""
        super().begin_burst()
        self._known = dict(self.decided.things)

    def take_back(self) -> None:
        """Only that is decided."""
        self.decided.things = self._known
        self._changed()

    def do_board_save(self) -> None:
        """Close the day."""
        if self.end is None:
            return
        decided = self.decided
        self.dashboard.intend("wrap", closed(dict(decided.things), self.note, self.first))
        decided.forget()
        self.dashboard.notes.changed()
        self.dismiss(None)
