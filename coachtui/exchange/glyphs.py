"""The signs that carry the meaning where colour does not: one set for Unicode, one for ASCII."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.block import BlockKind
from coachtui.domain.interruption import SIGNS, Urgency

if TYPE_CHECKING:
    from collections.abc import Mapping


class Glyphs(NamedTuple):
    """A complete set of signs, one cell each but for `arrow`."""

    sprint: str
    buffer: str
    meeting: str
    now: str
    rule: str
    """What the line of now is made of."""
    full: str
    empty: str
    """The two cells of a meter."""
    bar: str
    rest: str
    """The two cells of a progress bar, and of the frames of the focused and the other panes."""
    done: str
    wrong: str
    again: str
    """Behind a time of the hour that comes twice: its second pass."""
    cursor: str
    mark: str
    dot: str
    dash: str
    arrow: str
    more: str
    """There is more below."""
    ellipsis: str
    prompt: str
    over: str
    on: str
    ahead: str
    """A step that is over, that is on, that is to come."""

    def kind(self, kind: BlockKind) -> str:
        """The gutter of a kind of block."""
        return {BlockKind.SPRINT: self.sprint, BlockKind.BUFFER: self.buffer}.get(
            kind, self.meeting if kind is BlockKind.MEETING else " "
        )

    def urgency(self, urgency: Urgency) -> str:
        """The sign of an urgency in one cell."""
        return self.dot if urgency is Urgency.NORMAL else SIGNS[urgency][0]

    def say(self, text: str) -> str:
        """A sentence of ours in this set: signs that a service wrote are replaced where needed."""
        return text if self is UNICODE else text.translate(_PLAIN)


UNICODE = Glyphs(
    sprint="█",
    buffer="┊",
    meeting="║",
    now="▶",
    rule="╌",
    full="■",
    empty="□",
    bar="━",
    rest="─",
    done="✓",
    wrong="✗",
    again="²",
    cursor="▸",
    mark="◆",
    dot="·",
    dash="–",
    arrow="→",
    more="↓",
    ellipsis="…",
    prompt="›",
    over="●",
    on="◉",
    ahead="○",
)
"""For terminals that speak UTF-8."""

ASCII = Glyphs(
    sprint="#",
    buffer=":",
    meeting="=",
    now=">",
    rule="-",
    full="#",
    empty=".",
    bar="=",
    rest="-",
    done="x",
    wrong="!",
    again="'",
    cursor=">",
    mark="*",
    dot=".",
    dash="-",
    arrow="->",
    more="v",
    ellipsis="~",
    prompt=">",
    over="*",
    on="@",
    ahead="o",
)
"""For every other terminal, and for those that draw the Unicode signs two cells wide."""

_PLAIN = str.maketrans(
    {one: other for one, other in zip(UNICODE, ASCII, strict=True) if one != other}
    | {"—": "-", "↑": "up", "↓": "down", "←": "left", "“": '"', "”": '"', "’": "'"}
    | {"▁": "_", "▄": "+", "▇": "!"}
)


COERCED = frozenset({"C.UTF-8", "C.utf8", "UTF-8"})
"""What Python itself puts into LC_CTYPE where the user asked for the C locale."""


def for_output(encoding: str | None, environ: Mapping[str, str]) -> Glyphs:
    """The set that an output of this encoding can show to a user with these environment variables.

    In the C locale Python writes UTF-8, whatever the terminal shows: there the locale decides.
    """
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        locale = environ.get(name, "")
        if locale and not (name == "LC_CTYPE" and locale in COERCED):
            return ASCII if locale in ("C", "POSIX") else for_encoding(encoding)
    return for_encoding(encoding)


def for_encoding(encoding: str | None) -> Glyphs:
    """The set that an output of this encoding can show."""
    return UNICODE if (encoding or "").replace("-", "").lower() in {"utf8", "utf8sig"} else ASCII
