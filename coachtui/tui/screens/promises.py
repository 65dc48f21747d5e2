"""The ledger of what was told to whom, and a person's own page: lists over the panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on

from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import OPEN
from coachtui.tui import commands
from coachtui.tui.day_intentions import told
from coachtui.tui.drawing import promises
from coachtui.tui.drawing.parts import line
from coachtui.tui.screens.sheet import SHEET, Sheet
from coachtui.tui.text import content
from coachtui.tui.widgets.lines import Lines
from coachtui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from coachtui.services.desk import Desk
    from coachtui.services.item_views import ItemView
    from coachtui.services.ledger import LedgerView
    from coachtui.services.persons import PersonView
    from coachtui.tui.drawing.parts import Page, Parts
    from coachtui.tui.screens.returning import Returning


DAYS = (14, 60, 365, 3660)
"""Over how many days closed promises are shown, one press after the other."""

RECENT = (10, 50, 1000)
"""How many closed things a person's page shows, one press after the other."""


def following(ring: Sequence[int], now: int) -> int:
    """The number after one in a ring."""
    return ring[(ring.index(now) + 1) % len(ring)]


class PromisesScreen(Sheet):
    """A list of what was told, and the sentence for the highlighted one."""

    CONTEXTS = ("promises", *SHEET)
    BINDINGS: ClassVar = commands.bindings(*CONTEXTS)
    TITLE_WORDS = ""
    dashboard: Returning

    def __init__(self, dashboard: Returning) -> None:
        super().__init__(dashboard)
        self.view: Any = None
        """What is shown; None until the engine has answered."""
        self.sentence = Lines(id="sentence")

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.head
        yield self.frame
        yield self.sentence
        yield self.message
        yield self.footer
        yield self.prompt

    def question(self, desk: Desk, _: str) -> object:
        """What the engine is asked."""
        raise NotImplementedError

    def top(self, cells: int) -> Parts:
        """The top line."""
        raise NotImplementedError

    def page(self, cells: int) -> Page:
        """The rows."""
        raise NotImplementedError

    def items(self) -> tuple[ItemView, ...]:
        """What can be highlighted."""
        raise NotImplementedError

    def look(self) -> None:
        """Ask how things stand."""
        self.frame.border_title = content(self.TITLE_WORDS, "bold")
        self.ask_engine(self.question)

    def see(self, view: Any) -> None:
        """Show it."""
        self.view = view
        self.draw()

    def draw(self) -> None:
        """The top line, the rows and the sentence."""
        if self.view is None:
            return
        self.head.show((self.top(self.size.width),))
        self.rows.show(self.page(self.rows.size.width))
        self._show_sentence()

    @on(Rows.Highlighted)
    def _show_sentence(self) -> None:
        """The sentence for the highlighted one."""
        item = self.item
        text = f'To say: "{item.to_say}"' if item and item.to_say else ""
        width = self.size.width
        self.sentence.show((line(((" ", ""),), (self.glyphs.say(text), "strong"), (), width, self.glyphs),))

    @property
    def item(self) -> ItemView | None:
        """The highlighted one."""
        key = self.rows.key.partition("/")[2]
        return next((one for one in self.items() if promises.key(one) == key), None)

    def do_promise_go(self) -> None:
        """To its row in the queue."""
        item = self.item
        if item is None or item.state not in OPEN:
            self.say("it is closed: nothing waits in the queue" if item else "no row is highlighted")
            return
        self.dismiss(None)
        self.dashboard.show_item(item.id)

    def do_promise_tell(self) -> None:
        """The time where it is now is told; the sentence is on the clipboard."""
        if item := self.item:
            self.intend("tell", told((item.id,)))

    def do_promise_copy(self) -> None:
        """The sentence to the clipboard; without one the row."""
        item = self.item
        if item is None:
            self.say("no row is highlighted")
            return
        text = item.to_say or f"{item.who}: {item.title}, {item.promise}".removeprefix(": ")
        self.app.copy_to_clipboard(text)
        self.message.say(f"copied: {text}")

    def do_promise_person(self) -> None:
        """The page of whoever asked."""
        if (item := self.item) and item.who:
            self.app.push_screen(PersonScreen(self.dashboard, item.who))


class LedgerScreen(PromisesScreen):
    """Who was told what time."""

    TITLE_WORDS = "Who was told what time"
    view: LedgerView | None
    _days = DAYS[0]

    def question(self, desk: Desk, _: str) -> object:
        """The ledger."""
        from coachtui.services.ledger import look

        return look(desk, self._days)

    def do_promise_older(self) -> None:
        """Closed ones of further back."""
        self._days = following(DAYS, self._days)
        self.look()

    def top(self, cells: int) -> Parts:
        """The counts."""
        assert self.view is not None
        return promises.ledger_head(self.view, cells, self.glyphs)

    def page(self, cells: int) -> Page:
        """The promises."""
        assert self.view is not None
        return promises.ledger_rows(self.view, cells, self.glyphs)

    def items(self) -> tuple[ItemView, ...]:
        """All promises."""
        return self.view.entries if self.view else ()


class PersonScreen(PromisesScreen):
    """A person's own page."""

    TITLE_WORDS = "What they asked, and what they were told"
    view: PersonView | None

    def __init__(self, dashboard: Returning, name: str) -> None:
        super().__init__(dashboard)
        self._name_of_person = name
        self._recent = RECENT[0]

    def question(self, desk: Desk, _: str) -> object:
        """Their page, or why there is none."""
        from coachtui.services.persons import person

        try:
            return person(desk, self._name_of_person, recent=self._recent)
        except CoachError as error:
            return str(error)

    def top(self, cells: int) -> Parts:
        """Their name."""
        assert self.view is not None
        return promises.person_head(self.view, cells, self.glyphs)

    def page(self, cells: int) -> Page:
        """Numbers, then what they asked."""
        assert self.view is not None
        return promises.person_rows(self.view, cells, self.glyphs)

    def do_promise_older(self) -> None:
        """More of what is closed."""
        self._recent = following(RECENT, self._recent)
        self.look()

    def items(self) -> tuple[ItemView, ...]:
        """What they asked, and what was given to them."""
        return (*self.view.open, *self.view.recent, *self.view.given) if self.view else ()

    def do_promise_copy(self) -> None:
        """The sentence of the highlighted row, or else the whole page."""
        if self.view is not None and not (self.item and self.item.to_say):
            self.app.copy_to_clipboard(promises.as_text(self.view))
            self.message.say(f"copied: the page of {self.view.name}")
        else:
            super().do_promise_copy()
