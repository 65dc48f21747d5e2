"""What the README says is so."""

from __future__ import annotations

import re

import pytest

from coachtui import __version__
from tests.readme import README, written

TEXT = README.read_text("utf-8")


def test_its_tables_of_keys_and_commands_are_current() -> None:
    assert written(TEXT) == TEXT, "run: python -m tests.readme"


def test_its_changelog_begins_with_this_version() -> None:
    assert re.findall(r"^### (.+)$", TEXT.partition("## Changelog")[2], re.MULTILINE)[0] == __version__


@pytest.mark.parametrize("picture", re.findall(r"!\[[^]]*\]\(([^)]+)\)", TEXT))
def test_its_pictures_are_there(picture: str) -> None:
    assert (README.parent / picture).is_file()


@pytest.mark.parametrize("name", ["start", "tests"])
def test_its_two_commands_are_one_line_each(name: str) -> None:
    assert re.search(rf"<!-- {name} -->\n```sh\n[^\n]+\n```\n", TEXT)
