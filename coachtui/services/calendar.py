"""Days as blocks: what is planned, and where nothing is planned what the rhythm projects (rule 16).

A day on which a sprint has begun or a meeting overruns is *live*: its blocks are where the measured time
puts them (rules 6 to 9), while the rows stay as planned until an intention keeps the day.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, islice

from coachtui.domain.block import BEGUN, BlockKind, labelled
from coachtui.domain.day import ONE_DAY, day_span, full_minute, hours, working_date, working_days
from coachtui.domain.errors import UsageError
from coachtui.domain.planning import project_day, standing_breaks, standing_buffers
from coachtui.domain.slotting.events import Ripple, lasting
from coachtui.domain.slotting.rules import settle
from coachtui.domain.slotting.shelves import Buffer
from coachtui.domain.span import Span, minutes_between
from coachtui.domain.typed import TYPE_CHECKING
from coachtui.store import days, rhythms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from sqlite3 import Connection

    from coachtui.domain.block import Block
    from coachtui.domain.interruption import Interruption
    from coachtui.domain.slotting.rules import Slotting
    from coachtui.services.desk import Desk
    from coachtui.services.running import Begun

HORIZON = 10
"""Working days after today in which an interruption may be slotted."""

FROM_A_DAY_ON = 2
"""Working days after one beyond the horizon, for what may not be dealt with before that."""


class Calendar:
    """The days of one moment in one transaction; each is worked out once."""

    def __init__(
        self,
        desk: Desk,
        db: Connection,
        now: datetime,
        was: Calendar | None = None,
        lasting: datetime | None = None,
    ) -> None:
        """See the class.

        Args:
            desk: whose days they are.
            db: the transaction.
            now: the moment.
            was: the days before an intention changed them, so that lines in buffers can follow these.
            lasting: until when the meeting lasts that nobody has ended; until now unless told.
        """
        self.now = now
        self.lasting = lasting or now
        self.today = desk.date_of(now)
        self.week = rhythms.week(db)
        self._desk = desk
        self._db = db
        self._was = was or self
        self._days: dict[date, tuple[Block, ...]] = {}
        self._live: dict[date, Ripple] = {}
        self._ends: dict[date, list[datetime]] = {}
        """By when each block of a day and all before it are over."""
        self._spans: dict[date, Span] = {}
        self._latest: tuple[date, Span] | None = None
        """The day that was asked for last: those who ask go through the days in turn."""
        self._found: dict[datetime, tuple[date, Block | None]] = {}
        self._stored: dict[str, list[Block]] = {}
        self._planned: frozenset[str] = frozenset()
        self._read: tuple[date, date] | None = None

    def is_planned(self, on: date) -> bool:
        """Whether the day has a plan of its own."""
        self._fetch(on, on)
        return str(on) in self._planned

    @cached_property
    def sprint(self) -> Begun | None:
        """The sprint that has begun, of whatever day."""
        if days.begun_sprint(self._db) is None:
            return None
        from coachtui.services.running import begun

        return begun(self._db, self.now)

    def blocks(self, on: date) -> tuple[Block, ...]:
        """The labelled blocks of a day, as they are now."""
        return self.live(on).blocks

    def live(self, on: date) -> Ripple:
        """A day as its begun sprint and running meeting make it, and what does not fit any more."""
        if on not in self._live:
            day = self._rippled(on)
            held = next((one for one in day.blocks if one.is_held), None) if on == self.today else None
            is_over = held is not None and held.span.end < full_minute(self.lasting)
            self._live[on] = self._overrun(on, day, held) if held and is_over else day
        return self._live[on]

    def _overrun(self, on: date, day: Ripple, held: Block) -> Ripple:
        """A day as a meeting that should be over makes it: it lasts until somebody ends it (rule 9)."""
        from coachtui.domain.replanning import lasting_until, meeting_lasts
        from coachtui.store import interruptions

        until, rhythm = full_minute(self.lasting), self.week[on.weekday()]
        if not self.is_planned(on):
            end = lasting_until(day.blocks, held, until)
            stored = [
                one._replace(span=Span(one.span.start, end)) if one.id == held.id else one
                for one in self.stored(on)
            ]
            return Ripple(self._projected(on, stored))
        open_hours = hours(on, rhythm._replace(working=True), self._desk.zone)
        promised = [span for item in interruptions.open_ones(self._db) for span in item.slots]
        try:
            lasting = meeting_lasts(
                day.blocks, held, until, open_hours, rhythm, self.now, promised, self.standing_buffers(on)
            )
        except UsageError:
            return day  # a sprint has begun in that time: both stay as they are
        return lasting._replace(slips=(*day.slips, *lasting.slips))

    def _rippled(self, on: date) -> Ripple:
        """A day as its begun sprint makes it."""
        planned, sprint = self.planned(on), self.sprint
        if sprint is None or not sprint.on == on == self.today:
            return Ripple(planned)
        from coachtui.domain.sprint import minutes_up, projected_end

        block = next(one for one in planned if one.id == sprint.block.id)
        until = full_minute(projected_end(sprint.timing, self.now, sprint.ahead))
        if until == block.span.end:
            return Ripple(planned)
        ripple = lasting(planned, block, until)
        left = minutes_up(max(0, sprint.timing.remaining))  # time that is over loses no work
        slips = (
            slip._replace(minutes=min(slip.minutes, left)) if slip.block.id == block.id else slip
            for slip in ripple.slips
        )
        ripple = ripple._replace(slips=tuple(slip for slip in slips if slip.minutes))
        is_labelled = all(one.label for one in ripple.blocks)
        return ripple if is_labelled else ripple._replace(blocks=labelled(ripple.blocks))

    def planned(self, on: date) -> tuple[Block, ...]:
        """The labelled blocks of a day as they are kept."""
        if on not in self._days:
            self._fetch(on, on)
            stored = self._stored.get(str(on), [])
            is_planned = str(on) in self._planned
            self._days[on] = labelled(stored) if is_planned else self._projected(on, stored)
        return self._days[on]

    def _projected(self, on: date, stored: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks of a day without a plan, around its meetings."""
        rhythm, zone = self.week[on.weekday()], self._desk.zone
        if stored or not (shape := self._shape(on)):
            breaks = standing_breaks(on, rhythm, zone, stored)
            fixed = [*stored, *breaks]
            standing = standing_buffers(on, rhythm, zone, fixed)
            return project_day(hours(on, rhythm, zone), rhythm, fixed, standing)
        return shape

    def _shape(self, on: date) -> tuple[Block, ...]:
        """The blocks that a day's rhythm alone gives it; empty on a day off.

        Days of one rhythm and length differ only by when they begin, and projecting each is slow: the desk
        keeps one of each kind, and each day that was asked for.
        """
        rhythm, zone = self.week[on.weekday()], self._desk.zone
        known = self._desk.projected
        if (on, rhythm) not in known:
            span = hours(on, rhythm, zone)
            known[on, rhythm] = self._shifted(on, span) if span else ()
        return known[on, rhythm]

    def _shifted(self, on: date, span: Span) -> tuple[Block, ...]:
        """The blocks of a day with these hours, made from another day of its kind."""
        rhythm, zone, shapes = self.week[on.weekday()], self._desk.zone, self._desk.shapes
        kind = rhythm, span.minutes
        if kind not in shapes:
            breaks = standing_breaks(on, rhythm, zone)
            standing = standing_buffers(on, rhythm, zone, breaks)
            shapes[kind] = span.start, project_day(span, rhythm, breaks, standing)
        start, blocks = shapes[kind]
        return tuple(one._replace(span=_later(one.span, span.start - start)) for one in blocks)

    def standing_buffers(self, on: date) -> tuple[Block, ...]:
        """The standing buffers that the rhythm of a day asks for."""
        rhythm = self.week[on.weekday()]._replace(working=True)
        return standing_buffers(on, rhythm, self._desk.zone)

    def stored(self, on: date) -> Sequence[Block]:
        """The blocks of a day that are rows of the file."""
        self._fetch(on, on)
        return self._stored.get(str(on), [])

    def buffers(self, dates: Iterable[date]) -> list[Buffer]:
        """The buffers of some days, in time order."""
        return [buffer for on in sorted(set(dates)) for buffer in self._buffers(on)]

    def _buffers(self, on: date) -> list[Buffer]:
        """The buffers of a day; of those that begin later than they did, what was eaten (rule 7)."""
        if self._was is self and not self.stored(on) and not self.is_planned(on):
            shaped = [one for one in self._shape(on) if one.kind is BlockKind.BUFFER]
            return [Buffer(on, one.span, one.reserve) for one in shaped]
        before = {one.id: one.span for one in self._was.planned(on) if one.kind is BlockKind.BUFFER}
        out = []
        last: Block | None = None
        for block in self.blocks(on):
            if block.kind is BlockKind.BUFFER:
                old = before.pop(block.id, block.span) if block.id else block.span
                start = min(old.start, block.span.start)
                eaten = minutes_between(start, block.span.start)
                behind = last.span.start if last and stretched(last, block) else None
                out.append(Buffer(on, Span(start, block.span.end), block.reserve, eaten, behind))
            last = block
        gone = [
            Buffer(on, span, 0, span.minutes)
            for number, span in before.items()
            if number and not any(one.span.overlaps(span) for one in out)
        ]
        return sorted([*out, *gone])

    def opens_after(self, on: date) -> datetime | None:
        """When the next day of work after a date begins: one that is planned, or else its weekday's hours."""
        planned = (one for one in map(date.fromisoformat, self._planned) if one > on)
        following = min((*planned, *islice(working_days(on, self.week), 1)), default=None)
        if following is None:
            return None
        if str(following) in self._planned and (rows := self.stored(following)):
            return min(one.span.start for one in rows)
        span = hours(following, self.week[following.weekday()], self._desk.zone)
        return span.start if span else None

    def date_of(self, instant: datetime) -> date:
        """The working day to which an instant belongs."""
        if self._latest is None or not self._latest[1].holds(instant):
            self._latest = self._day_of(instant)
        return self._latest[0]

    def _day_of(self, instant: datetime) -> tuple[date, Span]:
        for on, span in self._spans.items():
            if span.holds(instant):
                return on, span
        on = working_date(instant, self._desk.zone)
        self._spans[on] = day_span(on, self._desk.zone)
        return on, self._spans[on]

    def block_at(self, instant: datetime) -> Block | None:
        """The block in which an instant lies: of its day, or of a night before that reaches into it."""
        return self._at(instant)[1]

    def day_at(self, instant: datetime) -> date:
        """The day whose block an instant lies in; without a block the working day that it belongs to."""
        return self._at(instant)[0]

    def _at(self, instant: datetime) -> tuple[date, Block | None]:
        if instant not in self._found:
            on = self.date_of(instant)
            holding = ((day, block) for day in (on, on - ONE_DAY) if (block := self._holding(day, instant)))
            self._found[instant] = next(holding, (on, None))
        return self._found[instant]

    def _holding(self, on: date, instant: datetime) -> Block | None:
        """The block of a day that an instant lies in: the first that is not over, if it has begun."""
        blocks = self.blocks(on)
        if on not in self._ends:
            self._ends[on] = list(accumulate((block.span.end for block in blocks), max))
        at = bisect_right(self._ends[on], instant)
        return blocks[at] if at < len(blocks) and blocks[at].span.start <= instant else None

    def settled(self, items: Sequence[Interruption]) -> Slotting:
        """What has to change so that every open interruption is where it can be (rule 12)."""
        return settle(items, self.buffers_ahead(items), self.now)

    def buffers_ahead(self, items: Sequence[Interruption]) -> list[Buffer]:
        """The buffers from today up to the horizon, and of farther days that items point at."""
        dates, last = {self.today, *self._working_days}, self._horizon
        for item in items:
            for span in item.slots:
                dates.add(self.date_of(span.start))
            if item.not_before is not None and item.not_before > self.now:
                on = self.date_of(item.not_before)
                if on > last:
                    dates |= {on, *islice(working_days(on, self.week), FROM_A_DAY_ON)}
        self._fetch(self.today, last)
        dates.update(on for on in map(date.fromisoformat, self._planned) if self.today < on <= last)
        return self.buffers(on for on in dates if on >= self.today)

    @cached_property
    def _working_days(self) -> tuple[date, ...]:
        """The working days up to the horizon."""
        return tuple(islice(working_days(self.today, self.week), HORIZON))

    @cached_property
    def _horizon(self) -> date:
        """The last date on which an interruption may be slotted by itself."""
        return max((*self._working_days, self.today + timedelta(days=HORIZON)))

    def _fetch(self, first: date, last: date) -> None:
        """Read the rows of these days, once."""
        if self._read and self._read[0] <= first and last <= self._read[1]:
            return
        known = self._read or (self.today, self._horizon)
        self._read = first, last = min(first, known[0]), max(last, known[1])
        self._stored = days.blocks_between(self._db, first, last)
        self._planned = days.planned_dates(self._db, first, last)


def stretched(block: Block, buffer: Block) -> bool:
    """Whether what has begun stands right before a buffer, so that it may have eaten its front."""
    return block.state in BEGUN and block.span.end == buffer.span.start


def _later(span: Span, offset: timedelta) -> Span:
    return Span(span.start + offset, span.end + offset)
