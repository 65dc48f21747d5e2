"""Buffers that learn: how much of a day's planned work its interruptions and overruns really took.

The rule is a percentile of your own last days, so it needs no theory: `needed` gives the share of buffer
that holds on the wanted part of unseen days if they are like those seen. Lengths are minutes, shares are
parts of the planned work. Nothing here knows what day it is.
"""

from __future__ import annotations

from collections import defaultdict
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

COVERAGE = 0.8
"""The part of days on which a buffer is to hold: 8 of 10."""

WINDOW = 60
"""Over how many of the last working days the rule looks."""

LEAST_DAYS = 10
"""Logged days from which on they decide; before, the default does."""

DEFAULT_SHARE = 0.3
"""Buffer for planned work of which nothing is known yet: it held on 77 of 100 days of one developer's ten
years, with overruns alone."""

HABIT_DAYS = 3
"""On how many days of a week somebody comes at the same hour, so that it is worth a standing buffer."""

HABIT_SPAN = 60
"""Minutes of the clock within which that is the same hour."""


class DayLoad(NamedTuple):
    """What a working day was planned to hold, and what came on top."""

    on: date
    planned: int
    """Minutes of all its sprints as they were planned; more than 0."""
    overrun: int
    """Minutes that they took longer, all together; negative when shorter."""
    interrupted: int
    """Minutes that interruptions really took."""
    buffer: int = 0
    """Minutes of the day that were not planned for work, meetings or breaks."""

    @property
    def needed(self) -> int:
        """The minutes of buffer with which this day would have held."""
        return max(0, self.overrun + self.interrupted)

    @property
    def share(self) -> float:
        """The same as a part of the planned work."""
        return self.needed / self.planned

    def holds(self, share: float) -> bool:
        """Whether so much buffer would have been enough."""
        return self.needed <= share * self.planned + 1e-9


class Learnt(NamedTuple):
    """A share of buffer and where it comes from."""

    share: float
    days: int
    """How many logged days it is learnt from; with too few it is the default."""
    is_default: bool


class Rule(NamedTuple):
    """A way to choose the share: a fixed one, or the one that held on a part of the last days."""

    name: str
    fixed: float | None = None
    coverage: float = COVERAGE

    def share(self, past: Sequence[DayLoad]) -> float:
        """What it chooses after these days, the oldest first."""
        return learnt(past, self.coverage).share if self.fixed is None else self.fixed


RULES = (
    Rule("none", 0.0),
    *(Rule(f"fixed {percent} %", percent / 100) for percent in (10, 20, 25, 30, 40, 50)),
    Rule("your own, 8 of 10"),
    Rule("your own, 9 of 10", coverage=0.9),
)
"""The rules that a back-test compares."""


class Score(NamedTuple):
    """How a rule would have done: each day judged only by the days before it."""

    rule: Rule
    judged: int
    held: int
    """Days on which its buffer was enough."""
    share: float
    """Its buffer as a part of the planned work, of all judged days together."""

    @property
    def coverage(self) -> float:
        """The part of days on which it held; 0 where none could be judged."""
        return self.held / self.judged if self.judged else 0.0


class Arrival(NamedTuple):
    """That somebody came: on which day, and at which minute of the clock."""

    who: str
    on: date
    minute: int
    spent: int
    """How long it took."""


class Habit(NamedTuple):
    """Somebody who comes at the same hour."""

    who: str
    minute: int
    """When the first of them came, by the clock."""
    days: int
    """On how many days."""
    spent: int
    """The most that it took on one of these days."""


def overrun(planned: int, worked: int | None, *, is_done: bool) -> int:
    """Minutes that a sprint took longer than was planned; negative where it is done and was shorter.

    One that goes on is over by what it has worked too much so far; `worked` is None where no clock ran.
    """
    if worked is None:
        return 0
    return worked - planned if is_done else max(0, worked - planned)


def needed(days: Iterable[DayLoad], coverage: float) -> float | None:
    """The share that holds on at least this part of unseen days, if they come as the given ones did.

    It is the k-th smallest share with k / (n + 1) at least the coverage; None where that is more than
    all n days can say.
    """
    shares = sorted(day.share for day in days)
    rank = ceil(round(coverage * (len(shares) + 1), 9))
    return shares[rank - 1] if 0 < rank <= len(shares) else None


def learnt(past: Sequence[DayLoad], coverage: float = COVERAGE) -> Learnt:
    """The share for the next day: of the last days, the oldest first, or the default with too few."""
    last = past[-WINDOW:]
    share = needed(last, coverage) if len(last) >= LEAST_DAYS else None
    return Learnt(DEFAULT_SHARE if share is None else share, len(last), share is None)


def held(days: Iterable[DayLoad], share: float) -> int:
    """On how many of the days so much buffer would have been enough."""
    return sum(day.holds(share) for day in days)


def backtest(days: Sequence[DayLoad], rules: Iterable[Rule] = RULES) -> tuple[Score, ...]:
    """How each rule would have done on the days, the oldest first: every day is unseen when it is judged.

    The first `LEAST_DAYS` are only learnt from, so that all rules are judged on the same days.
    """
    judged = range(LEAST_DAYS, len(days))
    total = sum(days[at].planned for at in judged)
    scores = []
    for rule in rules:
        shares = [rule.share(days[max(0, at - WINDOW) : at]) for at in judged]
        count = sum(days[at].holds(share) for at, share in zip(judged, shares, strict=True))
        minutes = sum(days[at].planned * share for at, share in zip(judged, shares, strict=True))
        scores.append(Score(rule, len(judged), count, minutes / total if total else 0.0))
    return tuple(scores)


def rounded(minutes: float) -> int:
    """Up to the next five minutes, which is how buffers are planned."""
    return ceil(round(minutes, 6) / 5) * 5


def habits(week: Iterable[Arrival]) -> tuple[Habit, ...]:
    """Who came at the same hour on three or more days of a week, the most frequent first."""
    by_person: dict[str, list[Arrival]] = defaultdict(list)
    for arrival in week:
        if arrival.who:
            by_person[arrival.who].append(arrival)
    found = []
    for who, arrivals in by_person.items():
        arrivals.sort(key=lambda one: one.minute)
        best = max((_same_hour(arrivals, at) for at in range(len(arrivals))), key=_days_of)
        if _days_of(best) >= HABIT_DAYS:
            spent: dict[date, int] = defaultdict(int)
            for one in best:
                spent[one.on] += one.spent
            found.append(Habit(who, best[0].minute, _days_of(best), max(spent.values())))
    return tuple(sorted(found, key=lambda one: (-one.days, one.minute, one.who)))


def _same_hour(arrivals: Sequence[Arrival], first: int) -> list[Arrival]:
    """The arrivals, sorted by the clock, that lie within an hour from one of them on."""
    start = arrivals[first].minute
    return [one for one in arrivals[first:] if one.minute - start < HABIT_SPAN]


def _days_of(arrivals: Iterable[Arrival]) -> int:
    return len({one.on for one in arrivals})
