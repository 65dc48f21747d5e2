"""The ledger of what was told to whom, and a person's own page: lists over the panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Vertical
from textual.screen import Screen

from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import OPEN
from coachtui.tui import commands
from coachtui.tui.day_intentions import told
from coachtui.tui.drawing import promises
from coachtui.tui.drawing.parts import line
from coachtui.tui.engine import Engine
from coachtui.tui.screens.above import Above
from coachtui.tui.text import content
from coachtui.tui.widgets.footer import Footer
from coachtui.tui.widgets.lines import Lines
from coachtui.tui.widgets.message import MessageLine
from coachtui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from coachtui.services.desk import Desk
    from coachtui.services.ledger import LedgerView
    from coachtui.services.persons import PersonView
    from coachtui.services.views import ItemView
    from coachtui.tui.drawing.parts import Page, Parts
    from coachtui.tui.screens.returning import Returning


class PromisesScreen(Above, Screen[None]):
    """A list of what was told, the sentence for the highlighted one, the answer and the keys."""

    CSS_PATH = "promises.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar = commands.bindings("promises")
    TITLE_WORDS = ""

    def __init__(self, dashboard: Returning) -> None:
        super().__init__()
        self.dashboard = dashboard
        self.glyphs = dashboard.glyphs
        self.view: Any = None
        """What is shown; None until the engine has answered."""
        self.rows = Rows(self.glyphs, id="promises-rows")
        self._head = Lines(id="head")
        self._say = Lines(id="say")
        self._frame = Vertical(self.rows, classes="pane -active", id="promises")
        self._message = MessageLine(self.glyphs)
        self._footer = Footer(self.glyphs)
        self.set_class(dashboard.has_class("-ascii"), "-ascii")

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._head
        yield self._frame
        yield self._say
        yield self._message
        yield self._footer

    def on_mount(self) -> None:
        """Follow the dashboard: another snapshot may be another answer."""
        self._frame.border_title = content(self.TITLE_WORDS, "bold")
        self._footer.offer(commands.entries("footer", "promises"))
        self.set_focus(self.rows)
        self.watch(self.dashboard, "snapshot", lambda _: self.look())
        self.watch(self.dashboard.message, "said", self._heard, init=False)

    def on_resize(self) -> None:
        """Another size cuts elsewhere."""
        self.call_after_refresh(self._draw)

    def question(self, desk: Desk, _: str) -> object:
        """What the engine is asked."""
        raise NotImplementedError

    def head(self, cells: int) -> Parts:
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
        self.dashboard.engine.ask("", self.question, self.post_message)

    @on(Engine.Understood)
    def _understood(self, event: Engine.Understood) -> None:
        """Show it; what cannot be shown is said on the dashboard."""
        if isinstance(event.preview, str):
            self.dashboard.message.refuse(event.preview)
            self.dismiss(None)
            return
        self.view = event.preview
        self._draw()

    def _draw(self) -> None:
        if self.view is None:
            return
        self._head.show((self.head(self.size.width),))
        self.rows.show(self.page(self.rows.size.width))
        self._show_sentence()

    @on(Rows.Highlighted)
    def _show_sentence(self) -> None:
        """The sentence for the highlighted one, whole where two lines hold it."""
        item = self.item
        text = f'To say: "{item.to_say}"' if item and item.to_say else ""
        width = self.size.width
        self._say.show((line(((" ", ""),), (self.glyphs.say(text), "strong"), (), width, self.glyphs),))

    def _heard(self) -> None:
        self._message.said = self.dashboard.message.said

    @property
    def item(self) -> ItemView | None:
        """The highlighted one."""
        key = self.rows.key.partition("/")[2]
        return next((one for one in self.items() if promises.key(one) == key), None)

    def action_command(self, name: str) -> None:
        """Carry out a command."""
        if self.is_current:
            getattr(self, f"do_{name.replace('-', '_')}")()

    def do_promise_go(self) -> None:
        """To its row in the queue."""
        item = self.item
        if item is None or item.state not in OPEN:
            self._message.say("it is closed: nothing waits in the queue" if item else "no row is highlighted")
            return
        self.dismiss(None)
        self.dashboard.show_item(item.id)

    def do_promise_tell(self) -> None:
        """The time where it is now is told; the sentence is on the clipboard."""
        if item := self.item:
            self.dashboard.intend("tell", told((item.id,)))

    def do_promise_copy(self) -> None:
        """The sentence to the clipboard; without one the row."""
        item = self.item
        if item is None:
            self._message.say("no row is highlighted")
            return
        text = item.to_say or f"{item.who}: {item.title}, {item.promise}".removeprefix(": ")
        self.app.copy_to_clipboard(text)
        self._message.say(f"copied: {text}")

    def do_promise_person(self) -> None:
        """The page of whoever asked."""
        if (item := self.item) and item.who:
            self.app.push_screen(PersonScreen(self.dashboard, item.who))

    def do_promise_undo(self) -> None:
        """Take the last thing back."""
        self.dashboard.action_command("undo")

    def do_promise_down(self) -> None:
        """One row down."""
        self.rows.move(1)

    def do_promise_up(self) -> None:
        """One row up."""
        self.rows.move(-1)

    def do_promise_help(self) -> None:
        """All keys, those of this list first."""
        from coachtui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("promises", self.glyphs))

    def do_promise_leave(self) -> None:
        """Back."""
        self.dismiss(None)

    def on_paste(self, event: events.Paste) -> None:
        """A paste is never a command: it is offered as an interruption."""
        event.stop()
        self.dismiss(None)
        self.dashboard.offer_text(event.text)


class LedgerScreen(PromisesScreen):
    """Who was told what time."""

    TITLE_WORDS = "Who was told what time"
    view: LedgerView | None

    def question(self, desk: Desk, _: str) -> object:
        """The ledger."""
        from coachtui.services.ledger import look

        return look(desk)

    def head(self, cells: int) -> Parts:
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

    def question(self, desk: Desk, _: str) -> object:
        """Their page, or why there is none."""
        from coachtui.services.persons import person

        try:
            return person(desk, self._name_of_person)
        except CoachError as error:
            return str(error)

    def head(self, cells: int) -> Parts:
        """Their name."""
        assert self.view is not None
        return promises.person_head(self.view, cells, self.glyphs)

    def page(self, cells: int) -> Page:
        """Numbers, then what they asked."""
        assert self.view is not None
        return promises.person_rows(self.view, cells, self.glyphs)

    def items(self) -> tuple[ItemView, ...]:
        """What they asked, and what was given to them."""
        return (*self.view.open, *self.view.recent, *self.view.given) if self.view else ()

    def do_promise_copy(self) -> None:
        """The sentence of the highlighted row, or else the whole page."""
        if self.view is not None and not (self.item and self.item.to_say):
            self.app.copy_to_clipboard(promises.as_text(self.view))
            self._message.say(f"copied: the page of {self.view.name}")
        else:
            super().do_promise_copy()
