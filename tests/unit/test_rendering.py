"""How a document reads as Markdown."""

from __future__ import annotations

import pytest

from designdoc_tui.document import Document
from designdoc_tui.markdown.live import LivePassages
from designdoc_tui.markdown.render import render
from designdoc_tui.template.load import load_template
from designdoc_tui.template.path import parse_path


def make(**values: object) -> Document:
    return Document(load_template("design"), values)


def body(document: Document) -> str:
    """The Markdown without its first line."""
    return render(document).partition("\n\n")[2]


class TestADocument:
    def test_that_is_empty_is_its_heading(self) -> None:
        assert render(make()) == "# Design Document\n"

    def test_ends_in_one_line_break_whatever_its_texts_end_in(self) -> None:
        document = make(title="T", overview={"problem": "slow\n\n\n"})
        assert render(document) == "# Design Document: T\n\n## Overview\n\n### Problem\n\nslow\n"

    def test_leaves_out_the_templates_own_words(self) -> None:
        document = make(
            title="[Title]",
            overview={"goals": ["[What we want to achieve]", "Be fast"]},
            design={"data_flow": document_placeholder("design.data_flow")},
        )
        assert body(document) == "## Overview\n\n### Goals\n\n- Goal 1: Be fast\n"

    def test_keeps_an_error_that_happens_to_be_a_sample(self) -> None:
        error = {"status": "401 Unauthorized", "meaning": "Not authenticated"}
        document = make(
            design={"api_design": {"new_endpoints": [{"endpoint": "GET /me", "errors": [error]}]}}
        )
        assert "- `401 Unauthorized`: Not authenticated\n" in render(document)


def document_placeholder(path: str) -> object:
    field = load_template("design").field_at(parse_path(path))
    assert field is not None
    return field.placeholder


class TestLists:
    def test_number_what_is_filled(self) -> None:
        document = make(overview={"goals": ["a", "", "b"]})
        assert body(document).endswith("- Goal 1: a\n- Goal 2: b\n")

    def test_indent_the_later_lines_of_an_item(self) -> None:
        document = make(design={"deployment_strategy": {"rollout_plan": ["a\n\nb", "c"]}})
        assert body(document).endswith("1. Phase 1: a\n\n   b\n2. Phase 2: c\n")

    def test_put_one_entry_beside_the_label_and_several_below_it(self) -> None:
        option = {"name": "A", "chosen": True, "pros": ["quick"], "cons": ["dear", "new"]}
        document = make(trade_offs=[{"title": "T", "options": [option], "decision": "A"}])
        assert body(document) == (
            "## Trade-offs\n\n### Trade-off 1: T\n\n"
            "- **Option A**: A (Chosen)\n"
            "  - Pros: quick\n"
            "  - Cons:\n"
            "    - dear\n"
            "    - new\n"
            "\n"
            "- **Decision**: A\n"
        )


class TestRecords:
    def test_tick_the_question_that_is_answered(self) -> None:
        document = make(open_questions=[{"question": "Who?", "answered": True, "blocker": False}])
        assert body(document).endswith("- [x] Question 1: Who?\n  - **Blocker**: No\n")

    def test_tick_the_role_that_has_a_name_and_a_date(self) -> None:
        document = make(
            approval=[
                {"role": "Technical Lead", "name": "Ada", "date": "2026-11-22"},
                {"role": "Product Owner", "name": "Bo"},
            ]
        )
        assert body(document) == (
            "---\n\n## Approval\n\n"
            "- [x] Technical Lead: Ada - 2026-11-22\n"
            "- [ ] Product Owner: Bo\n"
        )

    def test_indent_by_the_width_of_their_number(self) -> None:
        scenarios = [{"scenario": f"s{i}", "detection": "d"} for i in range(10)]
        document = make(design={"error_handling": {"error_scenarios": scenarios}})
        assert body(document).endswith("10. **Scenario**: s9\n    - **Detection**: d\n")

    def test_fence_code_that_has_fences_in_it(self) -> None:
        document = make(migration={"data_migration": "a\n```\nb"})
        assert body(document).endswith("````sql\na\n```\nb\n````\n")

    def test_put_code_in_as_many_ticks_as_it_takes(self) -> None:
        document = make(metadata={"change_id": "a`b"})
        assert body(document).endswith("- **Change ID**: ``a`b``\n")


class TestASectionThatDoesNotApply:
    def test_says_why_in_place_of_what_is_in_it(self) -> None:
        document = make(design={"data_flow": "a"})
        section = document.template.sections_by_path["design", "data_flow"]
        document.set_not_applicable(section, "nothing flows")
        assert body(document) == ("## Design\n\n### Data Flow\n\nNot applicable: nothing flows\n")


class TestLivePassages:
    def test_say_what_stands_where(self) -> None:
        document = make(overview={"goals": ["a", "b"]}, design={"components": [{"name": "Gate"}]})
        passages = LivePassages(document)
        goals = passages.passage(passages.index_of("overview.goals[1]") or 0)
        assert goals.spans[-2] == ("- Goal 1: a\n- Goal 2: b", "overview.goals", False, [0, 1])
        component = passages.passage(passages.index_of("design.components[0].name") or 0)
        assert component.text.startswith("#### Component 1: Gate\n")
        assert "Purpose" in component.text

    @pytest.mark.parametrize(
        ("path", "heading"),
        [
            ("design", "## Design"),
            ("design.scalability", "### Scalability"),
            ("design.reliability", "### Reliability"),
            ("design.reliability.circuit_breaker", "#### Circuit Breaker"),
            ("migration.user_migration", "### User Migration"),
        ],
    )
    def test_find_a_section_by_its_heading(self, path: str, heading: str) -> None:
        passages = LivePassages(make())
        found = passages.passage(passages.index_of(path) or 0)
        assert found.text.lstrip("-\n").startswith(f"{heading}\n")

    def test_find_a_section_that_does_not_apply(self) -> None:
        document = make()
        section = document.template.sections_by_path["design", "scalability"]
        document.set_not_applicable(section, "one user")
        passages = LivePassages(document)
        found = passages.passage(passages.index_of("design.scalability") or 0)
        assert found.text == "### Scalability\n\nNot applicable: one user\n"

    def test_read_as_the_document_with_placeholders(self) -> None:
        document = make(title="T", design={"components": [{"name": "a"}, {}, {"name": "c"}]})
        self.assert_same(document)

    def test_keep_up_with_every_edit(self) -> None:
        document = make()
        passages = LivePassages(document)
        whole = [passages.passage(index).text for index in range(len(passages))]

        def follow(change: object) -> None:
            index = passages.after(change)  # type: ignore[arg-type]
            if index is None:
                whole[:] = [passages.passage(each).text for each in range(len(passages))]
            else:
                whole[index] = passages.passage(index).text

        document.subscribe(follow)
        section = document.template.sections_by_path["design", "reliability"]
        document.set("title", "T")
        document.insert("design.components", 0, {})
        document.set("design.components[0].name", "Gate")
        document.insert("design.components", 0, {"name": "Wall"})
        document.move("design.components[0]", 1)
        document.set("design.components[1].dependencies", "Gate")
        document.set_not_applicable(section, "a batch job")
        document.insert("trade_offs", 0, {"title": "x"})
        document.insert("trade_offs[0].options", 0, {"name": "y"})
        document.set("trade_offs[0].options[0].chosen", True)
        for _ in range(4):
            document.undo()
            assert "\n".join(whole) == render(document, placeholders=True)
        document.redo()
        assert "\n".join(whole) == render(document, placeholders=True)

    def assert_same(self, document: Document) -> None:
        passages = LivePassages(document)
        text = "\n".join(passages.passage(index).text for index in range(len(passages)))
        assert text == render(document, placeholders=True)
