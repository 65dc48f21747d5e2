from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.store.codec import from_text, to_text
from coachtui.store.errors import StoreError

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=ZONES)


@given(INSTANTS)
def test_an_instant_survives_as_text_to_the_second(instant: datetime) -> None:
    text = to_text(instant)
    assert from_text(text) == instant.replace(microsecond=0)
    assert from_text(text).tzinfo is UTC
    assert len(text) == 20


@given(INSTANTS, INSTANTS)
def test_texts_sort_like_their_instants(one: datetime, other: datetime) -> None:
    one, other = one.replace(microsecond=0), other.replace(microsecond=0)
    assert (to_text(one) < to_text(other)) == (one < other)


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no zone"):
        to_text(datetime(2026, 11, 23))


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-11-23", "2026-11-23T09:00:00", "2026-02-30T09:00:00Z", None, 5]
)
def test_what_is_no_instant_is_named(text: str) -> None:
    with pytest.raises(StoreError, match="where a time should be"):
        from_text(text)
