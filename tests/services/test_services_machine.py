"""Two terminals and one file through whole days, whatever is done in whatever order.

The promises of the services hold after every step, and undo after each restores every row.
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from coachtui.domain.block import BlockKind
from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import Promise, State, Urgency
from coachtui.services import meetings, sprints
from coachtui.services.capture import capture
from coachtui.services.history import redo, undo
from coachtui.services.planning import plan
from coachtui.services.queue import (
    advance,
    begin,
    decline,
    defer,
    drop,
    edit,
    finish,
    give,
    reslot,
    set_urgency,
)
from coachtui.services.rhythms import change_rhythm
from coachtui.services.snapshot import take
from tests.services.helpers import Clock, Office, Sight, open_office, rows, spans

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coachtui.services.item_views import ItemView
    from coachtui.services.views import Snapshot

picks = st.lists(st.integers(0, 20), min_size=1, max_size=3)
whoever = st.sampled_from(["", "Bob: ", "Ann: ", "Zoé Ünal: "])
extras = st.sampled_from(
    ["", "", "", " !", " ~", " !!", " >14:00", " <16:00", " >tomorrow", " <fri !", " @Raj"]
)
lengths = st.sampled_from(["", " 1m", " 5m", " 10m", " 15m", " 25m", " 40m", " 90m", " 3h"])
plans = st.lists(
    st.sampled_from(
        [
            "Draft 90m !", "Email 30m", "Report 2h", "Everything 9h", "Call 10m",
            "11:00-11:30 Sync: agree @Ana", "13:30-15:00 Review", "12:00-13:00 break Lunch",
        ]
    ),
    max_size=4,
    unique=True,
)  # fmt: skip


class ServicesMachine(RuleBasedStateMachine):
    """Two desks with one clock; each intention comes from either."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock("08:30")
        self.path = Path(self.folder.name) / "coach.db"
        self.desks = [open_office(self.path, self.clock) for _ in range(2)]
        self.sight = Sight(self.desks[0])
        self.number = 0

    @initialize(tasks=st.integers(0, 4), waiting=st.integers(0, 4))
    def the_day_begins(self, tasks: int, waiting: int) -> None:
        for number in range(waiting):
            self.act(partial(capture, line=f"early {number} {number * 7 + 5}m"))
        if tasks:
            lines = "\n".join(f"Task {number} {number * 40 + 30}m" for number in range(tasks))
            self.act(lambda office: plan(office, f"{lines}\n12:00-13:00 break Lunch"))
        self.clock.tick(35)

    def teardown(self) -> None:
        for office in self.desks:
            office.store.close()
        self.folder.cleanup()

    @property
    def office(self) -> Office:
        """Each intention comes from the other desk than the one before."""
        return self.desks[self.number % 2]

    @property
    def day(self) -> Snapshot:
        return self.sight()

    @property
    def meetings(self) -> list[int]:
        return [one.meeting_id for one in self.day.blocks if one.meeting_id]

    def some(self, numbers: Sequence[int]) -> list[int]:
        items = self.day.items
        return [items[number % len(items)].id for number in numbers]

    def act(self, intention: Callable[[Office], object]) -> None:
        """Carry it out, back, and forth again: to the row, or refused without a trace."""
        self.number += 1
        before = rows(self.office)
        try:
            intention(self.office)
        except CoachError:
            assert rows(self.office) == before
            return
        after = rows(self.office)
        if after != before:
            undo(self.desks[0])
            assert rows(self.office) == before, "undo restores every row"
            redo(self.desks[1])
            assert rows(self.office) == after
            self.assert_every_move_is_kept(before, after)

    def assert_every_move_is_kept(
        self, before: dict[str, list[tuple[object, ...]]], after: dict[str, list[tuple[object, ...]]]
    ) -> None:
        def places(tables: dict[str, list[tuple[object, ...]]]) -> dict[object, list[tuple[object, ...]]]:
            found: dict[object, list[tuple[object, ...]]] = {}
            for _, item, start, end in tables["slot"]:
                found.setdefault(item, []).append((start, end))
            return found

        old, new = places(before), places(after)
        moves = after["move"][len(before["move"]) :]
        waits = {one.id for one in self.day.items if one.state is not State.DOING}
        for item, place in old.items():
            if item in waits and new.get(item) != place:
                assert any(move[1] == item for move in moves)
        assert all(move[-1] for move in moves)

    @rule(who=whoever, minutes=lengths, extra=extras)
    def something_arrives(self, who: str, minutes: str, extra: str) -> None:
        self.act(lambda office: capture(office, f"{who}item {self.number}{minutes}{extra}"))

    @precondition(lambda self: self.day.items)
    @rule(numbers=picks, took=st.none() | st.integers(1, 60))
    def some_are_done(self, numbers: list[int], took: int | None) -> None:
        chosen = self.some(numbers)
        self.act(lambda office: finish(office, chosen, took))

    @precondition(lambda self: self.day.items)
    @rule(numbers=picks, until=st.sampled_from(["", "", "15:00", "tomorrow", "fri", "in 20m", "nonsense"]))
    def some_are_deferred(self, numbers: list[int], until: str) -> None:
        chosen = self.some(numbers)
        self.act(lambda office: defer(office, chosen, until))

    @precondition(lambda self: self.day.items)
    @rule(numbers=picks)
    def some_are_moved_earlier(self, numbers: list[int]) -> None:
        chosen = self.some(numbers)
        self.act(lambda office: advance(office, chosen))

    @precondition(lambda self: self.day.items)
    @rule(numbers=picks, how=st.sampled_from(["give", "decline", "drop"]))
    def some_are_let_go(self, numbers: list[int], how: str) -> None:
        chosen = self.some(numbers)
        ways: dict[str, Callable[[Office], object]] = {
            "give": lambda office: give(office, chosen, "Raj"),
            "decline": lambda office: decline(office, chosen, "no time"),
            "drop": lambda office: drop(office, chosen),
        }
        self.act(ways[how])

    @precondition(lambda self: self.day.items)
    @rule(numbers=picks, urgency=st.sampled_from(Urgency))
    def an_urgency_changes(self, numbers: list[int], urgency: Urgency) -> None:
        chosen = self.some(numbers)
        self.act(lambda office: set_urgency(office, chosen, urgency))

    @precondition(lambda self: self.day.items)
    @rule(number=st.integers(0, 20))
    def one_is_begun(self, number: int) -> None:
        (chosen,) = self.some([number])
        self.act(lambda office: begin(office, chosen))

    @precondition(lambda self: self.day.items)
    @rule(number=st.integers(0, 20), minutes=lengths, extra=extras)
    def one_is_corrected(self, number: int, minutes: str, extra: str) -> None:
        (chosen,) = self.some([number])
        self.act(lambda office: edit(office, chosen, f"corrected {self.number}{minutes}{extra}"))

    @precondition(lambda self: self.day.is_planned and not (self.day.running or self.day.paused))
    @rule()
    def a_sprint_starts(self) -> None:
        self.act(sprints.start)

    @precondition(lambda self: self.day.running or self.day.paused)
    @rule(
        how=st.sampled_from(["pause", "resume", "finish", "park", "extend", "extend"]),
        minutes=st.integers(-30, 60),
    )
    def the_clock_of_a_sprint_is_used(self, how: str, minutes: int) -> None:
        ways: dict[str, Callable[[Office], object]] = {
            "pause": lambda office: sprints.pause(office, "was at page 3"),
            "resume": sprints.resume,
            "finish": sprints.finish,
            "park": lambda office: sprints.park(office, "was at page 3"),
            "extend": lambda office: sprints.extend(office, minutes),
        }
        self.act(ways[how])

    @rule(start=st.integers(0, 40), minutes=st.sampled_from([15, 30, 60]), days=st.sampled_from([0, 0, 1]))
    def a_meeting_lands(self, start: int, minutes: int, days: int) -> None:
        on = self.day.date + timedelta(days=days)
        hour, quarter = divmod(9 * 4 + start, 4)
        end = f"{hour + (quarter * 15 + minutes) // 60:02}:{(quarter * 15 + minutes) % 60:02}"
        line = f"{hour:02}:{quarter * 15:02}-{end} Meeting {self.number}: decide @Ana"
        self.act(lambda office: meetings.add(office, line, on=on))

    @precondition(lambda self: self.meetings)
    @rule(number=st.integers(0, 20), when=st.sampled_from(["16:00", "tomorrow 10:00", "cancel", "cancel"]))
    def a_meeting_is_moved_or_cancelled(self, number: int, when: str) -> None:
        chosen = self.meetings[number % len(self.meetings)]
        if when == "cancel":
            self.act(lambda office: meetings.cancel(office, chosen))
        else:
            self.act(lambda office: meetings.move(office, chosen, when))

    @rule(lines=plans, days=st.sampled_from([0, 0, 0, 1, 4]), dry_run=st.booleans())
    def a_day_is_planned(self, lines: list[str], days: int, dry_run: bool) -> None:
        on = self.day.date + timedelta(days=days)
        before = rows(self.office)
        self.act(lambda office: plan(office, "\n".join(lines), on, dry_run=dry_run))
        assert not dry_run or rows(self.office) == before

    @rule()
    def it_is_slotted_again(self) -> None:
        self.act(reslot)
        before = rows(self.office)
        assert reslot(self.office).moved == ()
        assert rows(self.office) == before

    @rule(weekday=st.integers(0, 6), sprint=st.sampled_from([25, 45, 90]), working=st.booleans())
    def a_rhythm_changes(self, weekday: int, sprint: int, working: bool) -> None:
        self.act(
            lambda office: change_rhythm(
                office, [weekday], lambda was: was._replace(sprint=sprint, working=working)
            )
        )

    @rule(steps=st.integers(1, 4))
    def steps_are_taken_back_and_forth(self, steps: int) -> None:
        states = [rows(self.office)]
        for _ in range(steps):
            if self.day.undo:
                undo(self.desks[len(states) % 2])
                states.append(rows(self.office))
        for state in reversed(states[:-1]):
            redo(self.office)
            assert rows(self.office) == state

    @precondition(lambda self: self.day.undo)
    @rule()
    def one_step_is_taken_back(self) -> None:
        undo(self.office)

    @precondition(lambda self: self.day.redo)
    @rule()
    def one_step_is_done_again(self) -> None:
        redo(self.office)

    @rule(minutes=st.integers(1, 90) | st.sampled_from([7 * 60, 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        before = {one.id: one for one in self.day.items}
        kept = rows(self.office)
        self.clock.tick(minutes)
        now = {one.id: one for one in self.day.items}
        assert now.keys() == before.keys(), "nothing is done or lost by itself"
        assert rows(self.office) == kept, "looking never writes"
        for number, one in now.items():
            if one.state is State.DOING:
                assert spans(one) == spans(before[number]), "the running item is never moved"
            if before[number].promise_state is Promise.MISSED:
                assert one.promise_state is Promise.MISSED

    @invariant()
    def both_terminals_show_the_same(self) -> None:
        assert self.day == take(self.desks[1])

    @invariant()
    def what_a_terminal_remembers_is_what_the_file_says(self) -> None:
        fresh = open_office(self.path, self.clock)
        assert self.day == take(fresh)
        fresh.store.close()

    @invariant()
    def blocks_and_slots_never_overlap(self) -> None:
        day = self.day
        for on in (day.date, day.date + timedelta(days=1)):
            blocks = take(self.desks[0], on).blocks
            assert all(one.ends_at <= other.starts_at for one, other in pairwise(blocks))
        taken = sorted(
            (max(start, day.now) if one.state is State.DOING else start, end)
            for one in day.items
            for start, end in spans(one)
            if one.state is not State.DOING or end > day.now
        )
        assert all(first[1] <= second[0] for first, second in pairwise(taken))

    @invariant()
    def everyone_is_in_a_buffer_with_all_minutes_or_waits(self) -> None:
        day = self.day
        for one in day.items:
            if one.state is not State.DOING:
                self.assert_placed(one)
        for group in day.queue:
            running = any(one.state is State.DOING for one in group.items)
            assert group.starts_at is None or running or group.used <= group.capacity
        buffers = [one for one in day.blocks if one.kind is BlockKind.BUFFER]
        assert day.summary.free == sum(one.free_minutes for one in buffers)
        assert all(0 <= one.free_minutes <= one.minutes for one in buffers)

    def assert_placed(self, one: ItemView) -> None:
        assert (one.state is State.SLOTTED) == bool(one.pieces)
        if one.pieces:
            assert sum((end - start).total_seconds() for start, end in spans(one)) == one.minutes * 60
            assert all(piece.label.startswith("B") for piece in one.pieces)
        assert one.why, "every place has a reason"
        assert one.not_before is None or all(start >= one.not_before for start, _ in spans(one))
        assert one.due is None or all(end <= one.due for _, end in spans(one))


TestServicesMachine = ServicesMachine.TestCase
TestServicesMachine.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
