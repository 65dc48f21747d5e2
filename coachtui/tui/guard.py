"""Typing into the wrong window: keys that come faster than anybody gives commands are text.

Times are seconds of one monotonic clock; keys carry the time at which they arrived, so that a busy
screen does not make slow keys look fast.
"""

from __future__ import annotations

from collections import deque

BURST = 6
"""So many printable keys ..."""

WITHIN = 0.4
"""... in so many seconds are text ..."""

DIFFERENT = 4
"""... when at least so many of them differ: a key that is held down repeats one."""


AT_ONCE = 0.012
"""Seconds: keys that follow each other sooner were not pressed one after the other ..."""

FEW = 4
"""... and so many of them are text ..."""

VARIED = 3
"""... when at least so many different letters are among them: figures only go from pane to pane."""


def is_text(keys: str) -> bool:
    """Whether keys that came at once are a text that was typed or pasted into the wrong window."""
    return len(keys) >= FEW and len({one for one in keys if one.isalpha()}) >= VARIED


class Guard:
    """Looks at the keys of normal mode, one after the other."""

    def __init__(self) -> None:
        self._keys: deque[tuple[float, str]] = deque()

    def feed(self, key: str, at: float) -> str:
        """The text of the burst that this key completes; empty while there is none."""
        while self._keys and at - self._keys[0][0] > WITHIN:
            self._keys.popleft()
        self._keys.append((at, key))
        text = self.text
        if len(text) < BURST or len(set(text)) < DIFFERENT:
            return ""
        self._keys.clear()
        return text

    def is_apart(self, at: float) -> bool:
        """Whether a key comes at once with the last one, which itself came some time after another."""
        times = [time for time, _ in self._keys]
        return len(times) > 1 and at - times[-1] < AT_ONCE <= times[-1] - times[-2]

    @property
    def text(self) -> str:
        """The keys that may become a burst."""
        return "".join(one for _, one in self._keys)

    @property
    def is_fresh(self) -> bool:
        """Whether the last key began what may become a burst."""
        return len(self._keys) == 1

    def reset(self) -> None:
        """Forget: what comes next is something else."""
        self._keys.clear()
