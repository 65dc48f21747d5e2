"""What becomes of a time that was told: kept, renegotiated, missed, or let go."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.interruption import Interruption, Promise, State
from coachtui.domain.promise import (
    Word,
    after_beginning,
    after_closing,
    after_telling,
    apology,
    is_told_anew,
    word_of,
)
from coachtui.domain.slotting.promises import STANDING, holds_until, will_not_hold
from coachtui.domain.slotting.rules import settle
from coachtui.domain.slotting.shelves import Buffer
from coachtui.domain.span import Span, later
from coachtui.domain.wall import Wall

DAY = date(2026, 11, 24)
START = datetime(2026, 11, 24, 8, tzinfo=UTC)
CLOSED = [State.DONE, State.GIVEN, State.DECLINED, State.DROPPED]

promises = st.none() | st.sampled_from(Promise)
minutes = st.integers(0, 300)


def item(
    promise: Promise | None = Promise.OPEN, told: int | None = 60, slot: int | None = None
) -> Interruption:
    """Told a minute of the morning, with ten minutes from another one on, or waiting."""
    slots = () if slot is None else (Span(later(START, slot), later(START, slot + 10)),)
    return Interruption(
        1, "invoice", 10, START, who="Bob",
        state=State.SLOTTED if slots else State.WAITING,
        promised_at=None if told is None else later(START, told), promise=promise, slots=slots,
    )  # fmt: skip


def buffer(start: int, end: int, behind: datetime | None = None) -> Buffer:
    return Buffer(DAY, Span(later(START, start), later(START, end)), behind=behind)


@given(promises, st.none() | st.just(START))
def test_missed_stays_missed_whatever_is_told_or_done(promise: Promise | None, at: datetime | None) -> None:
    assert after_telling(Promise.MISSED, at) is Promise.MISSED
    assert after_beginning(Promise.MISSED) is Promise.MISSED
    assert all(after_closing(Promise.MISSED, state) is Promise.MISSED for state in CLOSED)
    told = after_telling(promise, at)
    is_over = promise in (Promise.MISSED, Promise.KEPT)
    assert told is (promise if is_over else Promise.OPEN if at is None else Promise.RENEGOTIATED)


@given(promises)
def test_what_was_never_told_is_never_kept_or_broken(promise: Promise | None) -> None:
    assert after_beginning(None) is None
    assert all(after_closing(None, state) is None for state in CLOSED)
    assert word_of(item(promise, told=None)) is None
    assert word_of(item(promise)._replace(who="")) is None


@given(st.sampled_from(STANDING))
def test_what_is_begun_or_done_in_time_is_kept(promise: Promise) -> None:
    assert after_beginning(promise) is Promise.KEPT
    assert after_closing(promise, State.DONE) is Promise.KEPT
    assert after_closing(Promise.KEPT, State.DONE) is Promise.KEPT


@pytest.mark.parametrize(
    ("state", "word"),
    [(State.GIVEN, Word.RENEGOTIATED), (State.DECLINED, Word.RENEGOTIATED), (State.DROPPED, Word.VOID)],
)
def test_who_is_told_no_or_somebody_else_in_time_was_told(state: State, word: Word) -> None:
    closed = item(after_closing(Promise.OPEN, state))._replace(state=state)
    assert word_of(closed) is word


@given(minutes, minutes, minutes)
def test_a_told_time_holds_to_the_end_of_its_buffer_or_else_only_itself(
    told: int, start: int, length: int
) -> None:
    limit = holds_until(later(START, told), [buffer(start, start + length + 1)])
    inside = start <= told <= start + length
    assert limit == later(START, start + length + 1 if inside else told)


def test_a_buffer_whose_front_was_eaten_is_still_that_buffer() -> None:
    eaten = buffer(70, 90, behind=later(START, 0))
    assert holds_until(later(START, 60), [eaten]) == later(START, 90)


@given(told=minutes, slot=st.none() | minutes, now=minutes, promise=promises)
def test_what_will_not_hold_is_said_while_there_is_time_and_what_is_not_said_is_not_missed(
    told: int, slot: int | None, now: int, promise: Promise | None
) -> None:
    one, buffers = item(promise, told, slot), [buffer(0, 60), buffer(90, 120), buffer(150, 400)]
    limit = holds_until(later(START, told), buffers)
    if later(START, now) >= limit or promise not in STANDING:
        assert not will_not_hold(one, buffers, later(START, now))
    elif slot is None or slot >= told + 10:
        assert will_not_hold(one, buffers, later(START, now))
    else:
        assert not will_not_hold(one, buffers, later(START, now))
        assert slot < told + 10
    behind = (settle([one], buffers, later(limit, 1)).of(1) or one).promise
    assert behind is (Promise.MISSED if promise in STANDING else promise)


@given(told=minutes, slot=st.none() | minutes, now=minutes, promise=st.sampled_from(Promise))
def test_the_sentence_never_gives_up_a_time_and_offers_the_same(
    told: int, slot: int | None, now: int, promise: Promise
) -> None:
    sentence = apology(item(promise, told, slot), later(START, now), Wall(ZoneInfo("Europe/Berlin")))
    assert (sentence == "") is (told == slot)
    start = None if slot is None else later(START, slot)
    assert is_told_anew(promise, later(START, told), start, later(START, now)) is (
        promise is Promise.MISSED and (told in (slot,) or told > now)
    )


@pytest.mark.parametrize(
    ("slot", "hours", "sentence"),
    [
        (150, 0, "Sorry Bob, 10:00 will not hold; 11:30 instead."),
        (150, 3, "Sorry Bob, 10:00 did not hold; 11:30 instead."),
        (1530, 0, "Sorry Bob, 10:00 will not hold; 10:30 tomorrow instead."),
        (None, 0, "Sorry Bob, 10:00 will not hold; I will tell you a new time."),
    ],
)
def test_the_sentence_names_the_person_both_times_and_another_day(
    slot: int | None, hours: int, sentence: str
) -> None:
    now = START + timedelta(hours=hours)
    assert apology(item(slot=slot), now, Wall(ZoneInfo("Europe/Berlin"))) == sentence
