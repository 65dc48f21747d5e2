from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coachtui.services.keeping import keep_safe
from coachtui.store.backup import daily_backups

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.helpers import Clock, Office


def test_each_day_gets_one_copy_of_a_sound_file(office: Office, clock: Clock, path: Path) -> None:
    assert keep_safe(str(path), clock.now) == ""
    assert keep_safe(str(path), clock.now + timedelta(hours=2)) == ""
    assert keep_safe(str(path), clock.now + timedelta(days=1)) == ""
    assert len(daily_backups(path)) == 2


def test_a_file_with_a_page_of_noise_is_told_and_not_copied(office: Office, clock: Clock, path: Path) -> None:
    office.store.close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 4)
    assert "is damaged" in keep_safe(str(path), clock.now)
    assert not daily_backups(path)


def test_where_no_copy_can_be_made_the_reason_is_told(office: Office, clock: Clock, path: Path) -> None:
    path.with_name("backups").write_text("in the way")
    assert keep_safe(str(path), clock.now).startswith("today's copy of the file was not made: ")
