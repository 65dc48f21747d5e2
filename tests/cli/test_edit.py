from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.helpers import Coach


def test_edit_understands_an_item_again_and_is_undone(planned: Coach) -> None:
    planned("add", "Bob: invoice question 10m")
    answer = planned("edit", "--json", "1", "Bob:", "invoice", "answer", "20m", "--", "PO 4471")
    assert answer.status == 0
    (item,) = planned("queue", "--json").document["items"]
    assert (item["id"], item["title"], item["minutes"]) == (1, "invoice answer", 20)
    planned("undo")
    (item,) = planned("queue", "--json").document["items"]
    assert (item["title"], item["minutes"]) == ("invoice question", 10)


def test_edit_refuses_what_is_no_id_and_what_says_nothing_new(planned: Coach) -> None:
    planned("add", "Bob: invoice question 10m")
    assert planned("edit", "bob", "x").status == 2
    assert planned("edit", "1").status == 2
    same = planned("edit", "1", "Bob: invoice question 10m")
    assert same.status == 1
    assert "says that already" in same.err
