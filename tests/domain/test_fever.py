"""The fever line: more buffer gone is never calmer, more plan done never more alarming."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.block import Block, BlockKind, BlockState
from coachtui.domain.fever import SIGNS, Word, fever, word
from coachtui.domain.span import Span

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
ORDER = list(Word)
shares = st.floats(0, 1)


def day(*lengths: int, state: BlockState = BlockState.PLANNED) -> list[Block]:
    """Sprints and buffers in turn from nine on."""
    blocks, at = [], NINE
    for number, minutes in enumerate(lengths):
        kind = BlockKind.BUFFER if number % 2 else BlockKind.SPRINT
        blocks.append(Block(kind, Span(at, at + timedelta(minutes=minutes)), id=number + 1))
        at += timedelta(minutes=minutes)
    return blocks


def at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


@given(shares, shares, shares)
def test_more_buffer_gone_is_never_calmer(used: float, more: float, done: float) -> None:
    assert ORDER.index(word(min(used, more), done)) <= ORDER.index(word(max(used, more), done))


@given(shares, shares, shares)
def test_more_plan_done_is_never_more_alarming(used: float, done: float, more: float) -> None:
    assert ORDER.index(word(used, max(done, more))) <= ORDER.index(word(used, min(done, more)))


@given(shares)
def test_a_plan_that_is_done_is_fine_and_so_is_a_buffer_that_is_whole(share: float) -> None:
    assert word(share, 1.0) is Word.FINE
    assert word(0.0, share) is Word.FINE


@given(shares.filter(lambda one: one < 1))
def test_a_buffer_that_is_gone_before_the_plan_is_done_wants_something_done(done: float) -> None:
    assert word(1.0, done) is Word.ACT


@pytest.mark.parametrize(
    ("used", "done", "said"),
    [(0.2, 0.0, "fine"), (0.3, 0.0, "watch"), (0.51, 0.0, "act"), (0.5, 0.5, "fine"), (0.7, 0.5, "watch")],
)
def test_the_rest_of_the_plan_is_compared_with_the_rest_of_the_buffer(
    used: float, done: float, said: str
) -> None:
    assert word(used, done) == said


def test_every_word_has_a_sign_of_its_own() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS) == len(Word)


@given(st.lists(st.integers(5, 60), min_size=2, max_size=10), st.integers(0, 599))
def test_who_does_each_sprint_in_its_time_only_loses_buffer_that_passes(
    lengths: list[int], minute: int
) -> None:
    now = at(minute)
    blocks = [
        one._replace(state=BlockState.DONE, estimate=one.span.minutes)
        if one.kind is BlockKind.SPRINT and one.span.end <= now
        else one
        for one in day(*lengths)
    ]
    on = next((one for one in blocks if one.span.holds(now)), None)
    remaining: dict[int | None, int] = {}
    if on and on.kind is BlockKind.SPRINT:
        left = int((on.span.end - now).total_seconds() // 60)
        at_work = on._replace(state=BlockState.RUNNING, estimate=on.span.minutes)
        blocks[blocks.index(on)] = at_work
        remaining = {on.id: left}
    found = fever(blocks, now, remaining)
    if on is None:
        assert found is None
        return
    assert found is not None
    passed = sum(
        int((min(one.span.end, now) - one.span.start).total_seconds() // 60)
        for one in blocks
        if one.kind is BlockKind.BUFFER and one.span.start < now
    )
    assert found.gone == passed
    assert found.buffer == sum(one.span.minutes for one in blocks if one.kind is BlockKind.BUFFER)


def test_lost_time_overrun_and_what_lost_its_place_are_gone_from_the_buffer() -> None:
    blocks = day(45, 30, 45, 30)
    begun = [blocks[0]._replace(state=BlockState.RUNNING, estimate=45), *blocks[1:]]
    late = fever(begun, at(20), {1: 45})
    assert late is not None
    assert (late.buffer, late.gone, late.planned, late.done) == (60, 20, 90, 0)
    assert late.word is Word.WATCH
    over = [
        blocks[0]._replace(span=Span(NINE, at(65)), state=BlockState.RUNNING, estimate=45, box=45 * 60),
        blocks[1]._replace(span=Span(at(65), at(75))),
        *blocks[2:],
    ]
    found = fever(over, at(65), {1: 0})
    assert found is not None
    assert (found.buffer, found.gone, found.done) == (60, 20, 45)
    slipped = fever(blocks, at(0), {}, slipped=30)
    assert slipped is not None
    assert (slipped.planned, slipped.buffer, slipped.done) == (120, 30, 0)


def test_a_day_without_buffer_is_fine_until_it_is_late() -> None:
    block = Block(BlockKind.SPRINT, Span(NINE, at(45)), id=1)
    calm = fever([block], NINE, {})
    late = fever([block._replace(state=BlockState.RUNNING, estimate=45)], at(10), {1: 45})
    assert calm is not None
    assert late is not None
    assert (calm.word, late.word, late.used_share) == (Word.FINE, Word.ACT, 1.0)


def test_as_long_as_nothing_is_late_only_buffer_that_passed_is_gone_then_what_sprints_lack() -> None:
    blocks = day(45, 30, 45, 30)
    gone = [found.gone for minute in (0, 44, 60, 75, 119, 140) if (found := fever(blocks, at(minute), {}))]
    assert gone == [0, 0, 60, 60, 60, 60]


def test_before_and_after_the_day_and_without_work_there_is_no_line() -> None:
    blocks = day(45, 30)
    assert fever(blocks, at(-1), {}) is None
    assert fever(blocks, at(75), {}) is None
    assert fever(blocks[1:], at(50), {}) is None
    assert fever([], NINE, {}) is None
