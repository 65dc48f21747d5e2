"""From prompts and from a file no review is closed that commits nobody, whatever is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachtui.__main__ import main
from coachtui.cli import review_prompts
from coachtui.services import meetings, reviews
from coachtui.store.file import Store
from tests.cli.helpers import clean_environment
from tests.services.helpers import Clock, open_office
from tests.services.review_rules import answers, assert_committing, lines, next_lines, texts

if TYPE_CHECKING:
    from pathlib import Path

LINE = "11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj"

typed = st.lists(
    st.one_of(
        lines,
        answers,
        next_lines,
        st.just(""),
        st.just(""),
        st.sampled_from(["<", "-1", "1: x", "2: Raj: y by fri => z"]),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=typed)
def test_prompts_close_only_what_commits(tmp_path_factory: pytest.TempPathFactory, typed: list[str]) -> None:
    clock = Clock()
    office = open_office(tmp_path_factory.mktemp("office") / "coach.db", clock)
    keys = iter(typed)
    with office.store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(review_prompts, "ask", lambda _: next(keys, None))
        number = meetings.add(office, LINE).meeting.id
        clock.set("11:30")
        if review_prompts.ask_review(office, number, reviews.begin(office, number)):
            reviews.close(office, number)
            assert assert_committing(office.store) == 1
        else:
            assert assert_committing(office.store) == 0


@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_a_file_closes_only_what_commits(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("office")
    clock = Clock()
    office = open_office(folder / "coach.db", clock)
    with office.store:
        meetings.add(office, LINE)
    file: Path = folder / "review.txt"
    file.write_text(text, "utf-8", errors="replace")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in clean_environment(folder, COACHTUI_NOW="2026-11-24T11:32").items():
            patch.setenv(name, value)
        status = main(["meeting", "review", "1", "--from", str(file)])
    with Store.open(folder / "coach.db", now=clock.now) as store:
        assert assert_committing(store) == (1 if status == 0 else 0)
