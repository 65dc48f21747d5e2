from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coachtui.store.file import Store
from tests.store.helpers import NOW, new_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is, or is to be; its folder exists."""
    return tmp_path / "coach.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A new file, open."""
    new_file(path)
    with Store.open(path, now=NOW) as opened:
        yield opened
