"""Documents with a layout of their own: their steps, their passages, what is checked in them."""

from __future__ import annotations

from datetime import date

import pytest

from designdoc_tui.checks import check_document
from designdoc_tui.document import Document
from designdoc_tui.draft.bring_in import draft_source
from designdoc_tui.draft.load import parse_tree
from designdoc_tui.markdown.imported.assemble import rows_of
from designdoc_tui.markdown.imported.importing import import_markdown
from designdoc_tui.markdown.live import LivePassages
from designdoc_tui.markdown.render import render
from designdoc_tui.markdown.steps import Followed, Steps, is_verbatim, steps_of
from designdoc_tui.template.load import load_template

SOURCE = """\
# Sign-in

## Odd

Words.

## Design

### Data Flow

```
a -> b
```

### Deeper

More.

## Goals

- Safe
"""
ODD = "layout.pieces[1].markdown"


def imported(text: str = SOURCE) -> Document:
    return import_markdown(text, load_template("design")).document


class TestSteps:
    def test_are_those_of_the_template_without_a_layout(self) -> None:
        template = load_template("design")
        steps = steps_of(Document(template))
        assert tuple(step.section for step in steps) == template.steps

    def test_have_every_step_of_the_template_once(self) -> None:
        document = imported()
        own = [step.section for step in steps_of(document) if not is_verbatim(step.section)]
        assert sorted(own, key=document.template.steps.index) == list(document.template.steps)

    def test_tell_what_an_edit_did_to_them(self) -> None:
        document, told = imported(), []
        steps = Steps(document)
        document.subscribe(lambda change: told.append(steps.follow(change)))
        document.set("overview.goals[0]", "Safer")
        document.set(ODD, "## Odd\n\nOther words.")
        document.set(ODD, "## Odder\n\nOther words.")
        document.set("layout.pieces", document.items("layout.pieces")[:2])
        expected = [Followed.NOTHING, Followed.NOTHING, Followed.RENAMED, Followed.REPLACED]
        assert told == expected
        assert steps.sections[1].heading == "Odder"

    def test_stand_where_their_sections_would_be_written(self) -> None:
        document = imported()
        document.set("migration.data_migration", "None.")
        names = [step.section.heading for step in steps_of(document)]
        assert names.index("Deeper") < names.index("Migration")
        written = render(document)
        assert written.index("### Deeper") < written.index("## Migration")


class TestPassages:
    def test_are_the_document_in_its_order(self) -> None:
        document = imported()
        passages = LivePassages(document)
        shown = [passages.passage(index).text.strip() for index in range(len(passages))]
        assert shown == [row.text.strip() for row in rows_of(document)]

    @pytest.mark.parametrize("path", [ODD, "overview.goals[0]", "design.data_flow", "title"])
    def test_an_edit_rewrites_one(self, path: str) -> None:
        document, told = imported(), []
        passages = LivePassages(document)
        document.subscribe(lambda change: told.append(passages.after(change)))
        document.set(path, "## Something else")
        assert told == [passages.index_of(path)]
        assert "Something else" in passages.passage(told[0] or 0).text

    def test_what_is_filled_later_becomes_one_more(self) -> None:
        document, told = imported(), []
        passages = LivePassages(document)
        before = len(passages)
        document.subscribe(lambda change: told.append(passages.after(change)))
        document.set("overview.problem", "P")
        index = passages.index_of("overview.problem")
        document.set("overview.problem", "Passwords")
        assert (told, len(passages)) == ([None, index], before + 1)
        document.set("overview.problem", "")
        assert len(passages) == before

    def test_show_what_is_not_filled_in_a_section_that_the_document_has(self) -> None:
        document = imported()
        passages = LivePassages(document)
        document.subscribe(passages.after)
        document.set("design.data_flow", "")
        spans = passages.passage(passages.index_of("design.data_flow") or 0).spans
        assert any(span.placeholder for span in spans)

    def test_follow_a_document_that_loses_its_layout(self) -> None:
        document, told = imported(), []
        passages = LivePassages(document)
        document.subscribe(lambda change: told.append(passages.after(change)))
        document.set("layout", None)
        assert told == [None]
        assert len(passages) == len(LivePassages(Document(document.template)))


class TestChecking:
    @pytest.mark.parametrize(
        ("text", "rule"),
        [
            ("## Odd\n\n```\nopen\n", "unclosed-fence"),
            ("## Odd\n\n<!-- open\n", "unclosed-comment"),
            ("## Odd\n\nwords\n\n# Top\n", "heading-in-field"),
        ],
    )
    def test_looks_at_what_stands_word_for_word(self, text: str, rule: str) -> None:
        document = imported()
        document.set(ODD, text)
        source = draft_source(document)
        tree = parse_tree(source, "design.yaml").root
        found = check_document(document, today=date(2026, 11, 22), source=tree).findings
        finding = next(each for each in found if each.rule == rule)
        assert finding.field == ODD
        line = source.decode().splitlines()[finding.line - 1]
        assert line.lstrip("- ").startswith("markdown:")

    def test_finds_nothing_in_what_is_as_it_should_be(self) -> None:
        found = check_document(imported(), today=date(2026, 11, 22)).findings
        assert not [each for each in found if each.field.startswith("layout")]
