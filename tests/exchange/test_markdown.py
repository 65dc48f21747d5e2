from __future__ import annotations

import pytest

from coachtui.exchange import markdown
from tests.exchange.snapshots import DAY

TEXT = """\
# Tue 24 Nov 2026

- [x] 09:00–09:45 **S1** Write brief (45m)
- [ ] 09:45–10:30 **S2** Draft board deck 1/2 (45m)
- 10:30–11:00 **B1** buffer (30m)
  - Bob: invoice question (10m)
  - long talk (~25m)
- 11:00–11:30 **M1** Budget sync (30m): agree Q4 budget, with Ana, Raj
- 11:30–12:00 **B2** buffer (30m)
  - long talk (~25m)
- 12:00–13:00 **R1** Lunch (1h)

## Does not fit

- Code review (45m)

## Done between

- [x] logo file (6m)"""


def test_a_day_is_a_list() -> None:
    assert markdown.day(DAY) == TEXT


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("**bold** _x_ `code`", r"\*\*bold\*\* \_x\_ \`code\`"),
        ("[click](javascript:alert(1))", r"\[click\]\(javascript:alert\(1\)\)"),
        ("<script>alert(1)</script>", r"\<script\>alert\(1\)\</script\>"),
        ("![x](http://a) &amp; | ~~ \\", r"\!\[x\]\(http://a\) \&amp; \| \~\~ \\"),
        ("# no heading\n- no list\n\x1b[31m", r"\# no heading - no list"),
    ],
)
def test_titles_are_never_markup(title: str, shown: str) -> None:
    assert markdown.escaped(title) == shown
    block = DAY.blocks[0]._replace(title=title, purpose=title, attendees=(title,))
    line = markdown.day(DAY._replace(blocks=(block,))).splitlines()[2]
    assert line == f"- [x] 09:00–09:45 **S1** {shown} (45m): {shown}, with {shown}"
