"""The examples of the Markdown specifications, shown as their HTML would be read.

What the preview shows and what the specification's HTML says are put into one neutral form
(`tests.structure_text`) and must be the same, but for the examples in `KNOWN`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from tests.structure_html import of_html
from tests.structure_text import agree, of_preview

_BARE_LINK: Final = (
    "GitHub makes links of bare addresses (GFM 6.9); the base specification does not"
)

KNOWN: Final[dict[str, dict[int, str]]] = {
    "commonmark": dict.fromkeys((604, 608, 610, 613, 614), _BARE_LINK),
    "gfm": dict.fromkeys((610, 614, 616, 619, 620), _BARE_LINK),
}
"""Examples that are shown differently, and why; docs/fidelity.md shows each."""

LEAST_SHARE: Final = 0.98


def examples(corpus: Path, name: str) -> list[dict[str, Any]]:
    path = corpus / "markdown-spec" / f"{name}-spec.json"
    if not path.exists():
        pytest.skip(f"the corpus has no {path.name}")
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", KNOWN)
class TestSpecification:
    def test_all_but_the_known_examples_read_as_their_html(self, corpus: Path, name: str) -> None:
        differing = [
            example["example"]
            for example in examples(corpus, name)
            if not agree(
                of_preview(example["markdown"]), of_html(example["html"], example["markdown"])
            )
        ]
        assert differing == sorted(KNOWN[name])

    def test_those_that_agree_are_enough(self, corpus: Path, name: str) -> None:
        count = len(examples(corpus, name))
        assert (count - len(KNOWN[name])) / count >= LEAST_SHARE

    def test_every_extension_of_github_is_shown(self, corpus: Path, name: str) -> None:
        extended = {
            example["example"]
            for example in examples(corpus, name)
            if "(extension)" in example["section"]
        }
        assert not extended & set(KNOWN[name])


SAME: Final = [
    ("a *b* **c** `d  e`", "<p>a <em>b</em> <strong>c</strong> <code>d  e</code></p>"),
    ("[a](/b) ![c](/d)", '<p><a href="/b">a</a> <img src="/d" alt="c" /></p>'),
    ("> 1. a\n>    - b", "<blockquote><ol><li>a<ul><li>b</li></ul></li></ol></blockquote>"),
    ("```sql\na\n\n b\n```", '<pre><code class="language-sql">a\n\n b\n</code></pre>'),
    ("a\\\nb\n\nc", "<p>a<br />\nb</p>\n<p>c</p>"),
    ("- [x] a", '<ul><li><input checked="" type="checkbox"> a</li></ul>'),
]

OTHER: Final = [
    ("## a", "<h3>a</h3>"),
    ("*a*", "<p>a</p>"),
    ("*a*", "<p><strong>a</strong></p>"),
    ("a", "<p>b</p>"),
    ("a\n\nb", "<p>a b</p>"),
    ("a\\\nb", "<p>a</p><p>b</p>"),
    ("2. a", "<ol><li>a</li></ol>"),
    ("- a", "<ol><li>a</li></ol>"),
    ("- a\n- b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    ("> a", "<p>a</p>"),
    ("- [ ] a", '<ul><li><input checked="" type="checkbox"> a</li></ul>'),
    ("    a  b", "<pre><code>a b\n</code></pre>"),
    ("`a  b`", "<p><code>a b</code></p>"),
    ("[a](/b)", '<p><a href="/c">a</a></p>'),
    ("| a | b |\n|---|---|", "<table><thead><tr><th>a b</th></tr></thead></table>"),
]


class TestTheForm:
    """A form in which everything is the same would prove nothing."""

    @pytest.mark.parametrize(("markdown", "html"), SAME)
    def test_is_the_same_for_the_same(self, markdown: str, html: str) -> None:
        assert agree(of_preview(markdown), of_html(html, markdown))

    @pytest.mark.parametrize(("markdown", "html"), OTHER)
    def test_differs_where_the_structure_does(self, markdown: str, html: str) -> None:
        assert not agree(of_preview(markdown), of_html(html, markdown))
