"""A month of a person in demand, on a real file: whatever arrives, overruns, moves or sleeps, the rules hold.

Seeded: working days with arrivals of every kind, sprints that take longer, are broken and parked, meetings
that come, move and fall away, a night on which the clocks change, a sleep in the middle of a sprint, and two
working days on which nobody opens the program.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.away import Was
from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import Promise, State
from coachtui.domain.recap import Scale
from coachtui.services import away, forecast, lane, meetings, queue, sprints, wrapup
from coachtui.services.calendar import Calendar
from coachtui.services.capture import capture
from coachtui.services.history import redo, undo
from coachtui.services.planning import plan
from coachtui.services.recap import recap
from coachtui.services.rhythms import change_rhythm
from tests.services.helpers import Clock, Office, Sight, open_office, rows, spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from coachtui.services.item_views import ItemView
    from coachtui.services.views import Snapshot

FIRST, LAST = date(2026, 3, 9), date(2026, 4, 8)
"""Between them, on Sunday 29 March at two in the morning, the clocks of Berlin go forward."""

UNOPENED = (date(2026, 3, 17), date(2026, 3, 18))
"""Working days on which nobody opens the program."""

SLEEPS = date(2026, 3, 24)
"""The lid is closed in the middle of a sprint, for three hours."""

NIGHT = date(2026, 3, 28)
"""A Saturday with a shift from ten to six, into the change of the clocks."""

NAMES = ("Bob", "Ana", "Kim Lee", "Raj", "Zoë")

OPEN = ("waiting", "slotted", "doing")


class Month:
    """The month, event by event; after each one the rules are checked."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office = office
        self.chance = random.Random(seed)
        self.events: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.states: dict[int, str] = {}
        """What the state of every interruption must be: only an event that names it ends it."""
        self.tasks: dict[int, str] = {}
        self.sprints: dict[int, str] = {}
        self.moves = 0
        self._sight = Sight(office)
        self._has_slept = False

    @property
    def day(self) -> Snapshot:
        """The day as it is shown."""
        return self._sight()

    def do(
        self, what: str, act: Callable[[], object], about: tuple[int, ...] = (), *, may_close: bool = False
    ) -> bool:
        """Carry out an event, check the rules, and every so often take it back and do it again."""
        office = self.office
        before = self.day
        kept = rows(office) if self.chance.random() < 0.1 else None
        try:
            act()
        except CoachError:
            self.refused[what] += 1
            assert kept in (None, rows(office)), f"{what} was refused and yet changed something"
            return False
        self.events[what] += 1
        self.check(what, before, about, may_close)
        if kept is not None:
            after = rows(office)
            if after != kept:
                undo(office)
                assert rows(office) == kept, f"undo of {what} restores every row"
                redo(office)
                assert rows(office) == after
        return True

    def check(self, what: str, before: Snapshot, about: tuple[int, ...], may_close: bool) -> None:
        """The invariants of the product."""
        day = self.day
        self.nothing_is_lost_or_done_by_itself(what, about, may_close)
        self.no_running_item_is_moved(what, before, day, about)
        self.every_move_has_a_reason(what)
        with self.office.store.read() as db:
            calendar = Calendar(self.office, db, day.now)
            days = [calendar.blocks(day.date + timedelta(days=at)) for at in (0, 1)]
        for blocks in days:
            assert all(one.span.end <= other.span.start for one, other in pairwise(blocks)), what
            assert all(one.span.start < one.span.end for one in blocks), what
        taken = sorted(span for one in day.items if one.state is not State.DOING for span in spans(one))
        assert all(first[1] <= second[0] for first, second in pairwise(taken)), what
        for group in day.queue:
            if group.starts_at and not any(one.state is State.DOING for one in group.items):
                assert group.used <= group.capacity, what
        for one in day.items:
            self.is_placed(what, one, day)

    def is_placed(self, what: str, one: ItemView, day: Snapshot) -> None:
        assert one.why or one.state is State.DOING, f"{what}: every place has a reason"
        if one.state is State.DOING:
            return
        assert (one.state is State.SLOTTED) == bool(one.pieces), what
        if one.pieces:
            minutes = sum((end - start).total_seconds() for start, end in spans(one)) / 60
            assert minutes == one.minutes, f"{what}: no minute of open work is lost"
            assert all(piece.label.startswith("B") for piece in one.pieces), f"{what}: in a buffer"
            for start, _ in spans(one):
                there = next((b for b in day.blocks if b.starts_at <= start < b.ends_at), None)
                assert there is None or there.ends_at > day.now, f"{what}: in a buffer that is not over"

    def nothing_is_lost_or_done_by_itself(self, what: str, about: tuple[int, ...], may_close: bool) -> None:
        present = dict(map(tuple, self.office.store.query("select id, state from interruption")))
        for number, state in self.states.items():
            assert number in present, f"{what}: nothing is lost"
            if state not in OPEN:
                assert present[number] == state, f"{what}: what is closed stays closed"
            elif number not in about and not may_close:
                assert present[number] in OPEN, f"{what}: nothing is done by itself"
        self.states = present
        tasks = dict(map(tuple, self.office.store.query("select id, state from task")))
        done = dict(map(tuple, self.office.store.query("select id, state from block where kind = 'sprint'")))
        for number, state in self.tasks.items():
            assert number in tasks, f"{what}: no task is lost"
            if not may_close:
                assert tasks[number] == state, f"{what}: no task is closed by itself"
        for number, state in self.sprints.items():
            if number in done and not may_close and what not in ("start", "pause", "resume"):
                assert (done[number] == "done") == (state == "done"), f"{what}: no sprint is done by itself"
        self.tasks, self.sprints = tasks, done

    def no_running_item_is_moved(
        self, what: str, before: Snapshot, after: Snapshot, about: tuple[int, ...]
    ) -> None:
        doing = {one.id: one for one in before.items if one.state is State.DOING}
        for one in after.items:
            if one.id in doing and one.state is State.DOING and one.id not in about:
                assert spans(one) == spans(doing[one.id]), f"{what}: the running item is not moved"
        was, now = before.running, after.running
        if was and now and was.kind == now.kind == "sprint" and was.id == now.id:
            assert now.started_at == was.started_at, what

    def every_move_has_a_reason(self, what: str) -> None:
        moves = self.office.store.query("select id, actor, why from move where id > ?", (self.moves,))
        for _, actor, why in moves:
            assert why, f"{what}: a move of {actor} has no reason"
        self.moves = max([self.moves, *(row[0] for row in moves)])

    def pass_time(self, minutes: float) -> None:
        """Looking never writes, and what waits is not fewer afterwards."""
        before = {one.id: one for one in self.day.items}
        self.office.clock.tick(minutes)
        after = {one.id: one for one in self.day.items}
        assert after.keys() == before.keys(), "nothing is done or lost while time passes"
        for number, one in after.items():
            if one.state is State.DOING:
                assert spans(one) == spans(before[number])
            if before[number].promise_state is Promise.MISSED:
                assert one.promise_state is Promise.MISSED, "missed stays missed"

    # What happens

    def live(self) -> None:
        on = FIRST
        while on <= LAST:
            if on == NIGHT:
                self.work(on, "19:45", "20:00", hours=8)
            elif on.weekday() < 5 and on not in UNOPENED:
                self.work(on, "08:45", "09:00", hours=8.5)
            on += timedelta(days=1)

    def work(self, on: date, opens: str, begins: str, hours: float) -> None:
        office, chance = self.office, self.chance
        office.clock.set(opens, on)
        self.morning(on)
        office.clock.set(begins, on)
        end = office.clock.now + timedelta(hours=hours)
        while office.clock.now < end:
            running = self.day.running
            is_asleep = on == SLEEPS and running and not (running.is_paused or self._has_slept)
            if is_asleep and office.clock.now.hour >= 9:
                self.sleep()
            self.moment()
            self.pass_time(chance.choice((5, 12, 20, 29, 40)))
        self.evening()

    def morning(self, on: date) -> None:
        chance = self.chance
        left = lane.look(self.office)
        lines = [
            f"Task {on:%d}{number} {chance.choice((25, 45, 45, 90))}m"
            for number in range(chance.randint(2, 5))
        ]
        lines += [f"{one.title} {one.minutes}m" for one in left.left[: chance.randint(0, 2)]]
        lines[0] += " !"
        if chance.random() < 0.5 and on != NIGHT:
            lines.append("11:00-11:30 Sync: agree @Ana @Raj")
        lines.append("01:30-03:30 break Coffee" if on == NIGHT else "12:30-13:15 break Lunch")
        self.do("plan", lambda: plan(self.office, "\n".join(dict.fromkeys(lines))))
        if asked := [one.id for one in left.asked[:1]]:
            way = chance.choice((lane.drop, lane.keep, lane.put_off))
            self.do("asked", lambda: way(self.office, asked), may_close=True)

    def moment(self) -> None:
        """One thing happens."""
        chance, day = self.chance, self.day
        running = day.running
        kind = chance.random()
        if running is None and chance.random() < 0.7:
            self.do("start", lambda: sprints.start(self.office))
        elif kind < 0.35 and len(day.items) < 15:
            self.arrives()
        elif running and running.kind == "interruption" and kind < 0.8:
            self.do("done", lambda: queue.finish(self.office, [running.id]), (running.id,))
        elif running and running.is_paused:
            self.do("resume", lambda: sprints.resume(self.office))
        elif running and kind < 0.6:
            self.work_on(running.remaining)
        elif day.items:
            self.triage(chance.choice(day.items))
        else:
            self.meeting()
        if chance.random() < 0.08:
            self.meeting()

    def work_on(self, remaining: int) -> None:
        chance = self.chance
        if remaining > 300 and chance.random() < 0.75:
            return
        what = chance.choice(("finish", "finish", "finish", "extend", "pause", "park"))
        acts: dict[str, Callable[[], object]] = {
            "finish": lambda: sprints.finish(self.office),
            "extend": lambda: sprints.extend(self.office, chance.choice((5, 15, 30))),
            "pause": lambda: sprints.pause(self.office, "slide 4"),
            "park": lambda: sprints.park(self.office, "slide 4"),
        }
        self.do(what, acts[what], may_close=what in ("finish", "park"))

    def arrives(self) -> None:
        chance = self.chance
        minutes = max(1, min(round(chance.lognormvariate(2, 0.9)), 120))
        who = f"{chance.choice(NAMES)}: " if chance.random() < 0.8 else ""
        length = f" {minutes}m" if chance.random() < 0.7 else ""
        extra = chance.choice(
            ("", "", "", "", " !", " !!", " ~", " >14:00", " <16:00", " >tomorrow", " <fri !")
        )
        number = len(self.states)
        self.do("arrives", lambda: capture(self.office, f"{who}question {number}{length}{extra}"))

    def triage(self, one: ItemView) -> None:
        chance = self.chance
        ids = [one.id]
        acts: dict[str, Callable[[], object]] = {
            "done": lambda: queue.finish(self.office, ids, chance.choice((None, 3, 12, 40))),
            "begin": lambda: queue.begin(self.office, one.id, "page 3"),
            "defer": lambda: queue.defer(self.office, ids, chance.choice(("", "tomorrow", "fri", "in 2h"))),
            "earlier": lambda: queue.advance(self.office, ids),
            "give": lambda: queue.give(self.office, ids, "Raj"),
            "decline": lambda: queue.decline(self.office, ids, "no time"),
            "drop": lambda: queue.drop(self.office, ids),
            "edit": lambda: queue.edit(self.office, one.id, f"corrected {one.id} {chance.randint(2, 30)}m"),
        }
        what = chance.choice((*acts, "done", "done", "begin"))
        self.do(what, acts[what], (one.id,))

    def meeting(self) -> None:
        chance, day = self.chance, self.day
        there = [one.meeting_id for one in day.blocks if one.meeting_id and one.starts_at > day.now]
        what = chance.choice(("comes", "comes", "moves", "falls away") if there else ("comes",))
        if what == "comes":
            hour = chance.randint(9, 17)
            half = chance.choice(("00", "30"))
            line = f"{hour:02}:{half}-{hour + 1:02}:00 Talk {sum(self.events.values())}: decide @Ana"
            on = day.date + timedelta(days=chance.choice((0, 0, 1)))
            self.do("meeting comes", lambda: meetings.add(self.office, line, on=on))
        elif what == "moves":
            when = chance.choice(("16:00", "tomorrow 10:00", "in 2h"))
            self.do("meeting moves", lambda: meetings.move(self.office, there[0] or 0, when))
        else:
            self.do("meeting falls away", lambda: meetings.cancel(self.office, there[0] or 0))

    def sleep(self) -> None:
        """Three hours pass while a sprint runs; its clock is put right in one word afterwards."""
        self._has_slept = True
        since = self.office.clock.now
        before = self.day
        assert before.running is not None
        self.pass_time(180)
        after = self.day.running
        assert after is not None
        assert after.elapsed == before.running.elapsed + 180 * 60, "the clock is true after a sleep"
        self.events["sleep"] += 1
        was = self.chance.choice(list(Was))
        self.do("away", lambda: away.assign(self.office, was, since), may_close=True)

    def evening(self) -> None:
        chance, office = self.chance, self.office
        running = self.day.running
        if running and running.kind == "interruption":
            self.do("done", lambda: queue.finish(office, [running.id]), (running.id,))
        if self.day.running or self.day.paused:
            self.do("finish", lambda: sprints.finish(office), may_close=True)
        self.do("re-slot", lambda: queue.reslot(office))
        again = queue.reslot(office)
        assert again.moved == (), "re-slotting an unchanged day changes nothing"
        if chance.random() < 0.2:
            return  # closed without a wrap-up: everything waits as from previous days
        try:
            end = wrapup.look(office)
        except CoachError:
            return
        words = (wrapup.Verdict.TOMORROW, wrapup.Verdict.BACKLOG, wrapup.Verdict.DROP, wrapup.Verdict.DONE)
        decisions = {
            thing.key: wrapup.Decision(chance.choice(words)) for thing in end.things if chance.random() < 0.6
        }
        self.do("wrap up", lambda: wrapup.close(office, decisions, "a day"), may_close=True)


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Month]:
    office = open_office(tmp_path / "coach.db", Clock("08:00", FIRST))
    change_rhythm(office, [5], lambda one: one._replace(working=True, opens=time(20), closes=time(4)))
    with office.store:
        yield Month(office, 20260309)


def test_a_month_holds_every_rule_after_every_event(month: Month) -> None:
    month.live()
    office = month.office
    print(f"\n{sum(month.events.values())} events", dict(month.events), "refused", dict(month.refused))
    assert sum(month.events.values()) > 300
    for what in (
        "plan",
        "arrives",
        "done",
        "begin",
        "defer",
        "extend",
        "park",
        "meeting moves",
        "sleep",
        "away",
    ):
        assert month.events[what] > 0, what
    found = recap(office, Scale.MONTH, date(2026, 3, 20))
    assert found.total.arrived > 60
    quiet = [one.numbers for one in found.days if one.on in UNOPENED]
    assert not any(one.arrived or one.handled or one.focus or one.sprints_done for one in quiet)
    assert NIGHT in {one.on for one in found.days}
    view = forecast.forecast(office)
    assert view.learnt.days >= 15
    assert not view.learnt.is_default
    assert office.store.query("pragma foreign_key_check") == []
