"""What the tests of the services share: a clock that stands until it is set, a desk, and plain words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coachtui.domain.block import BlockKind
from coachtui.domain.day import resolve
from coachtui.services.desk import Desk
from coachtui.services.snapshot import take
from coachtui.store.file import Store
from tests.store.helpers import dump, new_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from coachtui.services.day_views import BlockView
    from coachtui.services.item_views import ItemView
    from coachtui.services.views import Snapshot

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 24)
"""A Tuesday."""


class Clock:
    """Shows one instant until it is set to another."""

    def __init__(self, wall: str = "09:00", on: date = TODAY) -> None:
        self.now = at(wall, on)

    def __call__(self) -> datetime:
        return self.now

    def set(self, wall: str, on: date = TODAY) -> None:
        self.now = at(wall, on)

    def tick(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


class Office(Desk):
    """A desk with a clock that can be set."""

    clock: Clock


def at(wall: str, on: date = TODAY) -> datetime:
    """A clock time of Berlin as an instant."""
    return resolve(on, datetime.strptime(wall, "%H:%M").time(), BERLIN)


def open_office(path: Path, clock: Clock) -> Office:
    """A desk on the file at the path, which is made when it is missing."""
    if not path.exists():
        new_file(path)
    store = Store.open(path, now=clock.now)
    store.query("pragma synchronous = off")  # these tests survive no power cut, but are fast
    return Office(store, clock, BERLIN)


class Sight:
    """The day as a desk shows it, taken anew only where the file or the time is another one."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._seen: tuple[object, Snapshot] | None = None

    def __call__(self) -> Snapshot:
        """What is shown now."""
        (changes,) = self._office.store.query("select total_changes()")
        moment = self._office.clock.now, self._office.store.version(), changes[0]
        if self._seen is None or self._seen[0] != moment:
            self._seen = moment, take(self._office)
        return self._seen[1]


def wall(instant: datetime, on: date = TODAY) -> str:
    """The clock time, with the weekday on another day: "10:45", "Wed 09:45"."""
    local = instant.astimezone(BERLIN)
    return f"{local:%H:%M}" if local.date() == on else f"{local:%a %H:%M}"


def places(item: ItemView) -> list[str]:
    """Where an interruption waits: "B2 10:30-10:40"."""
    return [f"{one.label} {wall(one.starts_at)}-{wall(one.ends_at)}" for one in item.pieces]


def spans(item: ItemView) -> list[tuple[datetime, datetime]]:
    """When an interruption is dealt with."""
    return [(one.starts_at, one.ends_at) for one in item.pieces]


def queue_of(office: Desk) -> dict[str, list[str]]:
    """The places of all open interruptions, by title."""
    return {item.title: places(item) for item in take(office).items}


def item(office: Desk, title: str) -> ItemView:
    """The open interruption with this title, as it is shown."""
    return next(one for one in take(office).items if one.title == title)


def blocks(snapshot: Snapshot, kind: BlockKind | None = None) -> list[str]:
    """Every block, or those of a kind: "S1 09:00-09:45 Draft board deck 1/2"."""
    return [words(one) for one in snapshot.blocks if kind in (None, one.kind)]


def words(block: BlockView) -> str:
    return f"{block.label} {wall(block.starts_at)}-{wall(block.ends_at)} {block.title}".rstrip()


def ids(items: Iterable[ItemView]) -> list[int]:
    return [one.id for one in items]


def rows(office: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every row that the user has."""
    return dump(office.store)


def utc(text: str) -> datetime:
    """An instant written in ISO 8601."""
    return datetime.fromisoformat(text).astimezone(UTC)
