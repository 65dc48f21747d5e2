"""Sprints and blocks through whole days from two terminals: whatever is done, the day stays whole.

After every intention undo restores every row, and after every step nothing overlaps, at most one clock
runs, and what was measured is what the clock showed.
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from coachtui.domain.away import Was
from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.errors import CoachError
from coachtui.services import blocks, queue, sprints
from coachtui.services.away import assign
from coachtui.services.capture import capture
from coachtui.services.history import redo, undo
from coachtui.services.planning import plan
from coachtui.services.snapshot import take
from tests.services.helpers import Clock, Office, Sight, open_office, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.services.views import Snapshot

DAY = """
Draft 90m !
Email 30m
Report 2h
11:00-11:30 Sync: agree @Ana
12:00-13:00 break Lunch
Call 10m
"""

numbers = st.integers(0, 20)
CHANGES = ("move", "resize", "later", "earlier", "remove")
steps = st.sampled_from([-30, -15, -5, 5, 10, 25, 60])


class SprintsMachine(RuleBasedStateMachine):
    """Two desks with one clock; each intention comes from the other than the one before."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock("08:30")
        path = Path(self.folder.name) / "coach.db"
        self.desks = [open_office(path, self.clock) for _ in range(2)]
        self.sight = Sight(self.desks[0])
        self.turn = 0

    def teardown(self) -> None:
        for office in self.desks:
            office.store.close()
        self.folder.cleanup()

    @property
    def day(self) -> Snapshot:
        return self.sight()

    def act(self, intention: Callable[[Office], object]) -> bool:
        """Carry it out, back, and forth again; or refused without a trace."""
        self.turn += 1
        office = self.desks[self.turn % 2]
        before = rows(office)
        try:
            intention(office)
        except CoachError:
            assert rows(office) == before
            return False
        after = rows(office)
        if after != before:
            undo(self.desks[0])
            assert rows(office) == before, "undo restores every row"
            redo(self.desks[1])
            assert rows(office) == after
        return True

    def some(self, number: int) -> int:
        """The id of a block; 0, which none has, on a day without a plan."""
        known = [one.id for one in self.day.blocks if one.id is not None]
        return known[number % len(known)] if known else 0

    @initialize()
    def the_day_is_planned(self) -> None:
        plan(self.desks[0], DAY)

    @rule(minutes=st.integers(1, 70), seconds=st.sampled_from([0, 0, 1, 30, 59]))
    def time_passes(self, minutes: int, seconds: int) -> None:
        before, kept = self.day.running, rows(self.desks[0])
        self.clock.now += timedelta(minutes=minutes, seconds=seconds)
        after = self.day.running
        assert rows(self.desks[0]) == kept, "looking never writes"
        assert (before is None) == (after is None)
        if before and after:
            passed = 0 if before.is_paused else minutes * 60 + seconds
            assert after.elapsed == before.elapsed + passed
            assert after.remaining == before.remaining - passed

    @rule(number=st.none() | numbers)
    def a_sprint_starts(self, number: int | None) -> None:
        block = None if number is None else self.some(number)
        if self.act(lambda office: sprints.start(office, block)):
            running = self.day.running
            assert running is not None
            assert (running.kind, running.is_paused) == ("sprint", False)

    @rule(note=st.sampled_from(["", "section 3"]))
    def it_is_paused(self, note: str) -> None:
        before = self.day.running
        if self.act(lambda office: sprints.pause(office, note)):
            after = self.day.running
            assert before
            assert after
            assert (after.is_paused, after.resume) == (True, note)
            assert after.remaining == before.remaining

    @rule()
    def it_goes_on(self) -> None:
        was = self.day.paused or self.day.running
        if self.act(sprints.resume):
            now = self.day.running
            assert was
            assert now
            assert not now.is_paused
            assert now.remaining == was.remaining or was.remaining < 60
            assert now.resume == was.resume

    @rule()
    def it_is_finished(self) -> None:
        was = self.day.paused or self.day.running
        if self.act(sprints.finish):
            assert was
            assert [one.state for one in self.day.blocks if one.id == was.id] in ([BlockState.DONE], [])

    @rule(minutes=st.sampled_from([-15, -5, 5, 20]))
    def it_is_extended(self, minutes: int) -> None:
        was = self.day.paused or self.day.running
        if self.act(lambda office: sprints.extend(office, minutes)):
            now = self.day.paused or self.day.running
            assert was
            assert now
            assert now.remaining == max(60, max(0, was.remaining) + minutes * 60)

    @rule()
    def it_is_parked(self) -> None:
        self.act(lambda office: sprints.park(office, "where I was"))

    @rule(line=st.sampled_from(["one 10m", "two 25m", "now 5m !!", "now !!", "urgent 15m !"]))
    def something_arrives(self, line: str) -> None:
        was = self.day.running
        self.act(lambda office: capture(office, line, resume="here"))
        if was and was.kind == "sprint" and not was.is_paused and line.endswith("!!"):
            paused = self.day.paused
            assert paused
            assert (paused.id, paused.remaining, paused.resume) == (was.id, was.remaining, "here")

    @rule(ago=st.integers(0, 120), took=st.integers(1, 60))
    def something_is_logged_afterwards(self, ago: int, took: int) -> None:
        was = self.day.paused or self.day.running
        at = self.clock.now.replace(second=0) - timedelta(minutes=ago)
        self.act(lambda office: capture(office, "Bob: printer", at=at, took=took))
        now = self.day.paused or self.day.running
        if was and now and was.kind == "sprint":
            assert now.remaining >= was.remaining

    @rule(ago=st.integers(1, 120), back=st.integers(0, 60), was=st.sampled_from(Was))
    def a_stretch_is_assigned(self, ago: int, back: int, was: Was) -> None:
        since = self.clock.now - timedelta(minutes=ago)
        until = self.clock.now - timedelta(minutes=back)
        before = self.day.running
        if self.act(lambda office: assign(office, was, since, until)):
            now = self.day.running
            assert before
            assert now
            assert (now.kind, now.is_paused) == (before.kind, False)
            assert now.remaining >= before.remaining

    @precondition(lambda self: self.day.items)
    @rule(number=numbers, how=st.sampled_from(["begin", "finish", "drop", "defer"]))
    def one_is_decided(self, number: int, how: str) -> None:
        items = self.day.items
        item = items[number % len(items)].id
        was = self.day
        ways: dict[str, Callable[[Office], object]] = {
            "begin": lambda office: queue.begin(office, item, "there"),
            "finish": lambda office: queue.finish(office, [item]),
            "drop": lambda office: queue.drop(office, [item]),
            "defer": lambda office: queue.defer(office, [item]),
        }
        is_on = was.running and (was.running.kind, was.running.id) == ("interruption", item)
        if self.act(ways[how]) and how != "begin" and is_on and was.paused:
            now = self.day.paused or self.day.running
            assert now
            assert (now.id, now.is_paused, now.remaining) == (was.paused.id, True, was.paused.remaining)

    @rule(number=numbers, minutes=steps, how=st.sampled_from(CHANGES))
    def a_block_is_changed(self, number: int, minutes: int, how: str) -> None:
        block = self.some(number)
        was = self.day.paused or self.day.running
        ways: dict[str, Callable[[Office], object]] = {
            "move": lambda office: blocks.move(office, block, minutes),
            "resize": lambda office: blocks.resize(office, block, minutes),
            "later": lambda office: blocks.swap(office, block, later=True),
            "earlier": lambda office: blocks.swap(office, block, later=False),
            "remove": lambda office: blocks.remove(office, block),
        }
        self.act(ways[how])
        now = self.day.paused or self.day.running
        if was and was.kind == "sprint":
            assert (now and now.id) == was.id, "what has begun is neither moved nor removed"

    @rule(minutes=st.integers(-10, 240), length=st.integers(5, 60), kind=st.sampled_from(BlockKind))
    def a_block_is_added(self, minutes: int, length: int, kind: BlockKind) -> None:
        start = self.clock.now + timedelta(minutes=minutes)
        self.act(lambda office: blocks.add(office, kind, f"Added {self.turn}", start, length))

    @rule()
    def the_day_is_planned_again(self) -> None:
        self.act(lambda office: plan(office, DAY))

    @precondition(lambda self: self.day.undo)
    @rule()
    def one_step_is_taken_back(self) -> None:
        undo(self.desks[0])

    @invariant()
    def both_terminals_show_the_same(self) -> None:
        assert self.day == take(self.desks[1])

    @invariant()
    def the_day_has_no_overlap_and_no_hole(self) -> None:
        blocks = self.day.blocks
        assert all(one.starts_at < one.ends_at for one in blocks)
        assert all(one.ends_at <= other.starts_at for one, other in pairwise(blocks))
        first, last = self.day.blocks[0], self.day.blocks[-1]
        hours = [one for one in blocks if first.starts_at <= one.starts_at and one.ends_at <= last.ends_at]
        assert len(hours) == len(blocks)
        labels = [one.label for one in blocks]
        assert len(set(labels)) == len(labels)

    @invariant()
    def at_most_one_clock_runs(self) -> None:
        with self.desks[0].store.read() as db:
            (count,) = db.execute("select count(*) from run where ended_at is null").fetchone()
            begun = db.execute(
                "select count(*) from block where state in ('running', 'paused') and kind = 'sprint'"
            ).fetchone()[0]
            running = db.execute("select count(*) from block where state = 'running'").fetchone()[0]
            of_block = db.execute("select count(*) from run where ended_at is null and block_id not null")
            assert count <= 1
            assert begun <= 1
            assert running == of_block.fetchone()[0]

    @invariant()
    def slots_are_in_buffers(self) -> None:
        day = self.day
        for item in day.items:
            for piece in item.pieces:
                if item.state.value == "slotted":
                    assert piece.label.startswith("B"), (item, day.blocks)


TestSprintsMachine = SprintsMachine.TestCase
TestSprintsMachine.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
