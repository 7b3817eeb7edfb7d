"""What a document holding every construct looks like."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult

from designdoc_tui.markdown.passages import Passage, Span
from designdoc_tui.widgets.preview import Preview
from tests.passages import OneText

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from designdoc_tui.markdown.passages import PassageSource

Compare = Callable[..., bool]

WIDTHS = [40, 80, 120]
THEMES = ["textual-dark", "textual-light", "ansi-dark", "ansi-light"]

EVERYTHING = """\
# Two-factor sign-in

Some *emphasis*, **strong**, ***both***, ~~struck~~, `code`, [a link](https://example.org/doc),
www.example.org, an image ![logo](logo.png), a hard\\
break, a footnote[^1], <kbd>HTML</kbd> and &copy; entities. 日本語のテキストは幅が二倍です。
A reference to [another section][adr], <me@example.org> and ~~`struck code`~~.

## Second level

### Third level with `code`

#### Fourth
##### Fifth
###### Sixth

- one
- two **bold** with a text long enough to wrap on narrow terminals, hanging under its first line
  - nested
    - deeper
      1. ordered
      2. inside
- [ ] open task
- [x] done task

9. **Scenario**: the clock of a phone is wrong
   - **Detection**: the code is one step off

10. **Scenario**: an external service is down

> A quote with *emphasis* that is long enough to wrap in a narrow terminal, and then some.
>
> > A quote inside

| Column | Right | Centre |
|:-------|------:|:------:|
| a | 1 | `x` |
| a rather long cell that wraps when narrow | 22 | 日本 |
| short |

```python
def total(prices: list[int]) -> str:
    \"\"\"Add them up.\"\"\"
    return f"{sum(prices)} cents"  # never a float
```

```
Client -> API gateway -> Sign-in service -> Database -> a line too long for any terminal here
```

---

<!-- a comment -->

Escape: \x1b[31mred\x1b[0m, override: \u202eabc\u202c.

[^1]: The text of the footnote.
"""


_HEIGHTS = {40: 88, 80: 74, 120: 73}
"""Rows in which all of it is seen, by the width."""


class Everything:
    """An unfilled section, one being edited, and the rest."""

    def __init__(self) -> None:
        self._passages = [
            Passage(
                (
                    Span("## Metadata\n\n- **Author**: "),
                    Span("[Name/Email]", "metadata.author", placeholder=True),
                    Span("\n- **Status**: "),
                    Span("`Draft`", "metadata.status"),
                    Span("\n"),
                )
            ),
            Passage((Span(EVERYTHING, "everything"),)),
            Passage((Span("The end.\n\n[adr]: docs/adr-7.md\n", "references"),)),
        ]

    def __len__(self) -> int:
        return len(self._passages)

    def passage(self, index: int) -> Passage:
        return self._passages[index]

    def estimate(self, index: int) -> int:
        return self._passages[index].text.count("\n")

    def index_of(self, path: str) -> int | None:
        return ["metadata", "everything", "references"].index(path.partition(".")[0])


class Picture(App[None]):
    def __init__(self, theme: str, source: PassageSource | None = None) -> None:
        super().__init__()
        self.theme = theme
        self._source = source or Everything()

    def compose(self) -> ComposeResult:
        yield Preview(self._source)

    def on_mount(self) -> None:
        self.query_one(Preview).follow("metadata.status")


async def coloured(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def searched(pilot: Pilot[None]) -> None:
    await coloured(pilot)
    pilot.app.query_one(Preview).search("on")
    await coloured(pilot)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
class TestEverything:
    def test_every_construct(self, snap_compare: Compare, width: int, theme: str) -> None:
        size = (width, _HEIGHTS[width])
        assert snap_compare(Picture(theme), terminal_size=size, run_before=coloured)


@pytest.mark.parametrize("width", WIDTHS)
class TestWithoutColour:
    def test_every_construct(
        self, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, width: int
    ) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        size = (width, _HEIGHTS[width])
        assert snap_compare(Picture("textual-dark"), terminal_size=size, run_before=coloured)

    def test_hits_of_a_search(
        self, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, width: int
    ) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        size = (width, 30)
        assert snap_compare(Picture("textual-dark"), terminal_size=size, run_before=searched)


DIAGRAMS = """\
## High-level architecture

```mermaid
graph LR
  client[Phone] -->|code| gateway[API gateway]
  subgraph inside
    gateway --> signin{Sign-in}
    signin -- asks --> store[(Database)]
  end
```

```mermaid
sequenceDiagram
  participant A as Ada
  A->>S: code 123456
  S-->>A: welcome
```
"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
class TestDiagrams:
    def test_drawn(self, snap_compare: Compare, width: int, theme: str) -> None:
        picture = Picture(theme, OneText(DIAGRAMS))
        assert snap_compare(
            picture, terminal_size=(width, 44 if width < 120 else 28), run_before=coloured
        )


class TestWhileADiagramIsBroken:
    def test_the_last_good_picture_stays(self, snap_compare: Compare) -> None:
        source = OneText(DIAGRAMS)

        async def broken(pilot: Pilot[None]) -> None:
            await coloured(pilot)
            source.text = source.text.replace("  end\n", "    store -->\n  end\n")
            pilot.app.query_one(Preview).passage_changed(0)
            await coloured(pilot)

        picture = Picture("textual-dark", source)
        assert snap_compare(picture, terminal_size=(80, 44), run_before=broken)


@pytest.mark.parametrize("theme", THEMES)
class TestSearching:
    def test_hits_are_marked(self, snap_compare: Compare, theme: str) -> None:
        assert snap_compare(Picture(theme), terminal_size=(60, 50), run_before=searched)


class TestLinks:
    def test_those_to_files_that_are_not_there(self, snap_compare: Compare) -> None:
        async def looked_up(pilot: Pilot[None]) -> None:
            await coloured(pilot)
            pilot.app.query_one(Preview).look_up_files(lambda file: file == "plan.md")
            await coloured(pilot)

        text = "See [the plan](plan.md), [the proposal](proposal.md) and ![a logo](logo.png).\n"
        picture = Picture("textual-dark", OneText(text))
        assert snap_compare(picture, terminal_size=(60, 6), run_before=looked_up)


class TestLongCode:
    def test_scrolled_sideways(self, snap_compare: Compare) -> None:
        async def scrolled(pilot: Pilot[None]) -> None:
            await coloured(pilot)
            pilot.app.query_one(Preview).focus()
            await pilot.press("right", "right")
            await coloured(pilot)

        code = "SELECT name, mail, phone FROM accounts WHERE id = 4711 -- one\nshort\n"
        text = f"Some text.\n\n```sql\n{code}```\n"
        picture = Picture("textual-dark", OneText(text))
        assert snap_compare(picture, terminal_size=(50, 10), run_before=scrolled)
