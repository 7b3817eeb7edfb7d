"""Mermaid diagrams: what is drawn, what is refused, and what stays while one types."""

from __future__ import annotations

import pytest

from designdoc_tui.markdown.mermaid import find_problem, is_diagram
from designdoc_tui.widgets.preview import diagrams
from designdoc_tui.widgets.preview.easel import Easel
from designdoc_tui.widgets.preview.flow import Flow
from designdoc_tui.widgets.preview.wrap import cells
from tests.passages import OneText

SIGN_IN = "graph LR\n  client[Client] --> gateway[API gateway]\n  gateway --> store[(Database)]\n"

GOOD = {
    "flowchart": "flowchart TD\n A[Start] --> B{Is it?}\n B -->|Yes| C(OK)\n B -- no --> D([x])\n",
    "links": 'graph LR\n a & b --> c\n c -.-> d\n d ==> e\n e --- f>flag]\n f --> g["a (b"]\n',
    "subgraphs": "graph TD\n subgraph one\n  a --> b\n end\n a:::hot\n classDef hot fill:#f00\n",
    "comments": "%% first\n\ngraph TD\n %% more\n a --> b;\n",
    "sequence": "sequenceDiagram\n actor A\n A->>B: Hi\n loop daily\n  B-->>A: Hello\n end\n"
    " Note over A: thinks\n A-)B: later\n",
    "state": "stateDiagram-v2\n [*] --> Still\n state Moving {\n  a --> b\n }\n Still --> Moving\n",
    "class": "classDiagram\n Animal <|-- Duck\n class Duck {\n  +swim()\n }\n",
    "entities": "erDiagram\n CUSTOMER ||--o{ ORDER : places\n ORDER {\n  int id\n }\n",
    "pie": 'pie\n "a" : 1\n "b" : 2\n',
}

BROKEN = {
    "": (1, "empty"),
    "grap": (1, "no kind of diagram"),
    "graph XX\n a --> b": (1, "no direction"),
    "graph TD\n a -->": (2, "leads nowhere"),
    "graph TD\n a --> b\n --> c": (3, "comes from nowhere"),
    "graph TD\n a -->|yes| ": (2, "leads nowhere"),
    "graph TD\n a -->|yes b": (2, "label"),
    "graph TD\n a[open --> b": (2, "“[” is not closed"),
    "graph TD\n a[x)] --> b": (2, "closes nothing"),
    'graph TD\n a["x] --> b': (2, "quotation mark"),
    "graph TD\n subgraph one\n a --> b": (2, "no “end”"),
    "graph TD\n a --> b\n end": (3, "closes no subgraph"),
    "sequenceDiagram\n A->>": (2, "goes to nobody"),
    "sequenceDiagram\n A->>B": (2, "colon"),
    "sequenceDiagram\n ->>B: x": (2, "from nobody"),
    "sequenceDiagram\n hello": (2, "neither"),
    "sequenceDiagram\n loop x\n A->>B: y": (2, "no “end”"),
    "stateDiagram\n a -->": (2, "leads nowhere"),
    "classDiagram\n class A {\n +x": (2, "not closed"),
    "erDiagram\n A ||--o{": (2, "leads nowhere"),
}


class Desk:
    """A document with one diagram that is edited, and drawn when asked for."""

    def __init__(self, code: str, width: int = 60, around: str = "```mermaid\n{}\n```\n") -> None:
        self._around = around
        self._document = OneText(self._fenced(code))
        self._easel = Easel()
        self._flow = Flow(self._document, width, self._easel)

    def _fenced(self, code: str) -> str:
        return self._around.format(code.removesuffix("\n"))

    def type(self, code: str) -> None:
        self._document.text = self._fenced(code)
        self._flow.change(0, 50)

    def draw(self) -> None:
        self._flow.lines()
        while self._easel.has_work:
            self._easel.work()
        self._flow.colours_changed()

    @property
    def shown(self) -> str:
        return "\n".join(line.rstrip() for line in self._flow.lines()[1:])

    @property
    def widest(self) -> int:
        return max(map(cells, self._flow.lines()))


class TestWhichTextIsADiagram:
    def test_a_fence_that_says_so(self) -> None:
        assert is_diagram("anything", "mermaid")

    @pytest.mark.parametrize("code", ["graph LR\na-->b", "flowchart TD\n", "sequenceDiagram\n"])
    def test_a_fence_without_a_language_that_begins_like_one(self, code: str) -> None:
        assert is_diagram(code, "")
        assert not is_diagram(code, "text")

    @pytest.mark.parametrize(
        "code", ["graph of the sales", "pie and cake", "Client -> Server", "block", ""]
    )
    def test_other_text_is_code(self, code: str) -> None:
        assert not is_diagram(code, "")


class TestLookingOver:
    @pytest.mark.parametrize("name", GOOD)
    def test_nothing_is_wrong_with_a_good_diagram(self, name: str) -> None:
        assert find_problem(GOOD[name]) is None

    @pytest.mark.parametrize("code", BROKEN)
    def test_what_is_unfinished_is_said_with_its_line(self, code: str) -> None:
        problem = find_problem(code)
        line, words = BROKEN[code]
        assert problem is not None
        assert problem.line == line
        assert words in problem.message

    def test_lines_are_counted_behind_front_matter(self) -> None:
        problem = find_problem("---\ntitle: x\n---\ngraph TD\n a -->\n")
        assert problem is not None
        assert problem.line == 5


class TestDrawing:
    def test_its_text_is_shown_until_it_is_drawn(self) -> None:
        desk = Desk(SIGN_IN)
        assert "client[Client] --> gateway" in desk.shown
        desk.draw()
        assert "-->" not in desk.shown
        assert "│ Client" in desk.shown
        assert "├──►" in desk.shown

    @pytest.mark.parametrize("name", GOOD)
    def test_every_kind(self, name: str) -> None:
        desk = Desk(GOOD[name])
        desk.draw()
        assert "✗" not in desk.shown
        assert set(desk.shown) & set("│┌╭█━")

    def test_a_diagram_in_a_list(self) -> None:
        desk = Desk("", around="- a\n\n  ```mermaid\n  graph LR\n  a --> b\n  ```\n{}")
        desk.draw()
        assert "├" in desk.shown

    @pytest.mark.parametrize("width", [24, 40, 60, 100])
    def test_it_fits(self, width: int) -> None:
        chain = "".join(f" n{n}[Service {n}] --> n{n + 1}[Service {n + 1}]\n" for n in range(8))
        desk = Desk("graph LR\n" + chain, width)
        desk.draw()
        assert desk.widest <= width
        assert desk.shown.count("Service") == 9

    def test_what_cannot_fit_is_cut_with_a_sign(self) -> None:
        desk = Desk("erDiagram\n A {\n  string " + "long" * 30 + "\n }\n", 30)
        desk.draw()
        assert desk.widest <= 30
        assert "…" in desk.shown

    def test_hidden_characters_are_seen(self) -> None:
        desk = Desk("graph LR\n a[\x1b[31mred\u202e] --> b\n")
        desk.draw()
        assert not set("\x1b\u202e") & set(desk.shown)

    def test_hidden_characters_are_seen_in_what_is_wrong_too(self) -> None:
        desk = Desk("\x1b[31mgrap\u202e\n")
        assert "✗ mermaid, line 1: “␛[31mgrap‹U+202E›” is no kind" in desk.shown
        assert not set("\x1b\u202e") & set(desk.shown)


class TestTyping:
    def test_the_last_good_picture_stays_with_what_is_wrong_below(self) -> None:
        desk = Desk(SIGN_IN)
        desk.draw()
        picture = desk.shown
        desk.type(SIGN_IN + "  gateway -->")
        assert desk.shown == picture + "\n✗ mermaid, line 4: this arrow leads nowhere"

    def test_it_is_drawn_anew_when_it_is_whole_again(self) -> None:
        desk = Desk(SIGN_IN)
        desk.draw()
        desk.type(SIGN_IN + "  gateway -->")
        desk.type(SIGN_IN + "  gateway --> mail[Mail]")
        assert "✗" not in desk.shown
        desk.draw()
        assert "Mail" in desk.shown

    def test_without_a_good_picture_the_text_is_shown(self) -> None:
        desk = Desk("graph TD\n a --> b\n b -->")
        desk.draw()
        assert "a --> b" in desk.shown
        assert desk.shown.endswith("✗ mermaid, line 3: this arrow leads nowhere")

    def test_another_diagram_does_not_lend_its_picture(self) -> None:
        desk = Desk(SIGN_IN)
        desk.draw()
        desk.type("sequenceDiagram\n A->>")
        assert "Client" not in desk.shown


class TestTrouble:
    def test_a_drawing_that_takes_too_long_is_given_up(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(diagrams, "LONGEST_TIME", 0.0)
        desk = Desk(SIGN_IN)
        desk.draw()
        assert "client[Client]" in desk.shown
        assert "takes too long" in desk.shown

    def test_whatever_the_library_raises_is_a_sentence(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_arguments: object, **_options: object) -> None:
            raise RecursionError("deep\x1b")

        monkeypatch.setattr("termaid.render_styled", fail)
        desk = Desk(SIGN_IN)
        desk.draw()
        assert "✗ mermaid: this diagram cannot be drawn here: deep␛" in desk.shown

    def test_a_very_long_diagram_is_not_tried(self) -> None:
        desk = Desk("graph LR\n" + " a --> b\n" * 2_000)
        desk.draw()
        assert "too long to be drawn" in desk.shown

    def test_only_the_diagrams_asked_for_last_are_drawn(self) -> None:
        drawer = diagrams.Diagrams()
        for number in range(100):
            drawer.picture(f"graph LR\n a{number} --> b\n", 60)
        count = 0
        while drawer.has_work:
            drawer.work()
            count += 1
        assert count <= 4
        assert drawer.picture("graph LR\n a99 --> b\n", 60)
