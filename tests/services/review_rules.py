"""What is true of every closed review, looked up in the rows themselves; and lines that try to break it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from coachtui.store.file import Store

WORDS = (
    "Raj:", "Ana and Raj:", "everyone:", "me:", "=", "!", "?", "table", "by fri", "by yesterday", "by 29 feb",
    "=> there", "=>", "#1 done", "#1 keep", "[/b]",
)  # fmt: skip
NEXT = (
    "tue", "yesterday", "11:00", "11:00-10:00", "facilitator Ana", "facilitator", "with Raj", "with me",
    "none", "same", "facilitator Ana, Raj",
)  # fmt: skip
COMPLETE = "Raj: table by fri => there"

lines = st.one_of(
    st.just(COMPLETE),
    st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join),
    st.text(max_size=20),
)
next_lines = st.one_of(st.just("same"), st.lists(st.sampled_from(NEXT), max_size=4).map(" ".join))
answers = st.sampled_from(["yes", "partly", "no", "partly: numbers were missing", "perhaps", ""])
texts = st.one_of(
    st.lists(st.one_of(lines, answers, next_lines, st.just("")), max_size=14).map("\n".join),
    st.tuples(lines, answers, lines, lines, next_lines).map("\n\n".join),
)


def assert_committing(store: Store) -> int:
    """Every closed review commits people; how many there are."""
    closed = store.query("select * from review where is_open = 0")
    for review in closed:
        meeting, number = review["meeting_id"], review["id"]
        said = store.query("select * from review_entry where review_id = ? and kind = 'action'", (number,))
        actions = store.query("select * from action where meeting_id = ?", (meeting,))
        assert sorted(one["number"] for one in said) == sorted(one["entry"] for one in actions)
        for one in actions:
            assert one["task"]
            assert one["done_when"]
            assert one["due"]
            name = store.one("select name from person where id = ?", (one["owner_id"],))
            owner = name["name"] if name else "you"
            assert owner
            assert not {",", "&", "/"} & set(owner)
            assert " and " not in owner
        assert review["accomplished"] in ("yes", "partly", "no")
        items = store.query("select * from open_item where meeting_id = ?", (meeting,))
        assert all(one["text"] for one in items)
        if review["accomplished"] != "yes":
            assert items or review["next_meeting_id"]
        if items:
            assert review["next_meeting_id"]
        if review["next_meeting_id"]:
            assert_complete(store, review["next_meeting_id"])
    return len(closed)


def assert_complete(store: Store, meeting: int) -> None:
    """A next meeting has a day and a time, one facilitator, and somebody who comes."""
    row = store.one(
        "select m.*, b.starts_at from meeting m join block b on b.id = m.block_id where m.id = ?", (meeting,)
    )
    assert row is not None
    assert row["starts_at"]
    people = store.query("select * from attendee where meeting_id = ?", (meeting,))
    assert people
    roles = [row["your_role"], *(one["role"] for one in people)]
    assert roles.count("facilitator") == 1
