"""Words for days: "tomorrow", "fri", "25 nov", "2026-11-25", and back.

The whole text must be a day; what has no meaning, or two, is an `UnclearError` with choices. Dates are
calendar dates. Weekdays and weeks are pendulum's to count; it is imported only for those, so that a
captured line without them stays fast.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

from coachtui.domain.errors import UnclearError
from coachtui.domain.text import half_width, quoted
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Short names, Monday first."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Short names, January first."""

APART = 9
"""How many years hold a 29 February for sure, this one included."""

_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1, "tmrw": 1, "tom": 1}
_WEEKDAY = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?:19|20)\d\d"
_ISO = rf"(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)"
_NUMBERS = rf"(?P<day>\d\d?)\.(?P<month>\d\d?)(?:\.(?P<year>{_YEAR})?)?"
_DAY_FIRST = rf"(?:(?P<weekday>{_WEEKDAY}),? )?(?P<day>\d\d?)\.? ?(?P<name>{_MONTH})(?:,? (?P<year>{_YEAR}))?"
_MONTH_FIRST = rf"(?:(?P<weekday>{_WEEKDAY}),? )?(?P<name>{_MONTH}) ?(?P<day>\d\d?)(?:,? (?P<year>{_YEAR}))?"
_SLASHES = rf"(\d\d?)/(\d\d?)(?:/({_YEAR}))?"
_AHEAD = r"(?:\+|in )(\d{1,3}) ?(d|days?|w|weeks?)"


def parse_day(text: str, today: date) -> date:
    """The day that the text names, seen from today.

    A weekday is the coming one, at least a day ahead; a day without a year is the next one from today on.

    Raises:
        UnclearError: the text is no day, more than one, or a day that does not exist.
    """
    if found := read_day(text, today):
        return found
    raise UnclearError(f"{quoted(text)} is no day: write tomorrow, fri, +3d, 25 nov or 2026-11-25")


def read_day(text: str, today: date) -> date | None:
    """As `parse_day`, but None when the text does not look like a day at all."""
    plain = half_width(text).lower()
    if (days := _NEAR.get(plain)) is not None:
        return today + timedelta(days=days)
    if _match(_WEEKDAY, plain):
        return _coming(plain, today)
    if plain == "next week":
        return _coming("mon", today)
    if found := _match(_AHEAD, plain):
        return _ahead(int(found[1]), found[2].startswith("w"), today)
    for form in (_ISO, _NUMBERS, _DAY_FIRST, _MONTH_FIRST):
        if found := _match(form, plain):
            return _dated(text, found.groupdict(), today)
    if found := _match(_SLASHES, plain):
        raise _unclear(text, _slashed(found, today))
    if found := _match(rf"next ({_WEEKDAY})", plain):
        coming = _coming(found[1], today)
        raise _unclear(text, [coming, coming + timedelta(days=7)])
    return None


def parse_past_day(text: str, today: date) -> date:
    """The day that the text names to one who looks back from today.

    A weekday is the last one before today, a day without a year the last such day up to today; all else is
    as in `parse_day`, and may be still to come.

    Raises:
        UnclearError: the text is no day, more than one, or a day that does not exist.
    """
    plain = half_width(text).lower()
    if _match(_WEEKDAY, plain):
        coming = _coming(plain, today)
        return coming - timedelta(days=7 if coming - timedelta(days=7) < today else 14)
    for form in (_NUMBERS, _DAY_FIRST, _MONTH_FIRST):
        if (found := _match(form, plain)) and not found["year"]:
            return _dated(text, found.groupdict(), today, _last_such)
    return parse_day(text, today)


def describe_day(on: date, today: date) -> str:
    """The wording "today", "tomorrow", "yesterday" or "Wed 25 Nov", with the year when it is another."""
    return {0: "today", 1: "tomorrow", -1: "yesterday"}.get((on - today).days) or dated(on, today)


def dated(on: date, today: date) -> str:
    """The wording "Wed 25 Nov", with the year when it is another than that of today."""
    year = f" {on.year}" if on.year != today.year else ""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}{year}"


def _match(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, text, re.ASCII)


def _coming(weekday: str, today: date) -> date:
    import pendulum

    start = pendulum.date(today.year, today.month, today.day)
    return _plain(start.next(pendulum.WeekDay(_number(weekday))))


def _ahead(count: int, in_weeks: bool, today: date) -> date:
    import pendulum

    start = pendulum.date(today.year, today.month, today.day)
    return _plain(start.add(weeks=count) if in_weeks else start.add(days=count))


def _plain(day: date) -> date:
    return date(day.year, day.month, day.day)


def _dated(
    text: str,
    parts: dict[str, str | None],
    today: date,
    such: Callable[[int | None, int, int, date], date | None] | None = None,
) -> date:
    """The day that a year, month and day name; the year may be missing, a weekday must agree."""
    name, weekday, year = parts.get("name"), parts.get("weekday"), parts["year"]
    month = MONTHS.index(name[:3].capitalize()) + 1 if name else int(parts["month"] or 0)
    found = (such or _next_such)(int(year) if year else None, month, int(parts["day"] or 0), today)
    if found is None:
        raise UnclearError(f"{quoted(text)} does not exist: the calendar has no such day")
    if weekday and found.weekday() != _number(weekday):
        raise _unclear(text, [found, _coming(weekday, today)])
    return found


def _next_such(year: int | None, month: int, day: int, today: date) -> date | None:
    """The day of that year, or without one the next such day from today on; None when there is none."""
    years = [year] if year else range(today.year, today.year + APART)
    return next((found for found in _days(years, month, day) if year or found >= today), None)


def _last_such(_: int | None, month: int, day: int, today: date) -> date | None:
    """The last such day up to today; None when there is none."""
    years = range(today.year, today.year - APART, -1)
    return next((found for found in _days(years, month, day) if found <= today), None)


def _days(years: Iterable[int], month: int, day: int) -> Iterator[date]:
    """That day of those years which have it."""
    for year in years:
        with suppress(ValueError):
            yield date(year, month, day)


def _slashed(found: re.Match[str], today: date) -> list[date]:
    """The days that "3/4" could mean: slashes are written both ways round."""
    first, second, year = int(found[1]), int(found[2]), int(found[3] or 0) or None
    readings = (_next_such(year, second, first, today), _next_such(year, first, second, today))
    return [day for day in dict.fromkeys(readings) if day]


def _unclear(text: str, days: list[date]) -> UnclearError:
    choices = tuple(day.isoformat() for day in days)
    return UnclearError(
        f"{quoted(text)} is not clear: write {' or '.join(choices) or 'it as 25 nov'}", choices
    )


def _number(weekday: str) -> int:
    return WEEKDAYS.index(weekday[:3].capitalize())


def exact_day(on: date) -> str:
    """The wording "Fri 27 Nov 2026", which is that day whenever it is read."""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"
