"""Where a command finds its clock, its zone and its file."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import platformdirs
import pytest
import tzlocal

from coachtui.cli import zone
from coachtui.cli.context import Context, data_folder, read_clock
from coachtui.domain.errors import CoachError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.helpers import Coach

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-24T08:30", "2026-11-24T07:30+00:00"),
        ("2026-11-24 08:30:15", "2026-11-24T07:30:15+00:00"),
        ("2026-11-24", "2026-11-23T23:00+00:00"),
        ("2026-11-24T08:30Z", "2026-11-24T08:30+00:00"),
        ("2026-11-24T08:30-05:00", "2026-11-24T13:30+00:00"),
        ("20261124T0830", "2026-11-24T07:30+00:00"),
        ("2026-10-25T02:30", "2026-10-25T00:30+00:00"),
        ("2026-03-29T02:30", "2026-03-29T01:30+00:00"),
    ],
)
def test_the_clock_can_be_set(text: str, instant: str) -> None:
    assert read_clock(text, BERLIN) == datetime.fromisoformat(instant)


@pytest.mark.parametrize(
    "text", ["yesterday", "10:21", "2026-02-30T10:00", "0001-01-01T00:00", "9999-12-31T23:59", "\x1b[31m"]
)
def test_a_clock_that_cannot_be_set_is_wrong_usage(coach: Coach, text: str) -> None:
    with pytest.raises(UsageError, match="2026-11-24T08:30"):
        read_clock(text, BERLIN)
    answer = coach("today", now=text)
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "\x1b" not in answer.err


def test_the_clock_of_a_command_stands_and_that_of_the_dashboard_runs_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACHTUI_NOW", "2026-11-24T08:30Z")
    monkeypatch.setenv("COACHTUI_DB", str(tmp_path / "coach.db"))
    start = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    with Context().desk() as desk:
        assert desk.clock() == start
        assert desk.clock() == start
    desk = Context().dashboard_desk()
    first, second = desk.clock(), desk.clock()
    assert start <= first < second < start + timedelta(minutes=1)
    desk.store.close()


def test_without_a_setting_the_clock_is_that_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COACHTUI_NOW", raising=False)
    monkeypatch.setenv("COACHTUI_DB", str(tmp_path / "coach.db"))
    desk = Context().dashboard_desk()
    for now in (Context().now, desk.clock()):
        assert abs(datetime.now(UTC) - now) < timedelta(minutes=1)
    desk.store.close()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Asia/Kolkata", "Asia/Kolkata"),
        ("/usr/share/zoneinfo/America/New_York", "America/New_York"),
        ("UTC", "UTC"),
    ],
)
def test_tz_names_the_zone(name: str, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", name)
    assert zone.local_zone().key == key


@pytest.mark.parametrize("name", ["", "Europe", "Mars/Olympus", "../../etc/passwd", "<+03>-3", "/etc/passwd"])
def test_a_tz_that_names_none_leaves_the_zone_of_the_system(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("/var/db/timezone/zoneinfo/Australia/Lord_Howe")
    monkeypatch.setattr(zone, "LOCALTIME", str(link))
    monkeypatch.setenv("TZ", name)
    assert zone.local_zone().key == "Australia/Lord_Howe"


def test_a_system_without_a_link_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zone, "LOCALTIME", str(tmp_path / "nothing"))
    monkeypatch.delenv("TZ", raising=False)
    assert zone.local_zone().key == (tzlocal.get_localzone_name() or "UTC")


def test_the_zone_is_the_one_that_tzlocal_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    now = datetime.now(UTC)
    assert (
        now.astimezone(zone.local_zone()).utcoffset() == now.astimezone(tzlocal.get_localzone()).utcoffset()
    )


@pytest.mark.parametrize(
    "variables",
    [
        {"HOME": "/home/someone"},
        {"HOME": "/home/someone", "XDG_DATA_HOME": "/srv/data"},
        {"HOME": "/home/someone", "XDG_DATA_HOME": "relative/data"},
        {"HOME": "/home/someone", "XDG_DATA_HOME": ""},
        {"HOME": "relative"},
        {},
    ],
)
def test_the_default_folder_is_that_of_the_platform(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert data_folder() == str(platformdirs.user_data_path("coachtui", appauthor=False))


def test_a_user_without_a_home_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(*_: object, **__: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(platformdirs, "user_data_dir", homeless)
    monkeypatch.setenv("HOME", "relative")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    with pytest.raises(CoachError, match="--db"):
        data_folder()


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACHTUI_DB", "")
    monkeypatch.setenv("COACHTUI_NOW", "")
    context = Context()
    assert context.path == os.path.join(data_folder(), "coach.db")  # noqa: PTH118 - as the code does
    assert abs(datetime.now(UTC) - context.now) < timedelta(minutes=1)
