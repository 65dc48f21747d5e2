"""Words among which no option stands: arguments as they are, for which no parser is built.

A parser is half as dear as the rest of a captured line. A command that is run all day says in `PLAIN`
what its arguments are without options.
"""

from __future__ import annotations

from types import SimpleNamespace

from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GLOBAL: dict[str, object] = {"db": "", "json": False}
"""What the options of every command are when they are not given."""


def plain(
    defaults: Mapping[str, object], before: Sequence[str], after: Sequence[str]
) -> SimpleNamespace | None:
    """What the command's parser would find in the words around its name; None where only it can tell.

    Args:
        defaults: what the command's arguments are without options; its text is called "text".
        before: may be a plain `--db PATH`.
        after: the words of the text, and `--json`.
    """
    found = {**GLOBAL, **defaults}
    if before:
        if len(before) != 2 or before[0] != "--db" or before[1].startswith("-"):
            return None
        found["db"] = before[1]
    text = [word for word in after if word != "--json"]
    if any(word.startswith("-") for word in text) or (text and "text" not in defaults):
        return None
    if text:
        found["text"] = text
    found["json"] = len(text) < len(after)
    return SimpleNamespace(**found)
