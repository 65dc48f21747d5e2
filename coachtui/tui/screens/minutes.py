"""The minutes of a meeting, to read, to copy, and to write to a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical

from coachtui.tui import commands
from coachtui.tui import minutes_intentions as ask
from coachtui.tui.drawing import minutes as drawing
from coachtui.tui.drawing.parts import line
from coachtui.tui.engine import Engine
from coachtui.tui.screens.above import Above
from coachtui.tui.screens.asking import Asking
from coachtui.tui.text import clean, content
from coachtui.tui.widgets.footer import Footer
from coachtui.tui.widgets.lines import Lines
from coachtui.tui.widgets.message import MessageLine
from coachtui.tui.widgets.prompt import Prompt, Purpose
from coachtui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from coachtui.services.meeting_views import MeetingView
    from coachtui.services.views import Snapshot
    from coachtui.tui.engine import Job
    from coachtui.tui.screens.closing import Closing

FILE = Purpose("file", "Write the minutes to", "~/minutes.md   or   ~/minutes.eml for a mail")


class MinutesScreen(Above, Asking):
    """The minutes of one meeting."""

    CSS_PATH = "minutes.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar = commands.bindings("minutes")

    def __init__(self, dashboard: Closing, wanted: int | None = None) -> None:
        super().__init__()
        self.dashboard = dashboard
        self.glyphs = dashboard.glyphs
        self.snapshot: Snapshot | None = dashboard.snapshot
        self.view: MeetingView | None = None
        """What is shown; None until the engine has answered."""
        self.text = ""
        """The minutes as Markdown."""
        self.prompt = Prompt(self.glyphs)
        self.rows = Rows(self.glyphs, id="minutes-rows")
        self.message = MessageLine(self.glyphs)
        self._wanted = wanted
        self._head = Lines(id="head")
        self._frame = Vertical(self.rows, id="minutes")
        self._footer = Footer(self.glyphs)
        self.set_class(dashboard.has_class("-ascii"), "-ascii")

    def compose(self) -> ComposeResult:
        """Which meeting, its minutes, the answer, the keys."""
        yield self._head
        yield self._frame
        yield self.message
        yield self._footer
        yield self.prompt

    def on_mount(self) -> None:
        """Ask for the minutes."""
        self.prompt.borrow(self.dashboard.prompt)
        self.set_focus(self.rows)
        self.watch(self.dashboard, "snapshot", lambda _: self.look(), init=False)
        self.watch(self.dashboard.message, "said", self._heard)
        self.look()
        self.offer()

    def look(self) -> None:
        """Ask for the minutes as they are."""
        wanted = self.view.id if self.view else self._wanted
        self.dashboard.engine.ask("", ask.minutes_of(wanted), self.post_message)

    def _heard(self) -> None:
        self.message.said = self.dashboard.message.said

    @on(Engine.Understood)
    def _understood(self, event: Engine.Understood) -> None:
        """Show them."""
        if isinstance(event.preview, str):
            self.dashboard.message.refuse(event.preview)
            self.dismiss(None)
            return
        self.view, self.text = event.preview
        self.draw()

    def draw(self) -> None:
        """The minutes at this width."""
        if self.view is None:
            return
        width = self.size.width
        title = f"{self.view.label} {self.view.meeting.title}".strip()
        self._head.show((line(((" MINUTES  ", "dim"),), (title, "strong"), (), width, self.glyphs),))
        self.rows.show(drawing.draw(self.text, self.rows.size.width, self.glyphs))
        self._frame.border_title = content("Minutes", "bold")
        self.call_after_refresh(self._say_more)

    def _say_more(self) -> None:
        below = self.rows.below
        self._frame.border_subtitle = content(f"{below} more {self.glyphs.more}" if below else "")

    def offer(self) -> None:
        """What can be pressed."""
        helping = commands.BY_ID["help"]
        shown = commands.shown(helping)
        context, key = ("line", shown[1]) if self.prompt.is_open else ("minutes", shown[0])
        entries = commands.entries("footer", context)
        self._footer.offer((*entries, commands.Entry(key, helping.title, commands.HELP)))

    def on_resize(self) -> None:
        """Another width breaks elsewhere."""
        self.call_after_refresh(self.draw)

    def action_command(self, name: str) -> None:
        """Carry out a command: of the minutes, or of the line that asks for a file."""
        line_ = {
            "complete": self.prompt.complete,
            "other-buffer": self.prompt.choose_next,
            "older": lambda: self.prompt.recall(-1),
            "newer": lambda: self.prompt.recall(1),
            "close": self.prompt.close,
        }
        if name in line_:
            line_[name]()
        else:
            getattr(self, f"do_{name.removeprefix('minutes-').replace('-', '_')}")()

    def do_copy(self) -> None:
        """Copy the minutes as Markdown."""
        self.app.copy_to_clipboard(self.text)
        self.dashboard.message.say(f"copied as Markdown: {len(self.text.splitlines())} lines of minutes")

    def do_file(self) -> None:
        """Ask for a file."""
        if self.view is not None:
            name = re.sub(r"[^\w]+", "-", self.view.meeting.title.lower(), flags=re.ASCII).strip("-")[:40]
            self.ask(FILE, self._write, f"~/{name or 'minutes'}-{self.view.on}.md")
            self.offer()

    def _write(self, name: str) -> Job:
        assert self.view is not None, "a file is asked for on minutes"
        return self.dashboard.intend("write", ask.written(self.view.id, name), name)

    def do_correct(self) -> None:
        """Open the review again."""
        if self.view is None:
            return
        number, review = self.view.id, self.view.review
        self.dismiss(None)
        if review is not None and not review.is_open:
            self.dashboard.correct(number)
        else:
            self.dashboard.open_review(number)

    def do_undo(self) -> None:
        """Take the last thing back."""
        self.dashboard.action_command("undo")

    def do_down(self) -> None:
        """Read on."""
        self._scroll(1)

    def do_up(self) -> None:
        """Back."""
        self._scroll(-1)

    def _scroll(self, pages: int) -> None:
        self.rows.move(pages * max(self.rows.size.height // 2, 1))
        self.call_after_refresh(self._say_more)

    def do_leave(self) -> None:
        """Back to the panes."""
        self.dismiss(None)

    def do_help(self) -> None:
        """All keys, those of the minutes first."""
        from coachtui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("minutes", self.glyphs))

    @on(Prompt.Closed)
    def _named(self) -> None:
        """Back to the minutes."""
        self.set_focus(self.rows)
        self.offer()

    def on_paste(self, event: events.Paste) -> None:
        """A paste decides nothing: it is offered as an interruption."""
        event.stop()
        self.dismiss(None)
        self.dashboard.offer_text(clean(event.text))
