"""What was told to whom, and what is asked when one comes back: said once, without taking the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import on

from coachtui.domain.away import AWAY, Was
from coachtui.domain.human import format_minutes
from coachtui.domain.promise import Word
from coachtui.domain.span import minutes_between
from coachtui.tui import commands
from coachtui.tui import day_intentions as day
from coachtui.tui.drawing import queue as queue_rows
from coachtui.tui.drawing.parts import line
from coachtui.tui.engine import Engine
from coachtui.tui.screens.working import Working

if TYPE_CHECKING:
    from coachtui.domain.span import Span
    from coachtui.services.day_views import RunningView
    from coachtui.services.item_views import ItemView
    from coachtui.services.views import Snapshot
    from coachtui.tui.engine import Job
    from coachtui.tui.tour import Tour
    from coachtui.tui.widgets.lines import Lines


class Gap(NamedTuple):
    """A stretch in which the clock ran for something and nobody was there."""

    span: Span
    kind: str
    id: int
    """What it ran for, as `RunningView` names it."""

    def is_of(self, running: RunningView | None) -> bool:
        """Whether the clock still runs for the same."""
        return running is not None and not running.is_paused and (running.kind, running.id) == self[1:]


class Returning(Working):
    """The part of the dashboard that knows promises, and asks about time that nobody saw."""

    hint: Lines
    """A line of its own: the tour's, or the question about a gap; empty elsewhere."""
    tour: Tour | None = None
    """The tour, where this is the demo day."""
    gap: Gap | None = None
    """The gap that is to be asked about."""
    _answering: Job | None = None
    _answered_gap: Gap | None = None
    """The gap that was answered last: when the answer is undone it is asked about again."""
    _slipping: str = ""
    """What was said last about what slips."""
    _told_slips: frozenset[int | None] = frozenset()
    """The blocks of which it was said."""
    _told_missed: frozenset[str] | None = None
    """The ids of the missed promises that were told; None before it was looked for any."""

    def announce(self, before: Snapshot | None, after: Snapshot, *, alone: bool) -> None:
        """Say once that a time which was told was missed, or will not hold while there is time to say so.

        What was missed while no dashboard was open is told when one is opened; what was told, never again.
        """
        is_opening = before is None or self._told_missed is None
        known = set() if is_opening or before is None else {one.id for one in at_risk(before)}
        missed = self._newly_missed(after)
        for word, new in (
            ("missed: ", missed),
            ("", [one for one in at_risk(after) if one.id not in known]),
        ):
            if new:
                more = f" and {len(new) - 1} more" if len(new) > 1 else ""
                key = commands.hint("ledger")
                self.message.warn(f"{word}{new[0].to_say}{more}", key, alone=alone)
                alone = False

    def _newly_missed(self, after: Snapshot) -> list[ItemView]:
        """The missed promises that no dashboard has told yet; from now on they are told."""
        told = self._told_missed
        if told is None:
            told = frozenset(self.engine.kept.get("missed", "").split())
        missed = [one for one in after.items if one.word is Word.MISSED]
        self._told_missed = frozenset(str(one.id) for one in missed)
        if told != self._told_missed:
            self.engine.keep("missed", " ".join(sorted(self._told_missed)))
        return [one for one in missed if one.to_say and str(one.id) not in told]

    def announce_overrun(self, before: Snapshot | None, after: Snapshot) -> None:
        """What slips, before it slips, and once the question what to do about the sprint (rule 7).

        What slips is said on opening and whenever another block loses minutes; where it is still shown its
        minutes stay true.
        """
        was, now = _sprint(before), _sprint(after)
        slips, told = _slips(after), self._slipping
        known, self._slipping = self._told_slips, slips
        self._told_slips = frozenset(one.block for one in after.slips)
        if now and now.wants_decision and not (was and was.id == now.id and was.wants_decision):
            keys = {name: commands.key(name) for name in ("longer", "park", "finish")}
            said = (
                f"{now.label}: {keys['longer']} five more, {keys['park']} stop here, {keys['finish']} done?"
            )
            self.message.warn(said, "", alone=False)
        if self._told_slips - known:
            self.message.correct(told, "")
            self.message.warn(slips, "", alone=False)
        elif slips != told:
            self.message.correct(told, slips)

    def show_item(self, number: int) -> None:
        """Highlight an item in the queue."""
        self.queue.only = ""
        self.focus_pane(self.queue)
        self.queue.rows.highlight(queue_rows.item_key_of(number))

    @on(Engine.Away)
    def _was_away(self, event: Engine.Away) -> None:
        """Ask what the gap was; nothing is covered, and no key but one is taken."""
        running = self.snapshot.running if self.snapshot else None
        if running is None or running.is_paused:
            return
        self.gap, self._answered_gap = Gap(event.span, running.kind, running.id), None
        self.show_gap(running)

    def show_gap(self, running: RunningView) -> None:
        """The question, on a line of its own; in the tour's place it is only said."""
        assert self.gap is not None
        assert self.snapshot is not None
        start, end = (self.snapshot.wall.clock(at) for at in self.gap.span)
        length = format_minutes(max(1, minutes_between(*self.gap.span)))
        name = f"{running.label} {running.title}".strip()
        key = commands.key("away")
        said = self.glyphs.say(f"away {start}–{end}, {length}: {key} says what that was; ")
        if self.tour is None:
            before = ((" ? ", "chip"), (f" {said}", "strong"))
            self.hint.show([line(before, (f"{name} ran", ""), (), self.app.size.width, self.glyphs)])
        else:
            self.message.say(f"{said}{name} ran")
        self.footer.offer(self.offered())

    def forget_gap(self, snapshot: Snapshot) -> None:
        """What ran then does not run any more, or the gap is assigned: nothing is to be asked.

        It is asked again once the answer is undone.
        """
        if self._answering is not None and self._answering.outcome is not None:
            self._answered_gap, self._answering = self.gap, None
        if self._answered_gap is None:
            is_over = self.gap is not None and not self.gap.is_of(snapshot.running)
        else:
            is_over = not snapshot.redo.startswith(AWAY) or not self._answered_gap.is_of(snapshot.running)
        if self.gap and is_over:
            self.gap = None
            self.quiet()
        elif self.gap is None and self._answered_gap and not is_over and snapshot.running:
            self.gap = self._answered_gap
            self.show_gap(snapshot.running)

    def quiet(self) -> None:
        """Take the question away."""
        if self.tour is None:
            self.hint.show(())

    def do_away(self) -> None:
        """Wait for the second key: what it was."""
        if self.gap is None:
            self.message.refuse("the clock did not run without you: coachtui away --since tells another time")
            return
        self.quiet()
        self.wait_for_second("away")

    def do_away_sprint(self) -> None:
        """It was work."""
        self._assign(Was.WORK)

    def do_away_break(self) -> None:
        """It was a break."""
        self._assign(Was.BREAK)

    def do_away_discard(self) -> None:
        """It does not count."""
        self._assign(Was.NOTHING)

    def _assign(self, was: Was) -> None:
        if self.gap is None:
            self.do_away()
        else:
            self._answering = self.intend("away", day.assigned(was, self.gap.span))


def at_risk(snapshot: Snapshot) -> list[ItemView]:
    """Those whose time was told and will not hold."""
    return [one for one in snapshot.items if one.word is Word.RISK]


def _slips(snapshot: Snapshot) -> str:
    """What slips as it stands; empty when nothing does."""
    words = [one.words for one in snapshot.slips]
    more = f" and {len(words) - 2} more" if len(words) > 2 else ""
    return f"as it stands {', '.join(words[:2])}{more}" if words else ""


def _sprint(snapshot: Snapshot | None) -> RunningView | None:
    """The sprint that has begun."""
    if snapshot is None:
        return None
    found = snapshot.paused or snapshot.running
    return found if found and found.kind == "sprint" else None
