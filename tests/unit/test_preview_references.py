"""Links and footnotes whose targets stand in another passage of the document."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from designdoc_tui.document import Document
from designdoc_tui.markdown.live import LivePassages
from designdoc_tui.template.load import load_template
from designdoc_tui.widgets.preview import Preview
from designdoc_tui.widgets.preview.easel import Easel
from designdoc_tui.widgets.preview.flow import Flow
from tests.passages import Texts

WINDOW = 20


def shown(source: Texts) -> list[str]:
    return [line for line in Flow(source, 60, Easel()).lines() if line]


class TestReferences:
    def test_are_found_wherever_they_are_defined(self) -> None:
        assert shown(Texts(["see [the plan][p]", "text", "[p]: plan.md"])) == [
            "see the plan (plan.md)",
            "text",
        ]

    def test_the_first_definition_in_the_document_holds(self) -> None:
        texts = ["[p]: first.md", "[p] here\n\n[p]: own.md", "[p]: last.md"]
        assert shown(Texts(texts)) == ["p (first.md) here"]

    def test_footnotes_too(self) -> None:
        assert shown(Texts(["a claim[^1]", "[^1]: the proof"]))[0] == "a claim[1]"
        assert shown(Texts(["a claim[^1]", "no proof"]))[0] == "a claim[^1]"

    def test_what_is_defined_in_code_is_not(self) -> None:
        assert shown(Texts(["see [p]", "```\n[p]: plan.md\n```"]))[0] == "see [p]"

    def test_their_links_can_be_opened(self) -> None:
        flow = Flow(Texts(["see [p]", "[p]: plan.md"]), 60, Easel())
        flow.rows()
        assert [link.target for link in flow.links([(0, 0)])] == ["plan.md"]


class TestEdits:
    def test_of_a_definition_are_seen_where_it_is_used(self) -> None:
        source = Texts(["see [p]", "[p]: plan.md"])
        flow = Flow(source, 60, Easel())
        flow.rows()
        for text, seen in [
            ("[p]: other.md", "see p (other.md)"),
            ("gone", "see [p]"),
            ("[p]: plan.md", "see p (plan.md)"),
        ]:
            source.texts[1] = text
            assert flow.change(1, WINDOW)
            assert seen in flow.lines()

    def test_far_away_of_the_window_are_seen_in_it(self) -> None:
        source = Texts(["see [p]", *["text"] * 200, "[p]: plan.md"])
        flow = Flow(source, 60, Easel())
        flow.window(WINDOW)
        source.texts[-1] = "[p]: other.md"
        flow.change(len(source) - 1, WINDOW)
        assert "".join(run.text for run in flow.window(WINDOW)[1].runs) == "see p (other.md)"

    def test_that_add_a_passage_before_it(self) -> None:
        source = Texts(["see [p]", "[p]: plan.md"])
        flow = Flow(source, 60, Easel())
        flow.rows()
        source.texts.insert(1, "[p]: new.md")
        flow.change_all()
        assert "see p (new.md)" in flow.lines()

    @given(st.data())
    def test_whatever_they_are_the_document_is_shown_as_afresh(self, data: st.DataObject) -> None:
        bits = st.sampled_from(
            ["[a]", "[b]", "[^n]", "[a]: /u\n", "[b]: /v\n", "[^n]: note\n", "\n\n", "> ", "`", "x"]
        )
        text = st.lists(bits, max_size=5).map("".join)
        source = Texts(data.draw(st.lists(text, min_size=2, max_size=4)))
        flow = Flow(source, 60, Easel())
        flow.rows()
        for _ in range(data.draw(st.integers(1, 4))):
            index = data.draw(st.integers(0, len(source) - 1))
            source.texts[index] = data.draw(text)
            flow.change(index, WINDOW)
            assert flow.lines() == Flow(source, 60, Easel()).lines()


class TestADocument:
    def test_is_read_as_far_as_it_may_define_anything(self) -> None:
        components: list[object] = [{"name": f"Part {number}"} for number in range(50)]
        components[40] = {"name": "Part 40", "purpose": "what\n\n[p]: plan.md"}
        values: dict[str, object] = {
            "overview": {"problem": "see [p]"},
            "design": {"components": components},
        }
        passages = LivePassages(Document(load_template("design"), values))
        telling = list(passages.defining())
        assert len(telling) < len(passages) - 40
        defining = [index for index in telling if "]: plan" in passages.passage(index).text]
        assert len(defining) == 1
        lines = Flow(passages, 60, Easel()).lines()
        assert any(line.startswith("see p (plan.md)") for line in lines)


class TestALargeDocument:
    async def test_is_read_while_it_is_shown(self) -> None:
        texts = ["see [last]", *["[x]: /y\n" + "text " * 2_000] * 60, "[last]: plan.md"]

        class Shown(App[None]):
            def compose(self) -> ComposeResult:
                yield Preview(Texts(texts))

        app = Shown()
        async with app.run_test(size=(60, WINDOW)) as pilot, asyncio.timeout(30):
            while "see last (plan.md)" not in app.query_one(Preview).visible_text():
                await pilot.pause()
