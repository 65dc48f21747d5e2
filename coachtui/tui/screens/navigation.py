"""Moving about: the commands that change what is looked at, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

from coachtui.tui import commands

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.views import Snapshot
    from coachtui.tui.commands import Entry
    from coachtui.tui.guard import Guard
    from coachtui.tui.widgets.choices import Choices
    from coachtui.tui.widgets.footer import Footer
    from coachtui.tui.widgets.message import MessageLine
    from coachtui.tui.widgets.pane import Pane
    from coachtui.tui.widgets.panes import MeetingsPane, QueuePane, TodayPane
    from coachtui.tui.widgets.prompt import Prompt

STAY = 0.15
"""Seconds in which another key after `q` means that it was typed, not pressed."""


class Navigation(Screen[None]):
    """The part of the dashboard that moves about."""

    class SignalsTurned(Message):
        """Signals shall go less far, or as far as they can again."""

    snapshot: Any
    glyphs: Glyphs
    guard: Guard
    prefix: str
    today: TodayPane
    queue: QueuePane
    meetings: MeetingsPane
    panes: tuple[Pane, ...]
    active: Pane
    message: MessageLine
    footer: Footer
    prompt: Prompt
    choices: Choices
    _leaving: Timer | None = None

    def action_command(self, name: str) -> None:
        """Carry out a command."""
        raise NotImplementedError

    def offered(self) -> tuple[Entry, ...]:
        """What the footer says now."""
        raise NotImplementedError

    def focus_pane(self, pane: Pane) -> None:
        """Go to a pane; where only one is shown, show it."""
        self.active = pane
        for one in self.panes:
            one.set_class(one is pane, "-active")
        self.set_class(pane is self.meetings, "-meetings")
        self.set_focus(pane.rows)
        self.footer.offer(self.offered())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click on a pane makes it the active one; a focus that has moved on since then does not."""
        for pane in self.panes:
            if event.widget is pane.rows is self.focused and pane is not self.active:
                self.focus_pane(pane)
        self.footer.offer(self.offered())

    def way_to(self, pane: str) -> str:
        """How a row of a pane is highlighted, for a message that asks for one."""
        to, down, up = (commands.key(name) for name in (pane, "down", "up"))
        return f"press {to}, then {down} or {up}"

    def do_today(self) -> None:
        """Go to the day."""
        self.focus_pane(self.today)

    def do_queue(self) -> None:
        """Go to the queue."""
        self.focus_pane(self.queue)

    def do_meetings(self) -> None:
        """Go to the meetings."""
        self.focus_pane(self.meetings)

    def do_next_pane(self) -> None:
        """Go to the next pane."""
        self._turn(1)

    def do_previous_pane(self) -> None:
        """Go to the pane before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        self.focus_pane(self.panes[(self.panes.index(self.active) + step) % len(self.panes)])

    def do_down(self) -> None:
        """One row down."""
        self.active.rows.move(1)

    def do_up(self) -> None:
        """One row up."""
        self.active.rows.move(-1)

    def do_top(self) -> None:
        """The first row."""
        self.active.rows.move_to_edge(last=False)

    def do_bottom(self) -> None:
        """The last row."""
        self.active.rows.move_to_edge(last=True)

    def do_half_down(self) -> None:
        """Half a page down."""
        self.active.rows.move(max(self.active.rows.size.height // 2, 1))

    def do_half_up(self) -> None:
        """Half a page up."""
        self.active.rows.move(-max(self.active.rows.size.height // 2, 1))

    def do_now(self) -> None:
        """Jump to what is on now."""
        self.focus_pane(self.today)
        self.today.to_now()

    def do_next_match(self) -> None:
        """The next row of the filtered queue, after the last the first."""
        self._step_match(1)

    def do_previous_match(self) -> None:
        """The row before in the filtered queue, before the first the last."""
        self._step_match(-1)

    def _step_match(self, step: int) -> None:
        rows = self.queue.rows
        if not self.queue.only:
            self.message.refuse(f"nothing is looked for: {commands.key('filter')} asks for what")
        elif keys := rows.keys:
            at = keys.index(rows.key) if rows.key in keys else 0
            self.focus_pane(self.queue)
            rows.highlight(keys[(at + step) % len(keys)])

    def do_mark(self) -> None:
        """Mark the row for the next command."""
        self.queue.mark()

    def do_zoom(self) -> None:
        """Give the active pane the whole screen, and back."""
        self.toggle_class("-zoom")

    def do_palette(self) -> None:
        """Find a command by its name."""
        self.app.action_command_palette()

    def do_help(self) -> None:
        """All keys, those of this pane first."""
        from coachtui.tui.screens.help import HelpScreen

        pane = self.active.NAME.lower()
        after = {"queue": ("snooze",), "meetings": ("series",)}.get(pane, ())
        self.app.push_screen(HelpScreen((pane, *after), self.glyphs))

    def do_signals(self) -> None:
        """Ask for the next level of signals."""
        self.post_message(self.SignalsTurned())

    def do_suspend(self) -> None:
        """Put the dashboard to sleep."""
        self.app.action_suspend_process()

    def do_quit(self) -> None:
        """Leave, unless the key turns out to be the first letter of a text for another window."""
        self._leaving = self.set_timer(STAY, lambda: self.app.exit(return_code=0))

    def stay(self) -> None:
        """Another key came: it was a letter."""
        if self._leaving is not None:
            self._leaving.stop()
            self._leaving = None

    def do_copy(self) -> None:
        """Copy the highlighted or marked items, or the whole day, as Markdown to the clipboard."""
        from coachtui.exchange import markdown

        snapshot: Snapshot | None = self.snapshot
        if snapshot is None:
            return
        if self.active is self.queue:
            chosen = self.queue.chosen
            text = "\n".join(markdown.item(one) for one in snapshot.items if one.id in chosen)
        else:
            text = markdown.day(snapshot)
        if text:
            self.app.copy_to_clipboard(text)
            lines = text.splitlines()
            more = f" and {len(lines) - 1} more lines" if len(lines) > 1 else ""
            self.message.say(f"copied as Markdown: {lines[0]}{more}")
        else:
            self.message.refuse("nothing is highlighted to copy")

    def do_snooze(self) -> None:
        """Wait for the second key."""
        if not self.queue.chosen:
            self.message.refuse("nothing is highlighted to snooze")
            return
        self.wait_for_second("snooze")

    def wait_for_second(self, prefix: str) -> None:
        """Take the next key for a command of this context; a box says which, if the key is long in coming."""
        self.prefix = prefix
        self.choices.wait(prefix, lambda: self.footer.offer(self.offered()))

    def forget_prefix(self) -> None:
        """No second key is waited for any more."""
        self.prefix = ""
        self.choices.close()

    def take_second_key(self, event: events.Key) -> None:
        """The key after a prefix: one of its commands, or never mind."""
        prefix = self.prefix
        self.forget_prefix()
        self.guard.reset()
        for command in commands.within(prefix):
            if {event.character, event.key} & set(commands.keys_of(command)):
                self.action_command(command.id)
                break
        else:
            self.message.say(f"{prefix}: not now")
        self.footer.offer(self.offered())
