"""The pictures of the README show the program as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.readme import README
from tests.screenshots import FOLDER, SHOTS, taken

if TYPE_CHECKING:
    from pathlib import Path

    from tests.screenshots import Shot


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
async def test_a_picture_is_current(shot: Shot, tmp_path: Path) -> None:
    kept = (FOLDER / f"{shot.name}.svg").read_text("utf-8")
    assert await taken(shot, tmp_path) == kept, "run: python -m tests.screenshots"


def test_every_picture_is_made_by_the_program_and_shown() -> None:
    names = {f"{shot.name}.svg" for shot in SHOTS}
    assert {path.name for path in FOLDER.iterdir()} == names
    text = README.read_text("utf-8")
    assert [name for name in sorted(names) if f"screenshots/{name}" not in text] == []
