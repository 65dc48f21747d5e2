from __future__ import annotations

from contextlib import suppress
from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachtui.domain.conclusion import close, problems
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.next_meeting import format_next, read_next
from coachtui.domain.note import NoteKind, read_note, signed
from coachtui.domain.review import (
    STEP_OF,
    Accomplished,
    Held,
    Review,
    Ruling,
    Step,
    Unfinished,
    add,
    delete,
    edit,
    go,
    judge,
    rule,
    set_next,
    suggested_next,
)
from coachtui.domain.review_text import format_review, read_judgement, read_review

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TODAY = date(2026, 11, 24)
HELD = Held(
    title="Budget sync",
    purpose="agree Q4 budget",
    on=TODAY,
    at=time(11),
    minutes=30,
    facilitator="Ana",
    others=("Ana", "Raj"),
    next_on=date(2026, 12, 1),
    unfinished=(
        Unfinished(12, "Ana", "freeze spend", date(2026, 11, 20), "mail sent", date(2026, 11, 17)),
        Unfinished(13, "Raj", "renewal quote", date(2026, 11, 30), "quote in wiki", date(2026, 11, 17)),
    ),
)
TEXT = """
Q3 closed 2% under plan
+ vendor list shrinks from 9 to 6
= freeze contractor spend until January

partly: headcount numbers were missing

Raj: headcount table by fri => linked in wiki
me: reply to auditor by thu => mail sent, Raj in cc
#12 done
#13 keep by 4 dec

Raj: travel policy

same
"""


def written(
    *lines: str, step: Step = Step.ACTIONS, accomplished: Accomplished | None = Accomplished.YES
) -> Review:
    review = Review(HELD)._replace(accomplished=accomplished)
    for line in lines:
        review = add(review, step, line, TODAY)
    return review


def sentences(review: Review) -> list[str]:
    return [problem.sentence for problem in problems(review)]


def test_a_whole_review_is_read_and_closed() -> None:
    review = read_review(Review(HELD), TEXT.strip(), TODAY)
    said = close(review)
    assert said.highlights == ("Q3 closed 2% under plan", "vendor list shrinks from 9 to 6")
    assert said.decisions == ("freeze contractor spend until January",)
    assert (said.accomplished, said.reason) == (Accomplished.PARTLY, "headcount numbers were missing")
    assert [(one.owner, one.due, one.done_when) for one in said.actions] == [
        ("Raj", date(2026, 11, 27), "linked in wiki"),
        ("you", date(2026, 11, 26), "mail sent, Raj in cc"),
    ]
    assert [(one.owner, one.text) for one in said.open_items] == [("Raj", "travel policy")]
    assert [(one.action, one.ruling, one.due) for one in said.verdicts] == [
        (12, Ruling.DONE, None),
        (13, Ruling.KEEP, date(2026, 12, 4)),
    ]
    assert said.following is not None
    assert (said.following.on, said.following.facilitator) == (date(2026, 12, 1), "Ana")


def test_headings_lead_to_their_step_in_any_order() -> None:
    text = "Actions:\n- Raj: table by fri => there\n\n## Purpose\nyes\n\nHighlights and decisions:\n= frozen"
    review = read_review(Review(HELD), text, TODAY)
    assert [entry.kind for entry in review.entries] == [NoteKind.ACTION, NoteKind.DECISION]
    assert problems(review) == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a\n\nperhaps", 'line 3: "perhaps": answer yes, partly or no'),
        ("\n\n#99 done", 'line 3: "#99 done": there is no unfinished action 99'),
        ("Actions:\n#12 keep by someday", "is no day"),
        ("=", 'line 1: "=": an empty line is no note'),
        ("a\n" * 501, "at most 500 lines"),
    ],
)
def test_a_line_that_is_not_clear_is_named(text: str, sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_review(Review(HELD), text, TODAY)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("y", (Accomplished.YES, "")),
        ("Partly: numbers were missing", (Accomplished.PARTLY, "numbers were missing")),
        ("p numbers", None),
        ("no - nobody came", (Accomplished.NO, "nobody came")),
        ("nobody", None),
    ],
)
def test_the_purpose_is_answered_by_a_letter_or_word_with_a_reason(
    line: str, answer: tuple[Accomplished, str] | None
) -> None:
    if answer is None:
        with pytest.raises(UsageError, match="answer yes, partly or no"):
            read_judgement(line)
    else:
        assert read_judgement(line) == answer


@pytest.mark.parametrize(
    ("line", "lacks"),
    [
        ("headcount table by fri => there", "no owner"),
        ("Ana and Raj: table by fri => there", "are several"),
        ("Raj: table => there", "no deadline"),
        ("Raj: table by fri", "no done-when"),
        ("Raj: table by yesterday => there", "is before the meeting"),
    ],
)
def test_an_action_that_commits_nobody_keeps_the_review_open(line: str, lacks: str) -> None:
    review = written(line)
    (problem,) = problems(review)
    assert (problem.step, problem.entry) == (Step.ACTIONS, 1)
    assert lacks in problem.sentence
    with pytest.raises(CoachError, match=lacks):
        close(review)


def test_an_unanswered_purpose_keeps_the_review_open() -> None:
    assert sentences(written(accomplished=None)) == ["was the purpose accomplished? answer yes, partly or no"]


@pytest.mark.parametrize("accomplished", [Accomplished.PARTLY, Accomplished.NO])
def test_what_was_not_accomplished_goes_on(accomplished: Accomplished) -> None:
    review = written(accomplished=accomplished)
    assert [problem.step for problem in problems(review)] == [Step.OPEN_ITEMS]
    assert problems(set_next(review, suggested_next(HELD), TODAY)) == ()
    parked = add(review, Step.OPEN_ITEMS, "Raj: travel policy", TODAY)
    assert [problem.step for problem in problems(parked)] == [Step.NEXT]
    assert problems(set_next(parked, suggested_next(HELD), TODAY)) == ()


def test_an_open_item_needs_an_owner() -> None:
    review = set_next(written("travel policy", step=Step.OPEN_ITEMS), suggested_next(HELD), TODAY)
    (problem,) = problems(review)
    assert (problem.step, problem.entry) == (Step.OPEN_ITEMS, 1)
    assert "no owner" in problem.sentence


@pytest.mark.parametrize(
    ("line", "lacks"),
    [
        ("tue facilitator Ana with Raj", "no time"),
        ("11:00 facilitator Ana with Raj", "no day"),
        ("tue 11:00 facilitator Ana and Raj", "no single facilitator"),
        ("tue 11:00 facilitator me", "nobody else comes"),
        ("next tue 11:00 facilitator Ana", "is not clear"),
        ("today 11:00 facilitator Ana", "not after this one"),
        ("soon", "no day"),
    ],
)
def test_a_next_meeting_that_lacks_something_keeps_the_review_open(line: str, lacks: str) -> None:
    review = set_next(written(), line, TODAY)
    assert {problem.step for problem in problems(review)} == {Step.NEXT}
    assert lacks in " ".join(sentences(review))


@pytest.mark.parametrize(
    ("line", "facilitator", "others"),
    [
        ("tue 11:00-11:30 with Ana, Raj, Lee", "Ana", ("Ana", "Raj", "Lee")),
        ("tue 11:00-11:30 with Ana, Raj, Lee facilitator me", "you", ("Ana", "Raj", "Lee")),
        ("tue 11:00 with Ana and Raj, facilitator: Lee", "Lee", ("Ana", "Raj", "Lee")),
        ("tue 11:00 facilitator Raj with Ana", "Raj", ("Ana", "Raj")),
    ],
)
def test_the_facilitator_stands_before_or_after_who_comes_and_is_else_the_last_one(
    line: str, facilitator: str, others: tuple[str, ...]
) -> None:
    review = set_next(written(), line, TODAY)
    assert problems(review) == ()
    following = close(review).following
    assert following is not None
    assert (following.facilitator, following.others) == (facilitator, others)


@given(
    others=st.lists(st.sampled_from(["Ana", "Raj", "Lee", "Kim Withers"]), min_size=1, unique=True),
    facilitator=st.sampled_from(["Ana", "you", "Lee"]),
    minutes=st.integers(1, 600),
    is_last=st.booleans(),
)
def test_a_next_meeting_reads_as_it_was_written_with_its_facilitator_first_or_last(
    others: list[str], facilitator: str, minutes: int, is_last: bool
) -> None:
    line = format_next(HELD.next_on, HELD.at, minutes, facilitator, tuple(others))
    if is_last:
        when, _, rest = line.partition(" facilitator ")
        name, _, names = rest.partition(" with ")
        line = f"{when} with {names} facilitator {name}"
    read = read_next(line, date(2028, 1, 1), 99, facilitator="Raj")
    come = tuple(dict.fromkeys([*others, *([facilitator] if facilitator != "you" else [])]))
    assert (read.on, read.at, read.minutes) == (HELD.next_on, HELD.at, minutes)
    assert (read.facilitator, read.others, read.missing) == (facilitator, come, ())
    assert read_next(read.line, date(2028, 1, 1), 99) == read


def test_the_suggested_next_meeting_is_complete_and_means_the_same_later() -> None:
    line = suggested_next(HELD)
    assert line == "Tue 1 Dec 2026 11:00-11:30 facilitator Ana with Ana, Raj"
    read = read_next(line, date(2028, 1, 1), 99)
    assert read.missing == ()
    assert (read.on, read.at, read.minutes, read.others) == (HELD.next_on, HELD.at, 30, HELD.others)
    assert format_next(HELD.next_on, HELD.at, 30, "you", ("Raj",)).endswith("facilitator you with Raj")


def test_an_overdue_action_is_kept_only_with_a_new_deadline() -> None:
    late = rule(written(), 12, Ruling.KEEP)
    assert "give it a new one" in sentences(late)[0]
    assert problems(rule(late, 12, Ruling.KEEP, date(2026, 12, 4))) == ()
    assert problems(rule(late, 12, Ruling.DROP)) == ()
    assert problems(rule(written(), 13, Ruling.KEEP)) == ()
    with pytest.raises(UsageError, match="no unfinished action 99"):
        rule(late, 99, Ruling.DONE)


def test_any_line_can_be_written_anew_or_taken_out() -> None:
    review = written("table by fri")
    review = edit(review, 1, "Raj: table by fri => there", TODAY)
    assert problems(review) == ()
    assert review.entry(1).text == "Raj: table by Fri 27 Nov 2026 => there"
    assert edit(review, 1, "= frozen", TODAY).entry(1) == (1, NoteKind.DECISION, "frozen")
    assert edit(review, 1, "+ frozen", TODAY).entry(1).kind is NoteKind.HIGHLIGHT
    emptied = delete(review, 1)
    assert emptied.entries == ()
    assert add(emptied, Step.HIGHLIGHTS, "x", TODAY).entries[0].id == 2
    with pytest.raises(UsageError, match="no line 1"):
        edit(emptied, 1, "x", TODAY)


def test_a_sign_says_what_a_line_is_in_any_step() -> None:
    review = written("? Raj: travel policy", "! Raj: table", "= frozen", "plain", step=Step.HIGHLIGHTS)
    assert [entry.kind for entry in review.entries] == [
        NoteKind.OPEN_ITEM,
        NoteKind.ACTION,
        NoteKind.DECISION,
        NoteKind.HIGHLIGHT,
    ]


@given(kind=st.sampled_from(NoteKind), text=st.text(min_size=1, max_size=30))
def test_a_signed_note_is_read_back(kind: NoteKind, text: str) -> None:
    try:
        _, clean = read_note("+ " + text)
    except UsageError:
        return
    assert read_note(signed(kind, clean)) == (kind, clean)


lines = st.one_of(
    st.lists(
        st.sampled_from(
            [
                "Raj:",
                "Ana and Raj:",
                "me:",
                "=",
                "!",
                "?",
                "table",
                "by fri",
                "by yesterday",
                "by 29 feb",
                "=> there",
                "=>",
            ]
        ),
        max_size=5,
    ).map(" ".join),
    st.text(max_size=20),
)
next_lines = st.lists(
    st.sampled_from(
        [
            "tue",
            "yesterday",
            "11:00",
            "9-5",
            "facilitator Ana",
            "facilitator",
            "with Raj",
            "with me",
            "none",
            "facilitator Ana, Raj",
        ]
    ),
    max_size=4,
).map(" ".join)
steps = st.sampled_from([Step.HIGHLIGHTS, Step.ACTIONS, Step.OPEN_ITEMS])
moves = st.one_of(
    st.tuples(st.just("add"), steps, lines),
    st.tuples(st.just("edit"), st.integers(1, 8), lines),
    st.tuples(st.just("delete"), st.integers(1, 8)),
    st.tuples(st.just("judge"), st.sampled_from(Accomplished)),
    st.tuples(st.just("rule"), st.sampled_from([12, 13]), st.sampled_from(Ruling)),
    st.tuples(st.just("next"), next_lines),
    st.tuples(st.just("go"), st.sampled_from(Step)),
    st.tuples(st.just("text"), st.lists(lines, max_size=6).map("\n".join)),
)


def states(written: list[tuple[object, ...]]) -> Iterator[Review]:
    """The review after each move, refused ones left out."""
    review = Review(HELD)
    for name, *rest in written:
        with suppress(UsageError):
            review = MOVES[str(name)](review, *rest)
        yield review


MOVES: dict[str, Callable[..., Review]] = {
    "add": lambda review, step, line: add(review, step, line, TODAY),
    "edit": lambda review, number, line: edit(review, number, line, TODAY),
    "delete": delete,
    "judge": judge,
    "rule": rule,
    "next": lambda review, line: set_next(review, line, TODAY),
    "go": go,
    "text": lambda review, text: read_review(review, text, TODAY),
}


@settings(max_examples=300)
@given(st.lists(moves, max_size=12))
def test_no_way_leads_to_a_closed_review_that_commits_nobody(written: list[tuple[object, ...]]) -> None:
    for review in states(written):
        try:
            said = close(review)
        except CoachError:
            assert problems(review)
            continue
        assert problems(review) == ()
        assert len(said.actions) == len(review.of(NoteKind.ACTION))
        for action in said.actions:
            assert action.owner
            assert " and " not in action.owner
            assert "," not in action.owner
            assert action.task
            assert action.done_when
            assert action.due >= TODAY
        assert all(item.owner and item.text for item in said.open_items)
        if said.accomplished is not Accomplished.YES:
            assert said.open_items or said.following
        if said.open_items:
            assert said.following
        if said.following:
            assert said.following.facilitator
            assert said.following.others
            assert (said.following.on, said.following.at) > (HELD.on, HELD.at)


@settings(max_examples=200)
@given(st.lists(moves, max_size=12))
def test_a_review_is_read_back_from_its_text(written: list[tuple[object, ...]]) -> None:
    review = Review(HELD)
    for state in states(written):
        review = state
    again = read_review(Review(HELD), format_review(review), TODAY)
    kept = [
        [(one.kind, one.text) for one in each.entries if STEP_OF[one.kind] is step]
        for step in Step
        for each in (review, again)
    ]
    assert kept[::2] == kept[1::2]
    assert (again.accomplished, again.reason, again.next_line) == (
        review.accomplished,
        review.reason,
        review.next_line,
    )
    assert set(again.verdicts) == set(review.verdicts)


@settings(max_examples=200)
@given(st.lists(moves, max_size=12))
def test_a_line_is_never_lost_and_no_number_used_twice(written: list[tuple[object, ...]]) -> None:
    before = Review(HELD)
    for (name, *_), review in zip(written, states(written), strict=True):
        numbers = [entry.id for entry in review.entries]
        assert len(set(numbers)) == len(numbers)
        assert max(numbers, default=0) <= review.last
        if name != "delete":
            assert {entry.id for entry in before.entries} <= set(numbers)
        before = review
