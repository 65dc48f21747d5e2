"""A queue through whole days: whatever happens, in whatever order, the rules of slotting hold.

The machine keeps the queue as the services do: it takes what slotting answers and notes what was
told. What must hold is checked on the settled queue, which is what every view shows.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from itertools import groupby, pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import Choice, Interruption, Promise, State, Urgency
from coachtui.domain.slotting.order import exchanged
from coachtui.domain.slotting.rules import SMALLEST_PIECE, Slotting, arrive, chosen, settle, to_other_buffer
from coachtui.domain.slotting.shelves import Buffer
from coachtui.domain.span import Span, later, without
from tests.domain.test_slotting import at, days_of_buffers

URGENT = (Urgency.URGENT, Urgency.NOW)
TOLD = (Promise.OPEN, Promise.RENEGOTIATED)
START = at("08:00")

lengths = st.integers(1, 25) | st.integers(1, 120)
urgencies = st.sampled_from([*[Urgency.NORMAL] * 4, Urgency.LATER, Urgency.URGENT, Urgency.NOW])
offsets = st.none() | st.none() | st.none() | st.integers(-60, 3 * 24 * 60)
picks = st.integers(0, 99)


class QueueMachine(RuleBasedStateMachine):
    """One queue, its buffers and a clock."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.buffers: tuple[Buffer, ...] = ()
        self.items: dict[int, Interruption] = {}
        self.number = 0

    @property
    def view(self) -> dict[int, Interruption]:
        """The queue as every view shows it: settled."""
        return self.items | {one.id: one for one in self.settled.items}

    @property
    def settled(self) -> Slotting:
        return settle(self.items.values(), self.buffers, self.now)

    def take(self, answer: Slotting, asked: Interruption | None = None) -> None:
        """Keep an answer, and tell the time of the item that was asked for."""
        moves = {move.item: move for move in answer.moves}
        assert len(moves) == len(answer.moves)
        before = {**self.items, **({asked.id: asked} if asked else {})}
        for after in answer.items:
            old = before[after.id]
            assert old.state is not State.DOING, "the running item is never moved"
            assert after == old._replace(
                slots=after.slots, state=after.state, promise=after.promise, why=after.why
            )
            assert after.why, "every place has a reason"
            is_asked = asked is not None and after.id == asked.id
            is_told = after.slots != old.slots and (old.slots or not is_asked)
            assert (after.id in moves) == bool(is_told), "no move is silent"
        for number, move in moves.items():
            assert move.before == before[number].slots
            assert move.why, "every move has a reason"
        self.items |= {one.id: one for one in answer.items}
        if asked and self.items[asked.id].slots:
            self.tell(asked.id)

    def tell(self, number: int) -> None:
        """Tell the person who asked where it is now."""
        new = self.items[number]
        told = Promise.MISSED if new.promise is Promise.MISSED else Promise.OPEN
        self.items[new.id] = new._replace(promised_at=new.slots[0].start, promise=told)

    def some(self, pick: int) -> Interruption:
        """One of the open items."""
        return list(self.items.values())[pick % len(self.items)]

    def buffer_of(self, span: Span) -> Buffer | None:
        return next((one for one in self.buffers if one.span.covers(span)), None)

    def line(self, buffer: Buffer, items: dict[int, Interruption]) -> list[Span]:
        """What is taken of what is left of a buffer; the running item only from now on."""
        opens, closes = later(buffer.span.start, buffer.eaten), buffer.span.end
        spans = [span for one in items.values() for span in self.ahead(one)]
        return sorted(
            Span(max(span.start, opens), min(span.end, closes))
            for span in spans
            if opens < closes and span.overlaps(Span(opens, closes))
        )

    def ahead(self, item: Interruption) -> list[Span]:
        if item.state is not State.DOING:
            return list(item.slots)
        return [Span(max(span.start, self.now), span.end) for span in item.slots if span.end > self.now]

    @initialize(buffers=days_of_buffers())
    def begin_the_day(self, buffers: tuple[Buffer, ...]) -> None:
        self.buffers = buffers

    @rule(minutes=lengths, urgency=urgencies, not_before=offsets, due=offsets)
    def something_arrives(
        self, minutes: int, urgency: Urgency, not_before: int | None, due: int | None
    ) -> None:
        self.number += 1
        new = Interruption(
            id=self.number,
            title=f"item {self.number}",
            minutes=minutes,
            arrived_at=self.now,
            urgency=urgency,
            not_before=None if not_before is None else later(self.now, not_before),
            due=None if due is None else later(self.now, due),
        )
        before = self.view
        self.take(arrive(new, self.items.values(), self.buffers, self.now), new)
        if urgency not in URGENT:
            self.assert_a_normal_arrival(self.items[new.id], before)

    @rule(minutes=lengths, urgency=urgencies, not_before=offsets, due=offsets, steps=st.integers(1, 6))
    def something_arrives_and_its_buffer_is_chosen(
        self, minutes: int, urgency: Urgency, not_before: int | None, due: int | None, steps: int
    ) -> None:
        self.number += 1
        new = Interruption(
            id=self.number,
            title=f"item {self.number}",
            minutes=minutes,
            arrived_at=self.now,
            urgency=urgency,
            not_before=None if not_before is None else later(self.now, not_before),
            due=None if due is None else later(self.now, due),
        )
        world = self.items.values(), self.buffers, self.now
        first = arrive(new, *world)
        ring = [chosen(new, *world, Choice(steps=step)) for step in range(1, len(self.buffers) + 2)]
        others = [one for one in ring[: ring.index(None)] if one]
        assert others == sorted(set(others), key=lambda one: one.span)
        into = ring[steps % len(ring)]
        if into is not None:
            assert chosen(new, *world, Choice(into.span.start)) == into
        self.take(arrive(new, *world, into=into), new)
        if into is None:
            unchosen = first.of(new.id)
            assert unchosen is not None
            assert self.items[new.id].slots == unchosen.slots
        else:
            assert self.items[new.id].why == "you chose it"
            (slot,) = self.items[new.id].slots
            assert into.span.covers(slot)

    def assert_a_normal_arrival(self, new: Interruption, before: dict[int, Interruption]) -> None:
        """Rules 1 and 4: nobody moves but up within a buffer; first come, first served; reserve free."""
        for number, old in before.items():
            moved = self.items[number]
            for span, was in zip(moved.slots, old.slots, strict=True):
                assert span.minutes == was.minutes
                assert span.start <= was.start
                assert self.buffer_of(span) == self.buffer_of(was)
        for span in new.slots:
            buffer = self.buffer_of(span)
            assert buffer is not None
            others = self.line(buffer, before)
            opens = max(later(buffer.span.start, buffer.eaten), self.now)
            left = Span(opens, buffer.span.end).minutes
            if new.due is None:
                taken = sum(one.minutes for one in self.line(buffer, self.items))
                assert left - taken >= buffer.reserve
            if new.not_before is None and new.due is None and buffer.span.start > self.now and others:
                behind = max(opens, others[-1].end)
                is_last = span.start >= others[-1].start
                assert is_last or Span(behind, buffer.span.end).minutes < span.minutes

    @rule(minutes=st.integers(1, 240))
    def time_passes(self, minutes: int) -> None:
        self.now = later(self.now, minutes)

    @precondition(lambda self: any(one.span.end > self.now for one in self.buffers))
    @rule(minutes=st.integers(0, 44), seconds=st.sampled_from([0, 0, 1, 59]))
    def a_buffer_begins(self, minutes: int, seconds: int) -> None:
        following = next(one.span for one in self.buffers if one.span.end > self.now)
        start = max(self.now, following.start)
        self.now = min(later(start, minutes) + timedelta(seconds=seconds), following.end)

    @precondition(lambda self: self.items)
    @rule(pick=picks)
    def one_is_done_or_dropped(self, pick: int) -> None:
        self.take(self.settled)
        before = dict(self.items)
        del self.items[self.some(pick).id]
        self.take(self.settled)
        if not any(one.urgency in URGENT for one in before.values()):
            self.assert_promises_that_held_hold(before)

    @precondition(lambda self: any(one.state is State.SLOTTED for one in self.view.values()))
    @rule(pick=picks)
    def one_is_begun(self, pick: int) -> None:
        self.take(self.settled)
        slotted = [one for one in self.items.values() if one.state is State.SLOTTED]
        item = slotted[pick % len(slotted)]
        self.items[item.id] = item._replace(state=State.DOING, started_at=self.now)

    @precondition(lambda self: self.items)
    @rule(pick=picks, is_later=st.booleans())
    def one_is_moved_by_hand(self, pick: int, is_later: bool) -> None:
        self.take(self.settled)
        item = self.some(pick)
        if item.state is State.DOING:
            return
        before, items = dict(self.items), self.items.values()
        try:
            answer = to_other_buffer(item, items, self.buffers, self.now, later=is_later)
        except CoachError:
            assert self.items == before
            return
        self.take(answer, item)
        if item.slots:
            new, old = self.items[item.id].slots[0], item.slots[0]
            assert new.start > old.start if is_later else new.start < old.start

    @precondition(lambda self: self.items)
    @rule(pick=picks, urgency=urgencies)
    def an_urgency_changes(self, pick: int, urgency: Urgency) -> None:
        item = self.some(pick)
        if item.state is not State.DOING:
            self.items[item.id] = item._replace(urgency=urgency)
            self.take(
                arrive(self.items[item.id], self.items.values(), self.buffers, self.now), self.items[item.id]
            )

    @precondition(lambda self: any(one.span.end > self.now for one in self.buffers))
    @rule(minutes=st.integers(1, 45), pick=picks)
    def an_overrun_eats_a_buffer(self, minutes: int, pick: int) -> None:
        ahead = [index for index, one in enumerate(self.buffers) if one.span.end > self.now]
        at_ = ahead[pick % min(2, len(ahead))]
        eaten = min(self.buffers[at_].span.minutes, self.buffers[at_].eaten + minutes)
        self.buffers = tuple(
            one._replace(eaten=eaten) if index == at_ else one for index, one in enumerate(self.buffers)
        )
        self.take(self.settled)

    @precondition(lambda self: any(one.eaten for one in self.buffers))
    @rule()
    def what_was_eaten_comes_back(self) -> None:
        self.take(self.settled)
        before = dict(self.items)
        self.buffers = tuple(one._replace(eaten=0) for one in self.buffers)
        self.take(self.settled)
        if not any(one.urgency in URGENT for one in before.values()):
            self.assert_promises_that_held_hold(before)

    def assert_promises_that_held_hold(self, before: dict[int, Interruption]) -> None:
        """Rule 15: without an urgent one nobody leaves a minute that was told but up in its buffer."""
        for number, old in before.items():
            is_told = old.promise in TOLD and old.slots and old.slots[0].start == old.promised_at
            if is_told and number in self.items and old.slots[0].start >= self.now:
                for span, was in zip(self.items[number].slots, old.slots, strict=True):
                    assert span.start <= was.start
                    assert self.buffer_of(span) == self.buffer_of(was)

    @precondition(lambda self: any(one.slots for one in self.view.values()))
    @rule(pick=picks, is_later=st.booleans())
    def two_change_places(self, pick: int, is_later: bool) -> None:
        self.take(self.settled)
        item = self.some(pick)
        with suppress(CoachError):
            pair = exchanged(item, self.items.values(), self.buffers, is_later=is_later)
            self.items |= {one.id: one for one in pair}
            self.tell(item.id)

    @precondition(lambda self: any(one.span.start > self.now for one in self.buffers))
    @rule(start=st.integers(0, 12 * 60), minutes=st.integers(5, 90))
    def a_meeting_lands(self, start: int, minutes: int) -> None:
        begins = later(self.now, start)
        meeting = Span(begins, later(begins, minutes))
        self.buffers = tuple(
            one._replace(span=span, eaten=0, reserve=min(one.reserve, span.minutes))
            for one in self.buffers
            for span in (without(one.span, [meeting]) if one.span.start > self.now else [one.span])
            if span.minutes
        )
        self.take(self.settled)

    @rule(buffers=days_of_buffers())
    def the_days_are_planned_again(self, buffers: tuple[Buffer, ...]) -> None:
        kept = [one for one in self.buffers if one.span.start <= self.now]
        cut = max([self.now, *(one.span.end for one in kept)])
        self.buffers = (*kept, *(one for one in buffers if one.span.start >= cut))
        self.take(self.settled)

    @invariant()
    def settling_again_changes_nothing(self) -> None:
        assert settle(self.view.values(), self.buffers, self.now) == Slotting((), ())

    @invariant()
    def nobody_is_lost_and_minutes_are_conserved(self) -> None:
        view = self.view
        assert view.keys() == self.items.keys()
        for one in view.values():
            if one.state is State.DOING:
                assert one == self.items[one.id]
            else:
                assert (one.state is State.SLOTTED) == bool(one.slots)
                assert sum(span.minutes for span in one.slots) == (one.minutes if one.slots else 0)
                assert len(one.slots) < 2 or min(span.minutes for span in one.slots) >= SMALLEST_PIECE

    @invariant()
    def slots_lie_in_buffers_and_never_overlap(self) -> None:
        view = self.view
        for one in view.values():
            for span in one.slots:
                if one.state is State.DOING:
                    continue
                buffer = self.buffer_of(span)
                assert buffer is not None
                assert span.start >= later(buffer.span.start, buffer.eaten)
                assert buffer.span.end > self.now
                assert one.not_before is None or span.start >= one.not_before
                assert one.due is None or span.end <= one.due
        ahead = sorted(span for one in view.values() for span in self.ahead(one))
        assert all(first.end <= second.start for first, second in pairwise(ahead))

    @invariant()
    def a_time_that_was_told_is_kept_where_it_is_free(self) -> None:
        view = self.view
        for one in view.values():
            if not one.slots or one.state is State.DOING or one.promise not in TOLD:
                continue
            told = one.promised_at
            home = next((buffer for buffer in self.buffers if told and buffer.covers(told)), None)
            if told is None or home is None or home.span.start < self.now or one.slots[0].start <= told:
                continue
            others = {number: other for number, other in view.items() if number != one.id}
            taken = self.line(home, others)
            opens = later(home.span.start, home.eaten)
            free = without(Span(opens, home.span.end), taken) if opens < home.span.end else []
            left = sum(span.minutes for span in free)
            for gap in free:
                start = max(gap.start, told, one.not_before or gap.start)
                end = min(gap.end, one.due or gap.end)
                is_earlier = start < one.slots[0].start
                is_free = start < end and Span(start, end).minutes >= one.minutes
                keeps_reserve = left - one.minutes >= home.reserve or home.span.covers(one.slots[0])
                assert not (is_earlier and is_free and keeps_reserve)

    @invariant()
    def a_promise_whose_buffer_has_passed_is_missed(self) -> None:
        for one in self.view.values():
            if one.state is State.DOING or one.promised_at is None:
                continue
            running = [buffer.span for buffer in self.buffers if buffer.span.holds(self.now)]
            is_over = one.promised_at < self.now and not any(span.holds(one.promised_at) for span in running)
            was = self.items[one.id].promise
            assert one.promise is (Promise.MISSED if is_over and was in TOLD else was)

    @invariant()
    def whoever_waits_fits_nowhere(self) -> None:
        view = self.view
        for one in view.values():
            if one.state is State.WAITING:
                for _, day in groupby(self.buffers, key=lambda buffer: buffer.day):
                    rooms = [self.room(buffer, one, view) for buffer in day]
                    assert max(rooms) < one.minutes
                    assert one.minutes not in sums_of_pieces(rooms)

    def room(self, buffer: Buffer, item: Interruption, view: dict[int, Interruption]) -> int:
        """The longest stretch of a buffer, not yet begun, that stands free for an item."""
        if buffer.span.start < self.now:
            return 0
        opens, closes = later(buffer.span.start, buffer.eaten), buffer.span.end
        taken = self.line(buffer, view)
        free = [
            Span(max(gap.start, item.not_before or gap.start), min(gap.end, item.due or gap.end)).minutes
            for gap in (without(Span(opens, closes), taken) if opens < closes else [])
        ]
        left = Span(opens, closes).minutes - sum(span.minutes for span in taken)
        reserve = 0 if item.urgency in URGENT else buffer.reserve
        return min(max(free, default=0), left - reserve)


def sums_of_pieces(rooms: list[int]) -> set[int]:
    """What pieces for some of the rooms can add up to."""
    sums = {0}
    for room in rooms:
        sums |= {before + piece for before in sums for piece in range(SMALLEST_PIECE, room + 1)}
    return sums


TestQueueMachine = QueueMachine.TestCase
TestQueueMachine.settings = settings(max_examples=120, stateful_step_count=25, deadline=None)
