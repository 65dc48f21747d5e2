"""The ledger, telling a new time, and a person's page on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.helpers import Coach


def now(clock: str) -> str:
    return f"2026-11-24T{clock}"


@pytest.fixture
def late(planned: Coach) -> Coach:
    """Bob was told 10:30; the sprint before that overruns."""
    planned("add", "Bob: invoice 10m", now=now("08:59"))
    planned("start", now=now("09:00"))
    return planned


def test_what_will_not_hold_comes_first_with_its_sentence(late: Coach) -> None:
    lines = late("ledger", now=now("10:55")).out.splitlines()
    assert lines[0].startswith("1 will not hold · 0 open · since Wed 11 Nov 2026: 0 kept")
    assert lines[1].startswith("! #1")
    assert lines[1].endswith("will not hold")
    assert lines[-1].startswith("  #1    Sorry Bob, 10:30 did not hold; 11:30 instead.")


def test_a_new_time_is_told_in_one_word(late: Coach) -> None:
    told = late("tell", "1", now=now("10:55"))
    assert "is told now (renegotiated). To say: " in told.out
    assert late("tell", "1", now=now("10:55")).status == 1
    document = late("ledger", "--json", now=now("10:55")).document
    assert [one["promise_word"] for one in document["items"]] == ["renegotiated"]
    assert document["counts"]["open"] == 1


def test_a_time_told_after_a_missed_one_is_said_as_told_and_not_as_missed(late: Coach) -> None:
    late("finish", now=now("11:31"))
    later = late("ledger", now="2026-11-25T08:00")
    assert "told 10:30" in later.out
    assert later.out.splitlines()[-1].startswith("  #1    Sorry Bob, ")
    late("tell", "1", now="2026-11-25T08:00")
    row = late("ledger", now="2026-11-25T08:01").out.splitlines()
    assert len(row) == 2, "nothing is left to say"
    assert row[1].endswith("today (the earlier time was missed)")


def test_an_empty_ledger_says_how_one_begins(coach: Coach) -> None:
    assert coach("ledger").out.splitlines()[-1].startswith("Nobody waits for a time.")
    assert coach("ledger", "--days", "0").status == 2


def test_a_person_as_text_and_as_json(late: Coach) -> None:
    late("done", "1", "--took", "12m", now=now("09:10"))
    lines = late("person", "bob", now=now("09:20")).out.splitlines()
    assert lines[:4] == [
        "Bob",
        "asked once, 1 in the last 30 days, last 08:59 today",
        "says 10m as a rule, takes 12m as a rule (1 measured)",
        "promises: 1 kept, 0 missed, 0 renegotiated in time",
    ]
    document = late("person", "Bob", "--json", now=now("09:20")).document
    assert (document["name"], document["usual_took_minutes"], document["promises"]["kept"]) == ("Bob", 12, 1)
    assert late("person", "nobody").err == (
        'coachtui: nobody called "nobody" has asked yet: coachtui search finds names\n'
    )
