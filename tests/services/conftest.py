from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.helpers import Clock, Office, open_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is, or is to be; its folder exists."""
    return tmp_path / "coach.db"


@pytest.fixture
def clock() -> Clock:
    """Tuesday 24 November 2026, 09:00 in Berlin."""
    return Clock()


@pytest.fixture
def office(path: Path, clock: Clock) -> Iterator[Office]:
    """A desk on a new file; today has the buffers that the default rhythm projects."""
    office = open_office(path, clock)
    with office.store:
        yield office
