"""What covers the panes leaves them as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.test_demo_day import toured

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_panes_are_as_before_when_what_covered_them_is_closed(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with toured(tmp_path, size) as session:
        await session.press("Q", "escape")
        before = session.text.splitlines()[:-2]
        opened = 0
        for key in ("P", "W", "T", "M", "R", "A", "L", "c", "B", "F", "w", "f1"):
            await session.press(key)
            if session.app.screen is not session.screen:
                opened += 1
                await session.press("escape")
            assert session.app.screen is session.screen, key
            assert session.text.splitlines()[:-2] == before, key
        assert opened >= 9
