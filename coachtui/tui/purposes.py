"""What a line can be typed for: its title, what it shows while it is empty, and what Enter and Esc mean."""

from __future__ import annotations

from typing import NamedTuple


class Purpose(NamedTuple):
    """What a line is typed for."""

    id: str
    title: str
    placeholder: str
    keeps_draft: bool = False
    is_live: bool = False
    """Whether every key already does something, so that closing leaves the text in force."""
    is_skippable: bool = False
    """Whether an empty line that is entered is an answer too."""
    is_taken_as_it_is: bool = False
    """Whether Esc takes what is typed, as Enter does: nothing is done that waits for this line."""
    is_repeated: bool = False
    """Whether several lines can follow each other: those of a paste are entered one by one."""
    offers: bool = False
    """Whether Tab offers lines also where nothing is typed yet."""


CAPTURE = Purpose("capture", "Interruption", "Bob: invoice question 10m !", keeps_draft=True)
GIVE = Purpose("give", "Give it to", "a name")
RESUME = Purpose(
    "resume",
    "Where were you? The next step",
    "shown when it goes on; enter alone skips",
    keeps_draft=True,
    is_skippable=True,
    is_taken_as_it_is=True,
)
PARK = Purpose(
    "park",
    "Stop here. Where were you? The next step",
    "the table is next >tomorrow",
    keeps_draft=True,
    is_skippable=True,
)
BLOCK = Purpose("block", "Add a block", "13:00 45m Client call prep", keeps_draft=True)
RENAME = Purpose("rename", "Rename", "a title")
EDIT = Purpose("edit", "Edit", "Bob: invoice question 10m !")
DECLINE = Purpose(
    "decline", "Decline: because", "a reason to tell; enter alone gives none", is_skippable=True
)
PICK = Purpose("pick", "Not before", "14:00, in 2h, tomorrow, fri 9:30")
MEETING = Purpose(
    "meeting", "Add a meeting", "11:00-11:30 Budget sync: agree the Q4 budget @Ana @Raj",
    keeps_draft=True, is_repeated=True,
)  # fmt: skip
CHANGE = Purpose(
    "change", "Change the meeting", "tab begins a line about what is missing",
    keeps_draft=True, offers=True, is_repeated=True,
)  # fmt: skip
MOVE = Purpose("move", "Move it to", "14:00, fri, fri 10:00-10:45", keeps_draft=True)
NOTE = Purpose("note", "Note", "= decision   ! action   ? open item   anything else",
    keeps_draft=True, is_repeated=True,
)  # fmt: skip
ENDED = Purpose("ended", "When did it end?", "11:30")
THERE = Purpose("there", "Who is there", "Ana, Raj")
PUBLISH = Purpose("publish", "Write it to a new file", "sync.md, sync.eml or sync.ics")
CANCELLED = Purpose(
    "cancelled", "Cancelled. Write that to a new file for those who were asked", "sync.eml or sync.ics"
)
DUE = Purpose("due", "Agree on another deadline", "fri, 30 nov, tomorrow")
OWNER = Purpose("owner", "Only actions of", "a name, me; empty shows all", is_live=True)
FILTER = Purpose("filter", "Only rows with", "a word; empty shows all", is_live=True)
