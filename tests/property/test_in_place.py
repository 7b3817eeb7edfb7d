"""The law of saving: what was not edited keeps every byte, however it was laid out by hand."""

from __future__ import annotations

from random import Random
from typing import Any, NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from designdoc_tui.document import Document
from designdoc_tui.document.changes import splice_between
from designdoc_tui.draft.load import parse_draft, parse_tree
from designdoc_tui.draft.revise import revised
from designdoc_tui.draft.save import values_to_yaml
from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar, Sequence
from designdoc_tui.template.path import Path
from tests.hand_made import HandMade
from tests.property import test_draft_round_trip as round_trip
from tests.property.test_draft_round_trip import DESIGN, anything_typed, texts


def _with_notes(document: Document) -> Document:
    """A document with something of any shape in its review."""
    review = document.values.get("review")
    if isinstance(review, dict) and "comments" in review:
        review["notes"] = review.pop("comments")
    return document


documents = round_trip.documents().map(_with_notes)


def _with_a_list(document: Document) -> Document:
    """A document with a list of two or more, so that hardly any is drawn in vain."""
    if not any(len(document.items(path)) > 1 for path in lists(document.values)):
        document.set(("overview", "goals"), ["Sooner", "Better"])
    return document


class Draft(NamedTuple):
    """A draft laid out by hand."""

    text: str
    comments: list[str]

    @property
    def document(self) -> Document:
        return parse_draft(self.text.encode(), "design.yaml")


@st.composite
def drafts(draw: st.DrawFn, of: st.SearchStrategy[Document] = documents) -> Draft:
    document = draw(of)
    hand = HandMade(Random(draw(st.integers(0, 2**32))))
    draft = Draft(hand.draft(document.values), hand.comments)
    assert draft.document == document, draft.text + repr(document.values)
    return draft


def saved(draft: Draft, document: Document) -> str:
    """What a save writes; whatever it is, it has to be the document and every comment."""
    document = Document(document.template, document.values)
    written = revised(draft.text.encode(), document)
    assert parse_draft(written.encode(), "design.yaml") == document
    for comment in draft.comments:
        assert comment in written
    return written


def leaves(value: Any, path: Path = ()) -> list[Path]:
    """The paths of all texts."""
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*path, key))]
    if isinstance(value, list):
        return [leaf for place, item in enumerate(value) for leaf in leaves(item, (*path, place))]
    return [path] if isinstance(value, str) else []


def lists(value: Any, path: Path = ()) -> list[Path]:
    """The paths of all lists that are not empty."""
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in lists(inner, (*path, key))]
    if not isinstance(value, list) or not value:
        return []
    inner = [found for place, item in enumerate(value) for found in lists(item, (*path, place))]
    return [path, *inner]


def node_at(node: Node, path: Path) -> Node:
    for step in path:
        if isinstance(node, Mapping):
            node = next(value for key, value in node.entries if key.text == step)
        elif isinstance(node, Sequence):
            assert isinstance(step, int)
            node = node.items[step]
    return node


def in_common(one: str, other: str) -> int:
    """How many characters two texts share at their beginning and, of the rest, at their end."""
    return len(one) - len(splice_between(one, other).removed)


class TestAnEditOfOneText:
    @given(drafts(), st.data())
    def test_changes_no_byte_elsewhere(self, draft: Draft, data: st.DataObject) -> None:
        document = draft.document
        paths = leaves(document.values)
        assume(paths)
        path = data.draw(st.sampled_from(paths))
        new = data.draw(texts.filter(lambda text: text != ""))
        node = node_at(parse_tree(draft.text.encode(), "x").root, path)
        assert isinstance(node, Scalar)
        document.set(path, new)
        written = saved(draft, document)
        source = draft.text.removeprefix("\ufeff")
        rest = source[node.end :]
        line = "" if source[node.end - 1 : node.end] == "\n" else rest.split("\r")[0].split("\n")[0]
        assert written.removeprefix("\ufeff").startswith(source[: node.start])
        assert line in written
        assert written.endswith(rest[len(line) :]) or written.rstrip().endswith(new.rstrip())
        assert written.startswith("\ufeff") == draft.text.startswith("\ufeff")

    @given(drafts())
    def test_that_is_no_edit_changes_none_at_all(self, draft: Draft) -> None:
        assert saved(draft, draft.document) == draft.text


class TestAListThatChanges:
    @given(drafts(documents.map(_with_a_list)), st.data())
    def test_gets_an_item_and_keeps_the_rest(self, draft: Draft, data: st.DataObject) -> None:
        document = draft.document
        paths = lists(document.values)
        path = data.draw(st.sampled_from(paths))
        new = data.draw(st.sampled_from(document.items(path)))
        if isinstance(new, str):
            new = data.draw(texts)
        place = data.draw(st.integers(0, len(document.items(path))))
        document.insert(path, place, new)
        assume(document.values != draft.document.values)
        written = saved(draft, document)
        assert in_common(draft.text, written) >= len(draft.text.rstrip("\r\n"))

    @given(drafts(documents.map(_with_a_list)), st.data())
    def test_loses_an_item_and_keeps_the_rest(self, draft: Draft, data: st.DataObject) -> None:
        document = draft.document
        paths = [path for path in lists(document.values) if len(document.items(path)) > 1]
        path = data.draw(st.sampled_from(paths))
        place = data.draw(st.integers(0, len(document.items(path)) - 1))
        document.remove((*path, place))
        written = saved(draft, document)
        if len(draft.comments) == 0:
            assert in_common(draft.text, written) >= len(written.rstrip("\r\n"))

    @given(drafts(documents.map(_with_a_list)), st.data())
    def test_has_the_same_lines_in_another_order(self, draft: Draft, data: st.DataObject) -> None:
        document = draft.document
        root = parse_tree(draft.text.encode(), "x").root
        paths = [path for path in lists(document.values) if len(document.items(path)) > 1]
        path = data.draw(st.sampled_from(paths))
        items = document.items(path)
        place, target = data.draw(st.tuples(*[st.integers(0, len(items) - 1)] * 2))
        node = node_at(root, path)
        document.move((*path, place), target)
        written = saved(draft, document)
        if isinstance(node, Sequence) and not node.flow and not draft.comments:
            assert sorted(written.split()) == sorted(draft.text.split())


class TestAFieldThatComesOrGoes:
    @given(drafts(), st.data())
    def test_takes_only_lines_of_its_own(self, draft: Draft, data: st.DataObject) -> None:
        document = draft.document
        empty = [one for one in DESIGN.placed_fields if document.get(one[0]) is None]
        path, field = data.draw(st.sampled_from(empty))
        document.set(path, data.draw(anything_typed(field)))
        written = saved(draft, document)
        assert in_common(draft.text, written) >= len(draft.text.rstrip("\r\n"))

    @given(drafts(), st.data())
    def test_leaves_only_its_comments(self, draft: Draft, data: st.DataObject) -> None:
        document = draft.document
        filled = [path for path, _ in DESIGN.placed_fields if document.get(path) is not None]
        assume(filled)
        document.set(data.draw(st.sampled_from(filled)), None)
        written = saved(draft, document)
        if not draft.comments:
            assert in_common(draft.text, written) >= len(written.rstrip("\r\n"))


class TestManyEdits:
    @given(drafts(), documents)
    def test_give_the_document_and_keep_the_comments(self, draft: Draft, other: Document) -> None:
        saved(draft, other)

    @given(documents, documents)
    def test_of_what_the_tool_wrote_give_what_it_would_write(
        self, one: Document, other: Document
    ) -> None:
        assert revised(values_to_yaml(one).encode(), other, one) == values_to_yaml(other)
