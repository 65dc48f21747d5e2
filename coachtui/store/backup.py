"""Copies of the file: on request, once a day, and before anything that replaces much of it.

A copy is complete, checked and on the disk before it gets its name, and only its owner may read it.
They lie in `backups/` beside the file: `<name>-2026-11-23.db` made daily, and
`<name>-2026-11-23-before-v2.db` made before a change of the schema or an import. To restore one,
close coachtui and copy it over the file.
"""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import closing, contextmanager, suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from coachtui.store import opening
from coachtui.store.codec import to_text
from coachtui.store.errors import DAMAGED, StoreError, explaining

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

DAYS = 7
"""Every daily backup of so many days is kept."""

WEEKS = 8
"""Before those, the first of each week is kept for so many weeks; before these, the first of each month."""

ABANDONED = 3600
"""Seconds after which a copy that was begun and never finished is one that a kill left behind."""


def backup(path: str, target: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
    """A copy of the file at `path`, made at `target`.

    Raises:
        StoreError: the target exists and `overwrite` is not set, its folder is missing or full, or
            the file is damaged; then the target is as it was.
    """
    copy = Path(os.path.abspath(target))  # noqa: PTH100 - Path.absolute keeps ".."
    with _writing(copy):
        if copy.is_dir():
            raise StoreError(f"{copy} is a folder: name a file in it")
        if os.path.lexists(copy) and not overwrite:
            raise StoreError(f"{copy} exists already: name another file")
        if copy.resolve() == Path(path).resolve():
            raise StoreError(f"{copy} is the file itself: name another file")
    _copy(path, copy)
    return copy


def backup_daily(path: str, now: datetime) -> Path | None:
    """Today's copy (by the UTC date) and a thinned folder; None when today has one already."""
    today = to_text(now)[:10]
    target = _named(path, today)
    with _writing(target):
        if target.exists():
            return None
        target.parent.mkdir(mode=0o700, exist_ok=True)
        _copy(path, target)
        made = daily_backups(path)
        for day in thinned(made, date.fromisoformat(today)):
            made[day].unlink(missing_ok=True)
        for begun in target.parent.glob(f".{Path(path).stem}-*.db-*"):
            if target.stat().st_mtime - begun.stat().st_mtime > ABANDONED:
                begun.unlink(missing_ok=True)
    return target


def before(path: str, change: str, now: datetime) -> Path:
    """A copy that no thinning removes, made before a change such as "v2" or "import"."""
    stem = f"{to_text(now)[:10]}-before-{change}"
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    target = next(one for one in (_named(path, name) for name in names) if not os.path.lexists(one))
    with _writing(target):
        target.parent.mkdir(mode=0o700, exist_ok=True)
    _copy(path, target)
    return target


def newest_good(path: str | os.PathLike[str]) -> Path | None:
    """The latest backup beside the file that is sound."""
    stem = re.escape(Path(path).stem)
    ours = re.compile(rf"{stem}-\d{{4}}-\d\d-\d\d(-before-[\w-]+)?\.db")
    folder = _named(path, "").parent
    with suppress(OSError):
        made = [one for one in folder.iterdir() if ours.fullmatch(one.name) and one.is_file()]
        for one in sorted(made, key=lambda one: one.stat().st_mtime, reverse=True):
            if _is_sound(one):
                return one
    return None


def daily_backups(path: str | os.PathLike[str]) -> dict[date, Path]:
    """The daily backups beside the file by their day; other files there are not looked at."""
    made = {}
    folder = _named(path, "").parent
    for one in folder.glob(f"*-{'[0-9]' * 4}-{'[0-9]' * 2}-{'[0-9]' * 2}.db"):
        with suppress(ValueError):
            day = date.fromisoformat(one.stem[-10:])
            if one == _named(path, day.isoformat()) and one.is_file():
                made[day] = one
    return made


def thinned(days: Iterable[date], today: date) -> set[date]:
    """Which of the daily backups are no longer needed; the newest `DAYS` always are."""
    oldest_first = sorted(days)
    seen = set()
    needless = set()
    for day in oldest_first[:-DAYS]:
        age = (today - day).days
        if age < DAYS:
            continue
        is_weekly = age < DAYS + 7 * WEEKS
        period = (*day.isocalendar()[:2], 0) if is_weekly else (day.year, 0, day.month)
        if period in seen:
            needless.add(day)
        seen.add(period)
    return needless


def _named(path: str | os.PathLike[str], name: str) -> Path:
    file = Path(path)
    return file.parent / "backups" / f"{file.stem}-{name}.db"


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """Turns what the system refuses inside into one line that names the target."""
    try:
        yield
    except FileNotFoundError:
        raise StoreError(f"there is no folder {target.parent}: create it, or name another file") from None
    except UnicodeEncodeError:
        raise StoreError(f"{target} has bytes in its name that are no text: name another file") from None
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {(error.strerror or str(error)).lower()}") from error


def _copy(path: str, target: Path) -> None:
    """Copies the file as last committed to the target, in one step and only when the copy is sound."""
    with _writing(target):
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
        os.close(handle)
        try:
            with explaining(path), closing(opening.connect(path)) as connection:
                connection.execute("vacuum into ?", (name,))
            if not _is_sound(Path(name)):
                raise StoreError(DAMAGED.format(path=path, error="its copy is not sound"))
            _sync(name)
            Path(name).replace(target)
            _sync(target.parent)
        finally:
            Path(name).unlink(missing_ok=True)


def _is_sound(copy: Path) -> bool:
    try:
        with explaining(str(copy)), closing(opening.connect(str(copy), readonly=True)) as connection:
            return [row[0] for row in connection.execute("pragma quick_check")] == ["ok"]
    except StoreError:
        return False


def _sync(path: str | Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
