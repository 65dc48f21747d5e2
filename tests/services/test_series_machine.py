"""Meetings of a series changed, moved, cancelled and undone in any order, over both changes of the clocks."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from coachtui.domain.errors import CoachError
from coachtui.services import history, holding, meetings, reviews
from coachtui.store import meetings as records
from tests.services.helpers import BERLIN, Clock, at, open_office, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.services.meeting_views import MeetingView

AUTUMN, SPRING = date(2026, 10, 13), date(2027, 3, 16)
"""Tuesdays from which a series reaches over a change of the clocks within the weeks that are made."""

REVIEW = "the list is agreed\n\nyes\n"

Rows = dict[str, list[tuple[object, ...]]]


class Step(NamedTuple):
    """What was there before a step that can be undone."""

    rows: Rows
    alone: frozenset[int]
    cancelled: frozenset[datetime]


class Series(RuleBasedStateMachine):
    """One series of one person, and a meeting that stands in its way."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock("08:00", AUTUMN)
        self.office = open_office(Path(self.folder.name) / "coach.db", self.clock)
        self.steps: list[Step] = []
        self.alone: frozenset[int] = frozenset()
        """Those that were moved alone: they are not where the rule puts them."""
        self.cancelled: frozenset[datetime] = frozenset()
        """When those were that were cancelled alone, and the rule is the same since."""
        self.closed: dict[int, tuple[object, ...]] = {}
        """The reviewed meetings, with all that is known of them."""
        self.at = time(11)

    def teardown(self) -> None:
        self.office.store.close()
        self.folder.cleanup()

    @initialize(first=st.sampled_from([AUTUMN, SPRING]), every=st.sampled_from(["week", "2 weeks", "month"]))
    def begin(self, first: date, every: str) -> None:
        self.clock.set("08:00", first)
        made = meetings.add(self.office, f"{first} 11:00-11:30 Sync: agree the list @Ana", every=every)
        assert made.meeting.series
        self.series = made.meeting.series
        blocked = first + timedelta(days=14)
        meetings.add(self.office, f"{blocked} 14:00-15:00 Board: agree the plan @Kim")

    @property
    def those(self) -> list[MeetingView]:
        """The meetings of the series in time order."""
        with self.office.store.read() as db:
            found = [one.id for one in records.of_series(db, self.series)]
        return [meetings.show(self.office, number) for number in found]

    def local(self, one: MeetingView) -> datetime:
        return one.meeting.span.start.astimezone(BERLIN)

    def draw(self, data: st.DataObject) -> MeetingView:
        return data.draw(st.sampled_from([one for one in self.those if not one.started_at]))

    def carry_out(self, work: Callable[[], object]) -> bool:
        """Whether it was done; what is refused changes nothing."""
        before = Step(rows(self.office), self.alone, self.cancelled)
        try:
            work()
        except CoachError:
            assert rows(self.office) == before.rows
            return False
        if rows(self.office) != before.rows:
            self.steps.append(before)
        return True

    @rule(data=st.data(), following=st.booleans(), goal=st.sampled_from(["a list", "a plan"]))
    @precondition(lambda self: any(not one.started_at for one in self.those))
    def change(self, data: st.DataObject, following: bool, goal: str) -> None:
        one, before = self.draw(data), self.those
        line = f"goal: {goal}"
        assert self.carry_out(lambda: meetings.set_line(self.office, one.id, line, following=following))
        after = {other.id: other for other in self.those}
        for other in before:
            is_meant = other.id == one.id or (following and self.comes_after(other, one))
            assert after[other.id].meeting.goal == (goal if is_meant else other.meeting.goal)
            assert after[other.id].meeting.span == other.meeting.span

    @rule(
        data=st.data(),
        following=st.booleans(),
        days=st.sampled_from([0, 0, 1, -1, 3]),
        clock=st.sampled_from(["09:00", "11:05", "14:30", "16:00"]),
    )
    @precondition(lambda self: any(not one.started_at for one in self.those))
    def move(self, data: st.DataObject, following: bool, days: int, clock: str) -> None:
        one, before = self.draw(data), self.those
        when = f"{self.local(one).date() + timedelta(days=days)} {clock}"
        if not self.carry_out(lambda: meetings.move(self.office, one.id, when, following=following)):
            return
        after = {other.id: other for other in self.those}
        meant = {one.id} | {other.id for other in before if following and self.comes_after(other, one)}
        for other in before:
            if other.id in meant:
                assert f"{self.local(after[other.id]):%H:%M}" == clock
                assert after[other.id].meeting.span.minutes == 30
            else:
                assert after[other.id].meeting.span == other.meeting.span
        if following:
            self.alone -= meant
            self.at, self.cancelled = time.fromisoformat(clock), frozenset()
            self.alone |= {
                other.id for other in before if other.id not in meant and self.local(other).time() != self.at
            }
        else:
            self.alone |= {one.id}

    @rule(data=st.data(), following=st.booleans())
    @precondition(lambda self: sum(not one.started_at for one in self.those) > 1)
    def cancel(self, data: st.DataObject, following: bool) -> None:
        one, before = self.draw(data), self.those
        assert self.carry_out(lambda: meetings.cancel(self.office, one.id, following=following))
        gone = {one.id} | {other.id for other in before if following and self.comes_after(other, one)}
        there = {other.id for other in self.those}
        assert not gone & there
        assert {other.id for other in before} - gone <= there
        if not following and one.id not in self.alone:
            self.cancelled |= {one.meeting.span.start}

    @rule()
    @precondition(lambda self: any(not one.started_at for one in self.those))
    def review_the_next(self) -> None:
        one = next(one for one in self.those if not one.started_at)
        if one.meeting.span.start < self.clock.now:
            return
        self.clock.now = one.meeting.span.start
        try:
            holding.start(self.office, one.id)
        except CoachError:
            return
        self.clock.tick(20)
        reviews.begin(self.office, one.id)
        reviews.read(self.office, one.id, REVIEW)
        reviews.close(self.office, one.id)
        self.steps = []
        self.closed[one.id] = self.about(one.id)

    @rule(days=st.integers(1, 9))
    def wait(self, days: int) -> None:
        local = self.clock.now.astimezone(BERLIN).date()
        self.clock.now = max(self.clock.now, at("08:00", local + timedelta(days=days)))

    @rule()
    @precondition(lambda self: self.steps)
    def undo(self) -> None:
        step = self.steps.pop()
        history.undo(self.office)
        assert rows(self.office) == step.rows
        self.alone, self.cancelled = step.alone, step.cancelled
        times = [self.local(one).time() for one in self.those if one.id not in self.alone]
        self.at = times[-1] if times else self.at

    def comes_after(self, other: MeetingView, one: MeetingView) -> bool:
        return other.meeting.span.start > one.meeting.span.start and not other.started_at

    def about(self, number: int) -> tuple[object, ...]:
        """What was held, and what its closed review says."""
        view = meetings.show(self.office, number)
        assert view.review is not None
        review = view.review._replace(review=None, suggestion="")  # type: ignore[arg-type]
        return (view.meeting, review, view.started_at, view.ended_at, view.notes, view.series)

    @invariant()
    def none_is_double_and_none_is_on_while_another_is(self) -> None:
        found = sorted(one.meeting.span for one in self.those)
        for one, other in pairwise(found):
            assert one.end <= other.start

    @invariant()
    def the_clock_on_the_wall_says_the_same_all_year(self) -> None:
        for one in self.those:
            if one.id not in self.alone and not one.started_at:
                assert self.local(one).time() == self.at

    @invariant()
    def what_was_cancelled_alone_stays_away(self) -> None:
        assert not self.cancelled & {one.meeting.span.start for one in self.those if one.id not in self.alone}

    @invariant()
    def closed_reviews_are_as_they_were(self) -> None:
        for number, before in self.closed.items():
            assert self.about(number) == before


TestSeries = Series.TestCase
TestSeries.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
