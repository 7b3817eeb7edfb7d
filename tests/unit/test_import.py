"""Markdown that somebody else wrote comes in, and goes out as it came."""

from __future__ import annotations

import pytest

from designdoc_tui.document import Document
from designdoc_tui.draft.canonical import values_to_yaml
from designdoc_tui.draft.load import parse_draft
from designdoc_tui.markdown.imported.importing import import_markdown
from designdoc_tui.markdown.imported.outline import apply, to_fields, verbatim_pieces
from designdoc_tui.markdown.render import render
from designdoc_tui.source.errors import SourceError
from designdoc_tui.template.load import load_template

DESIGN = load_template("design")


def imported(text: str) -> Document:
    """What comes in, by way of a draft file; what goes out is always what came in."""
    document = import_markdown(text, DESIGN).document
    assert render(document) == text
    opened = parse_draft(values_to_yaml(document).encode(), "design.yaml")
    assert opened == document
    return opened


def changed(document: Document, text: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came since the document was imported."""
    before, after = text.splitlines(), render(document).splitlines()
    gone = [line for line in before if line not in after]
    return gone, [line for line in after if line not in before]


class TestTheTemplateItself:
    def test_comes_in_with_nothing_filled(self) -> None:
        document = imported(render(Document(DESIGN), placeholders=True))
        assert document.values == {"layout": {"placeholders": True}}

    def test_filled_in_here_and_there_keeps_its_other_words(self) -> None:
        text = render(Document(DESIGN, {"title": "Sign-in"}), placeholders=True)
        document = imported(
            text.replace("[Brief restatement of the problem from proposal.md]", "Slow.")
        )
        assert document.get("overview.problem") == "Slow."
        assert "layout.pieces" not in document.values
        document.set("overview.solution", "Faster.")
        gone, came = changed(document, text)
        assert came == ["Slow.", "Faster."]
        assert len(gone) == 2


class TestADocumentThatTheToolWrote:
    def test_comes_in_as_the_very_same_draft(self) -> None:
        values = {
            "title": "Sign-in",
            "overview": {"problem": "# Slow\n\n~~~\nnever closed", "goals": ["Fast", "Safe"]},
            "design": {
                "components": [{"name": "Store", "purpose": "Keeps"}],
                "data_flow": "a\n## b",
            },
            "approval": [{"role": "Lead", "name": "Ada", "date": "2026-11-22"}],
            "review": {"not_applicable": {"migration": "nothing is stored"}},
        }
        document = Document(DESIGN, values)
        assert imported(render(document)) == document

    @pytest.mark.parametrize("ends", ["\n", "\r\n"])
    def test_comes_in_without_pieces_whatever_its_line_ends(self, ends: str) -> None:
        text = "\ufeff# Design Document: T\n\n## Overview\n\n### Problem\n\nSlow.\n"
        document = imported(text.replace("\n", ends))
        assert document.get("overview.problem") == "Slow."
        assert not verbatim_pieces(document)
        document.set("overview.solution", "Faster,\nat last.")
        assert render(document).endswith(f"### Solution{ends}{ends}Faster,{ends}at last.{ends}")


NEAR = """\
# Sign-in

## 1. Metadata

* **Author:** Ada
* Status: in review
* **Reviewers**: Grace,  Linus
* __Change ID__: sign-in

## 2) Problem Statement

People wait.

- - -

## Goals / Non-Goals

**Goals:**
* be fast
* be safe

**Non-Goals**
1. be free

Open Questions
--------------

- Who pays?
- [x] Question 2: When?
  - Blocker: no
"""


class TestNearWaysOfWriting:
    def test_are_understood(self) -> None:
        document = imported(NEAR)
        assert document.get("title") == "Sign-in"
        assert document.get("metadata") == {
            "author": "Ada",
            "status": "In Review",
            "reviewers": ["Grace", "Linus"],
            "change_id": "sign-in",
        }
        assert document.get("overview") == {
            "problem": "People wait.",
            "goals": ["be fast", "be safe"],
            "non_goals": ["be free"],
        }
        assert document.get("open_questions") == [
            {"question": "Who pays?"},
            {"question": "When?", "blocker": False, "answered": True},
        ]
        assert not verbatim_pieces(document)

    @pytest.mark.parametrize(
        ("path", "value", "gone", "came"),
        [
            ("title", "Log-in", ["# Sign-in"], ["# Log-in"]),
            ("metadata.author", "Bob", ["* **Author:** Ada"], ["* **Author:** Bob"]),
            ("metadata.status", "Draft", ["* Status: in review"], ["* Status: Draft"]),
            ("overview.problem", "They leave.", ["People wait."], ["They leave."]),
            ("overview.goals[1]", "be sure", ["* be safe"], ["* be sure"]),
            ("overview.non_goals", ["be free", "fly"], [], ["2. fly"]),
            ("open_questions[1].blocker", True, ["  - Blocker: no"], ["  - Blocker: yes"]),
            ("open_questions[0].question", "Who?", ["- Who pays?"], ["- Who?"]),
            ("metadata.last_updated", "2026-11-22", [], ["* __Last Updated__: 2026-11-22"]),
        ],
    )
    def test_go_on_in_their_manner(
        self, path: str, value: object, gone: list[str], came: list[str]
    ) -> None:
        document = imported(NEAR)
        document.set(path, value)
        assert changed(document, NEAR) == (gone, came)

    def test_lose_only_the_line_of_what_is_removed(self) -> None:
        document = imported(NEAR)
        document.remove("overview.goals[0]")
        assert changed(document, NEAR) == (["* be fast"], [])
        document.set("metadata.author", "")
        assert changed(document, NEAR) == (["* **Author:** Ada", "* be fast"], [])

    def test_keep_the_bytes_of_what_is_moved(self) -> None:
        document = imported(NEAR)
        document.move("overview.goals[0]", 1)
        assert "**Goals:**\n* be safe\n* be fast\n\n**Non-Goals**" in render(document)

    def test_take_a_new_section_at_its_place_with_a_heading_like_its_neighbours(self) -> None:
        document = imported(NEAR)
        document.set("overview.solution", "Cache.")
        assert "People wait.\n\n- - -\n\n## Solution\n\nCache.\n\n## Goals" in render(document)

    def test_count_on_when_their_labels_count(self) -> None:
        text = "## Goals\n\n* goal 1: a\n* goal 2: b\n"
        document = imported(text)
        assert document.get("overview.goals") == ["a", "b"]
        document.insert("overview.goals", 0, "new")
        assert render(document) == "## Goals\n\n* goal 1: new\n* goal 2: a\n* goal 3: b\n"


class TestASectionThatDoesNotApply:
    def test_says_so_in_place_of_all_that_stands_in_it(self) -> None:
        text = "# T\n\n## Migration\n\n### Code Migration\n\n* one\n\n## Odd\n\nwords\n"
        document = imported(text)
        document.set_not_applicable(DESIGN.sections_by_path[("migration",)], "nothing moves")
        assert render(document) == (
            "# T\n\n## Migration\n\nNot applicable: nothing moves\n\n## Odd\n\nwords\n"
        )
        document.undo()
        assert render(document) == text


FOREIGN = """\
---
status: accepted
---

# Sign-in

Some words.

## Proposal

```
## Goals
```

<!--
## Risks
-->

## Goals

We want to be fast, and
- safe

## Rollout\t

Now.
"""


class TestWhatTheTemplateDoesNotKnow:
    def test_stays_word_for_word_in_its_place(self) -> None:
        pieces = verbatim_pieces(imported(FOREIGN))
        assert [(piece.heading, piece.level, piece.under) for piece in pieces] == [
            ("Front matter", 0, ()),
            ("Some words.", 0, ("title",)),
            ("Proposal", 2, ()),
            ("We want to be fast, and", 0, ("overview", "goals")),
            ("Now.", 0, ("design", "deployment_strategy")),
        ]

    def test_is_edited_as_markdown(self) -> None:
        document = imported(FOREIGN)
        piece = verbatim_pieces(document)[1]
        document.set(piece.path, "Other words.")
        assert changed(document, FOREIGN) == (["Some words."], ["Other words."])
        document.set(piece.path, "")
        assert "# Sign-in\n\n## Proposal" in render(document)

    def test_takes_its_space_with_it_when_it_is_emptied(self) -> None:
        document = imported("\n\n# T\n\n## Odd\nwords\n\n\n\n## Odder\n\nmore\n")
        document.set(verbatim_pieces(document)[1].path, "")
        assert render(document) == "\n\n# T\n\n## Odder\n\nmore\n"

    def test_becomes_fields_once_it_reads_as_such_and_is_taken_back_in_one_step(self) -> None:
        document = imported(FOREIGN)
        piece = verbatim_pieces(document)[3]
        assert to_fields(document, piece.index) is None
        document.set(piece.path, "* be fast\n* be safe")
        before = render(document)
        promotion = to_fields(document, piece.index)
        assert promotion is not None
        apply(document, promotion)
        assert document.get("overview.goals") == ["be fast", "be safe"]
        assert render(document) == before
        document.undo()
        assert document.get("overview.goals") is None
        assert render(document) == before

    def test_is_followed_by_fields_that_are_filled_later(self) -> None:
        text = "Just some words\nwithout a heading"
        document = imported(text)
        document.set("overview.problem", "Slow.")
        assert render(document) == f"{text}\n\n## Overview\n\n### Problem\n\nSlow.\n"


AMONG = """\
# Sign-in

## Metadata

**Author**: Ada\x20\x20
**Created**: 2020-01-01\x20\x20
**Status**: Rejected

## Goals

We want to:
- be fast
- be safe

And that is all.

## References

- Proposal: proposal.md
- Tracker: sign-in
  and more
- Tasks: tasks.md
"""


class TestFieldsAmongOtherLines:
    def test_come_in_where_they_are_certain(self) -> None:
        document = imported(AMONG)
        assert document.get("metadata") == {"author": "Ada"}
        assert document.get("overview.goals") == ["be fast", "be safe"]
        assert document.get("references") == {"proposal": "proposal.md", "tasks": "tasks.md"}

    def test_leave_what_stands_behind_them_to_be_edited_as_markdown(self) -> None:
        document = imported(AMONG)
        pieces = verbatim_pieces(document)
        assert [(piece.heading, piece.under) for piece in pieces] == [
            ("And that is all.", ("overview", "goals"))
        ]
        assert to_fields(document, pieces[0].index) is None
        document.set(pieces[0].path, "More later.")
        assert changed(document, AMONG) == (["And that is all."], ["More later."])

    @pytest.mark.parametrize(
        ("path", "value", "gone", "came"),
        [
            ("overview.goals", ["be fast", "be small"], ["- be safe"], ["- be small"]),
            ("metadata.author", "Bo", ["**Author**: Ada  "], ["**Author**: Bo  "]),
            ("metadata.status", "Approved", ["**Status**: Rejected"], ["**Status**: `Approved`"]),
            ("metadata.reviewers", ["Bo", "Cy"], [], ["**Reviewers**: Bo, Cy  "]),
            ("references.tasks", "t.md", ["- Tasks: tasks.md"], ["- Tasks: t.md"]),
            ("references.adr", "7.md", [], ["- ADR: 7.md"]),
            ("references.proposal", None, ["- Proposal: proposal.md"], []),
        ],
    )
    def test_change_their_own_lines_only(
        self, path: str, value: object, gone: list[str], came: list[str]
    ) -> None:
        document = imported(AMONG)
        document.set(path, value)
        assert changed(document, AMONG) == (gone, came)
        assert len(render(document).splitlines()) - len(AMONG.splitlines()) == len(came) - len(gone)
        again = imported(render(document))
        assert again.get(path) == value

    @pytest.mark.parametrize(
        "text",
        [
            "## Goals\n\nWe want to be fast, and\n\n- safe\n",  # the list goes on with a sentence
            "## Goals\n\nThese are not goals:\n\n- be free\n",
            "## Goals\n\n- be fast\n\nLater:\n\n- be free\n",  # which of the lists?
            "## Goals\n\n**Later:**\n\n- be free\n",
            "## Goals\n\n- be fast\nand safe\n",
            "## Data Flow\n\nSay it so:\n\n```json\n{}\n```\n",  # no drawing
            "## References\n\n- Proposal: a\n- Tracker: b\n- Proposal: c\n",
            "## References\n\n- Proposal: a\nand so on\n- Tracker: b\n",
            "## References\n\n- Proposal: a\n\nSee <!-- b\n-->\n",
        ],
    )
    def test_are_not_taken_where_they_may_be_something_else(self, text: str) -> None:
        assert set(imported(text).values) == {"layout"}

    def test_keep_the_blanks_behind_an_item_that_is_edited(self) -> None:
        document = imported("## Goals\n\n- be\n  fast  \n- be safe\n")
        document.set("overview.goals", ["be\nsmall", "be safe"])
        assert render(document) == "## Goals\n\n- be\n  small  \n- be safe\n"

    def test_are_taken_once_the_list_is_called_so(self) -> None:
        document = imported("## Non-Goals\n\nWe do not want to:\n\n1. be free\n")
        assert document.get("overview.non_goals") == ["be free"]


BELOW_TITLE = """\
# Sign-in

**Author**: Ada
**Date**: 2020-01-01
**Status**: Draft

---

Some words.

## Goals

- be fast
"""


class TestLabelsBelowTheTitle:
    def test_are_the_first_section(self) -> None:
        document = imported(BELOW_TITLE)
        assert document.get("metadata") == {"author": "Ada", "status": "Draft"}
        document.set("metadata.status", "Approved")
        assert changed(document, BELOW_TITLE) == (["**Status**: Draft"], ["**Status**: Approved"])
        document.set("metadata.last_updated", "2026-11-23")
        assert "**Date**: 2020-01-01" in render(document)
        assert "## Metadata" not in render(document)

    def test_get_a_heading_when_the_section_does_not_apply(self) -> None:
        document = imported(BELOW_TITLE)
        document.set("metadata", None)
        assert render(document).startswith("# Sign-in\n\n**Date**: 2020-01-01\n\n---\n")
        document.set(("review", "not_applicable", "metadata"), "a sketch")
        assert "# Sign-in\n\n## Metadata\n\nNot applicable: a sketch\n" in render(document)

    @pytest.mark.parametrize(
        "text",
        [
            "# T\n\nStatus: Rejected\n",
            "# T\n\nSome words.\n\nAuthor: Ada\n",
            "# T\n\nDate: 2020-01-01\n",
        ],
    )
    def test_stay_where_nothing_is_certain(self, text: str) -> None:
        assert imported(text).get("metadata") is None

    def test_stay_where_the_section_stands_in_the_document(self) -> None:
        document = imported("# T\n\nAuthor: Ada\n\n## Metadata\n\n- Author: Bo\n")
        assert document.get("metadata") == {"author": "Bo"}


class TestAnyBytes:
    @pytest.mark.parametrize(
        "text",
        [
            "", "\n", " \n", "\ufeff", "\r\n", "\r", "a\r\nb\nc\r", "\x00", "\x85\u2028\u2029",
            "# a\n# a\n# a", "###### x\n#######\n", "## Goals\n-", "## Goals\n- a\n\n\n",
            "## Goals\n\n- a  \n-   b\n\t- c\n", "---\n", "---\na\n---", "```\n# x", "<!-- # x",
            "## Metadata\n- **Author**:\n- **Author**: b\n", "x\n===\n## Problem ##\n\n  y",
            "## Open Questions\n- [ ]\n- [x] a\n", "\ufffe\uffff", "## Problem\r\nx\ny\r\n",
        ],
    )  # fmt: skip
    def test_go_out_as_they_came(self, text: str) -> None:
        imported(text)

    def test_in_more_parts_than_a_draft_may_hold_are_kept_as_one(self) -> None:
        text = "# a\n" * 250_001
        result = import_markdown(text, DESIGN)
        assert len(verbatim_pieces(result.document)) == 1
        assert "too much for a draft" in result.report.sections[0].why
        assert render(result.document) == text


class TestALayoutThatIsWrong:
    @pytest.mark.parametrize(
        ("layout", "place", "what"),
        [
            ("x", "3:9", "layout has to hold how"),
            ("{pieces: x}", "3:18", "layout.pieces has to be a list"),
            ("{pieces: [x]}", "3:19", "layout.pieces[0] has to hold texts by key"),
            ("{pieces: [{markdown: [x]}]}", "3:30", "layout.pieces[0].markdown has to be text"),
            ("{line_ends: cr}", "3:21", "layout.line_ends can only be crlf"),
            ("{placeholders: maybe}", "3:24", "layout.placeholders has to be true or false"),
        ],
    )
    def test_is_told_at_its_place(self, layout: str, place: str, what: str) -> None:
        source = f"designdoc: 1\ntemplate: design\nlayout: {layout}\n".encode()
        with pytest.raises(SourceError) as told:
            parse_draft(source, "design.yaml")
        assert str(told.value).startswith(f"design.yaml:{place}: {what}")

    def test_that_names_a_section_there_is_not_keeps_its_words(self) -> None:
        pieces = [{"of": "no.such", "heading": "## Old", "body": "words"}, {"of": "]["}]
        document = Document(DESIGN, {"layout": {"pieces": pieces}})
        assert render(document) == "## Old\n\nwords\n"
