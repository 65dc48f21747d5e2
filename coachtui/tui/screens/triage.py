"""The cards: one interruption after the other, each decided by one key, which shows the next.

A decision is handed to the engine through the dashboard and the next card is there at once; where it
is refused, its card comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container

from coachtui.services.slots import place_of
from coachtui.tui import commands
from coachtui.tui import day_intentions as day
from coachtui.tui.drawing import card
from coachtui.tui.drawing.details import title
from coachtui.tui.intentions import given, on_all, on_items, stepped
from coachtui.tui.purposes import DECLINE, EDIT, GIVE, PICK
from coachtui.tui.screens.capture import CaptureScreen
from coachtui.tui.screens.covering import Covering
from coachtui.tui.text import content
from coachtui.tui.widgets.choices import Choices
from coachtui.tui.widgets.lines import Lines
from coachtui.tui.widgets.message import MessageLine
from coachtui.tui.widgets.nowline import NowLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from coachtui.services.item_views import ItemView
    from coachtui.services.views import Snapshot
    from coachtui.tui.engine import Job, Work
    from coachtui.tui.screens.working import Working

SAID = {
    "done": "done",
    "drop": "dropped",
    "later": "to the next buffer",
    "earlier": "to an earlier buffer",
    "snooze-today": "later today",
    "snooze-tomorrow": "tomorrow",
    "snooze-monday": "Monday",
}
"""What the list at the end says of each decision."""

STEPS = {"more-urgent": 1, "less-urgent": -1}
"""Commands that climb the urgencies; the card stays."""

ENDS = ("card-undo", "card-close-cards", "help")
"""What the footer still offers when no card is left."""

MOVING = ("next", "previous", "undo", "redo", "capture", "help", "close-cards")
"""Commands that are about no single card."""


class TriageScreen(Covering):
    """The cards of a buffer, or of the whole queue."""

    CONTEXTS = ("cards",)
    BINDINGS: ClassVar = commands.bindings(*CONTEXTS)

    def __init__(self, dashboard: Working, ids: Sequence[int], first: int = 0) -> None:
        super().__init__(dashboard)
        self.decided: dict[int, tuple[str, Job]] = {}
        """What was decided about each card, in order."""
        self._steps: list[tuple[Job, int]] = []
        """What was asked for here, and the card that it decided about; 0 where that card stayed."""
        self._ids = list(ids)
        self._undone: list[tuple[int, str]] = []
        """What was taken back: its card, and what was decided; 0 where that card stayed."""
        self._at = self._ids.index(first) if first in self._ids else 0
        shown = dashboard.snapshot
        buffer = shown.current if shown and shown.cards else None
        self._since = buffer.starts_at if buffer else None
        """When the buffer began whose cards these are; None for those of the whole queue."""
        self._is_waiting_for_time = False
        self._now = NowLine(self.glyphs)
        self._frame = Container(id="cards")
        self._deck = Lines(id="deck")
        self._message = MessageLine(self.glyphs)
        self._choices = Choices(self._message)

    def compose(self) -> ComposeResult:
        """Now, the card, the answer, the keys."""
        yield self._now
        with self._frame:
            yield self._deck
        yield self._message
        yield self.footer
        yield self.prompt
        yield self._choices

    def on_mount(self) -> None:
        """Show what the dashboard is told."""
        self.watch(self.dashboard, "snapshot", self._fresh)
        self.watch(self.dashboard.message, "said", self._heard, init=False)

    def on_resize(self) -> None:
        """Another size shows more or less of the card."""
        self.call_after_refresh(self._draw)

    @property
    def item(self) -> ItemView | None:
        """The card that is shown."""
        return self._open(self._ids[self._at]) if self._at < len(self._ids) else None

    def _open(self, number: int) -> ItemView | None:
        if self.snapshot is None or number in self.decided:
            return None
        return next((one for one in self.snapshot.items if one.id == number), None)

    def _fresh(self, snapshot: Snapshot | None) -> None:
        """Another snapshot: what came into the buffer since is a further card."""
        self.snapshot = self._now.snapshot = snapshot
        if snapshot is not None:
            known = set(self._ids)
            self._ids += [one.id for one in snapshot.cards if one.id not in known]
        self._heard()
        if self.item is None:
            self._step(1)
        self._draw()

    def _heard(self) -> None:
        """Say what the dashboard says; the card of a decision that was refused comes back."""
        self._message.said = self.dashboard.message.said
        for number, (_, job) in tuple(self.decided.items()):
            if job.is_refused:
                del self.decided[number]
                self._at = self._ids.index(number)
                self._draw()

    def _step(self, by: int) -> None:
        """The next card that is open, after the last the first; none: the end."""
        for count in range(1, len(self._ids) + 1):
            at = (min(self._at, len(self._ids) - 1) + by * count) % len(self._ids)
            if self._open(self._ids[at]):
                self._at = at
                return
        self._at = len(self._ids)

    def _decide(self, name: str, work: Work, said: str, text: str = "") -> Job | None:
        """Carry out a decision about the card and show the next."""
        item = self.item
        if item is None:
            return None
        job = self.dashboard.intend(name, work, text)
        self.decided[item.id] = (f"{title(item)}: {said}", job)
        self._steps.append((job, item.id))
        self._undone.clear()
        self._step(1)
        self._draw()
        return job

    def action_command(self, name: str) -> None:
        """Carry out a command; those that are not about cards are the line's or the dashboard's."""
        item, plain = self.item, name.removeprefix("card-")
        if commands.BY_ID[name].where == "line" or plain in MOVING:
            super().action_command(plain)
        elif not name.startswith(("card-", "snooze-")):
            self.dashboard.action_command(name)
        elif item is None:
            self._message.say(f"no card is left: {commands.key('card-close-cards')} goes back to the day")
        elif plain in SAID:
            self._decide(plain, on_items(plain, (item.id,)), SAID[plain])
        elif plain == "urgent":
            self._keep(self.dashboard.intend(plain, on_items(plain, (item.id,))))
        elif plain in STEPS:
            self._keep(self.dashboard.intend(plain, stepped(item, STEPS[plain])))
        else:
            getattr(self, f"take_{plain.replace('-', '_')}")(item)

    def do_close_cards(self) -> None:
        """Back to the panes."""
        self.dismiss(None)

    def do_capture(self) -> None:
        """Capture above the cards."""
        self.app.push_screen(CaptureScreen(self.dashboard, self.glyphs))

    def do_next(self) -> None:
        """Look at the next card without deciding."""
        self._step(1)
        self._draw()

    def do_previous(self) -> None:
        """Look at the card before without deciding."""
        self._step(-1)
        self._draw()

    def do_undo(self) -> None:
        """Take the last thing back; where it was a decision, show its card again."""
        while self._steps and self._steps[-1][0].is_refused:
            self._steps.pop()
        self.dashboard.action_command("undo")
        if self._steps:
            number = self._steps.pop()[1]
            self._undone.append((number, self._said(number)))
            if number:
                self.decided.pop(number, None)
                self._at = self._ids.index(number)
        self._draw()

    def do_redo(self) -> None:
        """Do again what was taken back; where it was a decision, go on to the next card."""
        number, said = self._undone.pop() if self._undone else (0, "")
        job = self.dashboard.intend("redo", on_all("redo"))
        self._steps.append((job, number))
        if number:
            self.decided[number] = (said, job)
            self._at = self._ids.index(number)
            self._step(1)
        self._draw()

    def _said(self, number: int) -> str:
        """What was decided about a card: where it went, once that is known."""
        said, job = self.decided.get(number, ("", None))
        moved = job.outcome.items if job and job.outcome else ()
        went = next((one for one in moved if one.id == number and one.pieces), None)
        return f"{title(went)} {self.glyphs.arrow} {place_of(went)}" if went else said

    def _keep(self, job: Job | None) -> Job | None:
        """Remember what was asked for about a card that stays."""
        if job is not None:
            self._steps.append((job, 0))
            self._undone.clear()
        return job

    def take_do(self, item: ItemView) -> None:
        """Do it now, with its clock running; the card stays until it is done."""
        snapshot = self.dashboard.snapshot
        if snapshot is not None and snapshot.is_on(item):
            self._message.say(f"its clock runs: {commands.key('card-done')} ends it")
            return
        self._keep(self.dashboard.begin(item, self))

    def take_snooze(self, item: ItemView) -> None:
        """Wait for the second key."""
        self._is_waiting_for_time = True
        self._choices.wait("snooze", self.offer)

    def take_snooze_pick(self, item: ItemView) -> None:
        """Ask for a time."""
        self.ask(
            PICK,
            lambda until: self._decide(
                "snooze", day.snoozed((item.id,), until), f"not before {until}", until
            ),
        )

    def take_give(self, item: ItemView) -> None:
        """Ask for whom."""
        self.ask(GIVE, lambda name: self._decide("give", given((item.id,), name), f"given to {name}", name))

    def take_decline(self, item: ItemView) -> None:
        """Ask for a reason."""
        self.ask(DECLINE, lambda why: self._decide("decline", day.declined((item.id,), why), "declined", why))

    def take_edit(self, item: ItemView) -> None:
        """The item as a line."""
        before = self.line_of(item)

        def then(text: str) -> Job | None:
            """Understand it again."""
            return self._keep(self.dashboard.edit(item.id, text, before))

        self.ask(EDIT, then, before, title(item))

    def take_second_key(self, event: events.Key) -> bool:
        """The key after `s`: one of its times, or never mind."""
        if not self._is_waiting_for_time:
            return False
        self._is_waiting_for_time = False
        self._choices.close()
        for command in commands.within("snooze"):
            if {event.character, event.key} & set(commands.keys_of(command)):
                self.action_command(command.id)
                break
        else:
            self._message.say("snooze: not now")
        self.offer()
        return True

    def _draw(self) -> None:
        """Draw the card again, and what the frame says of its place."""
        width, height = self._deck.size
        if self.snapshot is None or width < 20:
            return
        item = self.item
        ahead = [
            one
            for number in (*self._ids[self._at + 1 :], *self._ids[: self._at])
            if (one := self._open(number))
        ]
        deck = card.Deck(item, ahead[0] if ahead else None, tuple(self._said(one) for one in self.decided))
        self._deck.show(card.draw(deck, self.snapshot, width, height, self.glyphs))
        self._frame.border_title = content(card.heading(self.snapshot, self._since), "bold")
        place = f"card {self._at + 1} of {len(self._ids)}" if item else f"{len(self.decided)} decided"
        self._frame.border_subtitle = content(place)
        self.offer()

    def offered(self) -> tuple[commands.Entry, ...]:
        """What can be pressed: the keys of the box, or of the card; when none is left what leads on."""
        entries = commands.footer("snooze" if self._is_waiting_for_time else "cards")
        return entries if self.item else tuple(one for one in entries if one.id in ENDS)
