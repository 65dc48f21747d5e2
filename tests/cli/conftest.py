from __future__ import annotations

import io
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from coachtui.__main__ import main
from tests.cli.helpers import DAY, LATER, MORNING, Answer, clean_environment, process

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.helpers import Coach


@pytest.fixture(scope="session")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with nothing in it, made once."""
    folder = tmp_path_factory.mktemp("fresh")
    assert process("today", environment=clean_environment(folder)).returncode == 0
    return folder / "coach.db"


@pytest.fixture
def empty_coach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Coach:
    """Runs command lines in this process, where there is no file yet."""
    for name in ("COACHTUI_CONFIG", "COACHTUI_NOW", "LC_ALL", "NO_COLOR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in clean_environment(tmp_path).items():
        monkeypatch.setenv(name, value)

    def run(*words: str, stdin: str | bytes = "", now: str = LATER) -> Answer:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        monkeypatch.setenv("COACHTUI_NOW", now)
        status = main(list(words))
        out, err = capfd.readouterr()
        return Answer(status, out, err)

    return run


@pytest.fixture
def coach(empty_coach: Coach, fresh_file: Path, tmp_path: Path) -> Coach:
    """Runs command lines in this process, on a file with nothing in it."""
    shutil.copy(fresh_file, tmp_path / "coach.db")
    return empty_coach


@pytest.fixture
def planned(coach: Coach) -> Coach:
    """Runs command lines on the planned day."""
    assert coach("plan", "-", stdin=DAY, now=MORNING).status == 0
    return coach
