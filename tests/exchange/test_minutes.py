from __future__ import annotations

import re
from datetime import date

import pytest

from coachtui.domain.calendar_words import exact_day
from coachtui.domain.meeting import YOU
from coachtui.domain.review import Ruling, Verdict
from coachtui.exchange.minutes import invitation, minutes, shown
from tests.exchange.meeting_views import HOSTILE, NOW, ZONE, meeting_view

MINUTES = """\
# Budget sync

Tue 24 Nov 2026, 11:00–11:30 (Europe/Berlin)

Present: Ana (facilitator), Raj, Lee (note-taker), Sam Doe

Purpose: agree Q4 budget

Purpose accomplished: partly: headcount numbers were missing

## Highlights

- Q3 closed 2% under plan

## Decisions

- freeze contractor spend until January

## Actions

- [ ] Raj: headcount table by Fri 4 Dec 2026 (was Fri 27 Nov 2026). Done when: linked in wiki
- [x] Sam Doe: reply to auditor by Thu 26 Nov 2026. Done when: mail sent

## Earlier actions

- Raj: renewal quote (from Tue 17 Nov 2026): done

## Open items

- Raj: travel policy

## Next meeting

Tue 1 Dec 2026, 11:00–11:30 (Europe/Berlin), facilitator Ana, with Ana, Raj, Sam Doe"""

INVITATION = """\
# Budget sync

Tue 24 Nov 2026, 11:00–11:30 (Europe/Berlin)

Time limit: 25m

Purpose: agree Q4 budget

Goal: a signed budget

## People

- Sam Doe
- Ana (facilitator, decides)
- Raj (optional)
- Lee (note-taker)

## Agenda

1. Headcount (10m), Raj, decided by Ana: what we can hire
2. Vendors (15m), Sam Doe

## Ground rules

- phones away"""


def test_minutes_read_well_to_someone_who_was_not_there() -> None:
    assert minutes(meeting_view(), ZONE, "Sam Doe") == MINUTES


def test_an_invitation_says_what_the_meeting_is_for_and_how_it_is_held() -> None:
    assert invitation(meeting_view(), ZONE, "Sam Doe") == INVITATION


def test_what_became_of_earlier_actions_is_read_with_old_and_new_deadlines() -> None:
    view = meeting_view()
    assert view.review is not None
    review = view.review.review
    (first,) = review.held.unfinished
    held = review.held._replace(
        unfinished=(
            first,
            *(first._replace(id=number, owner=YOU, task=f"task {number}") for number in (8, 9, 10)),
        )
    )
    verdicts = (
        *review.verdicts,
        Verdict(8, Ruling.KEEP, date(2026, 12, 4)),
        Verdict(9, Ruling.KEEP),
        Verdict(10, Ruling.DROP),
    )
    judged = view.review._replace(review=review._replace(held=held, verdicts=verdicts))
    section = minutes(view._replace(review=judged), ZONE, "Sam").partition("## Earlier actions\n\n")[2]
    was = exact_day(first.due)
    assert section.partition("\n\n")[0].splitlines() == [
        "- Raj: renewal quote (from Tue 17 Nov 2026): done",
        f"- Sam: task 8 (from Tue 17 Nov 2026): still open, now by Fri 4 Dec 2026 (was {was})",
        f"- Sam: task 9 (from Tue 17 Nov 2026): still open, by {was}",
        "- Sam: task 10 (from Tue 17 Nov 2026): dropped",
    ]


def test_minutes_name_those_who_were_not_there() -> None:
    view = meeting_view()
    people = tuple(
        one._replace(is_there=False) if one.name in ("Ana", "Raj") else one for one in view.meeting.attendees
    )
    text = minutes(view._replace(meeting=view.meeting._replace(attendees=people)), ZONE, "Sam")
    assert "Present: Lee (note-taker), Sam\n\nAbsent: Ana (facilitator), Raj\n" in text


def test_corrected_minutes_say_so_and_a_draft_too() -> None:
    view = meeting_view()
    assert view.review is not None
    corrected = view._replace(review=view.review._replace(corrected_at=NOW))
    assert "*Corrected Tue 24 Nov 2026 11:32.*" in minutes(corrected, ZONE, "Sam")
    draft = view._replace(review=view.review._replace(is_open=True))
    assert "*Draft: the review is not closed.*" in minutes(draft, ZONE, "Sam")
    noted = minutes(view._replace(review=None), ZONE, "Sam")
    assert "*Draft" in noted
    assert "## Decisions\n\n- freeze spend" in noted


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("- item", r"\- item"),
        ("+ item", r"\+ item"),
        ("1. item", r"1\. item"),
        ("12) item", r"12\) item"),
        ("===", r"\==="),
        ("2026 was good", "2026 was good"),
    ],
)
def test_a_line_cannot_begin_a_list_or_heading(text: str, markdown: str) -> None:
    assert shown(text) == markdown


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    view = meeting_view(text)
    for document in (minutes(view, ZONE, text or "Sam"), invitation(view, ZONE, text or "Sam")):
        assert "".join(document.split("\n")).replace("\u200d", "").isprintable()
        assert not re.search(r"(?<!\\)<script|(?<!\\)\[a\]|^BEGIN|^Bcc", document, re.MULTILINE)
        headings = [line for line in document.splitlines() if re.match(r" {0,3}#", line)]
        assert len(headings) <= 8
        assert all(line.startswith(("# ", "## ")) for line in headings)
