"""The laws of a document's values: an edit makes others and leaves those there were alone."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from designdoc_tui.document import Document, Edit
from designdoc_tui.document.values import copied, drop_blanks, put, with_value, without_blanks
from designdoc_tui.draft.load import parse_draft, parse_tree
from designdoc_tui.template.load import load_template

DESIGN = load_template("design")
LISTS = ("overview.goals", "design.components", "design.components[0].implementation_details")
PATHS = ("title", "overview.problem", "overview.goals[0]", "design.components[1].name", *LISTS)

words = st.sampled_from(["", "a", "b"])
blank_or_not = st.recursive(
    words,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("xyz"), inner, max_size=3)
    ),
    max_leaves=8,
)
edits = st.lists(
    st.one_of(
        st.tuples(st.just(Edit.SET), st.sampled_from(PATHS[:4]), words),
        st.tuples(st.just(Edit.INSERT), st.sampled_from(LISTS), st.integers(0, 2)),
        st.tuples(st.just(Edit.REMOVE), st.sampled_from(LISTS), st.integers(0, 2)),
        st.tuples(st.just(Edit.MOVE), st.sampled_from(LISTS), st.integers(0, 2)),
        st.tuples(st.just("undo"), st.just(""), st.just(0)),
    ),
    max_size=8,
)


def perform(document: Document, edit: object, path: str, what: Any) -> None:
    """Makes an edit, where it can be made."""
    try:
        if edit is Edit.SET:
            document.set(path, what)
        elif edit is Edit.INSERT:
            document.insert(path, what, {"name": "New"} if path == LISTS[1] else "new")
        elif edit is Edit.REMOVE:
            document.remove(f"{path}[{what}]")
        elif edit is Edit.MOVE:
            document.move(f"{path}[{what}]", 0)
        else:
            document.undo()
    except KeyError:
        return  # the way leads past the end of a list


def begun() -> Document:
    details = {"name": "Gate", "implementation_details": ["x", "y"]}
    return Document(
        DESIGN,
        {"overview": {"goals": ["one", "two"]}, "design": {"components": [details, {"name": "B"}]}},
    )


class TestEditing:
    @given(edits)
    def test_leaves_every_earlier_state_as_it_was(self, made: list[tuple[Any, str, Any]]) -> None:
        document = begun()
        states: list[tuple[Any, Any]] = []
        for edit in made:
            states.append((document.snapshot().document.values, copied(document.values)))
            perform(document, *edit)
        assert all(kept == copy for kept, copy in states)

    @given(edits)
    def test_ends_where_it_began_once_all_is_taken_back(
        self, made: list[tuple[Any, str, Any]]
    ) -> None:
        document = begun()
        for edit in made:
            perform(document, *edit)
        while document.undo() is not None:
            pass
        assert document == begun()


class TestAValueAtAPath:
    @given(st.sampled_from(PATHS), blank_or_not)
    def test_comes_to_what_it_comes_to_in_place(self, text: str, value: Any) -> None:
        document = begun()
        before = copied(document.values)
        path = tuple(int(part) if part.isdigit() else part for part in _parts(text))
        in_place: Any = copied(before)
        put(in_place, path, value)
        assert with_value(document.values, path, value) == in_place
        assert document.values == before

    def test_shares_all_that_is_not_on_the_way(self) -> None:
        before = begun().values
        after: Any = with_value(before, ("design", "components", 1, "name"), "C")
        assert after["overview"] is before["overview"]
        assert after["design"]["components"][0] is before["design"]["components"][0]  # type: ignore[index, call-overload]


class TestBlanks:
    @given(st.dictionaries(st.sampled_from("abc"), blank_or_not, max_size=3))
    def test_go_in_place_as_they_go_in_a_copy(self, values: dict[str, Any]) -> None:
        expected = without_blanks(values)
        drop_blanks(values)
        assert values == expected


class TestReadingRecordsWhileADraftIsParsed:
    """Opening a draft reads records early; with the places of all that is in it, at the end."""

    HEAD = "designdoc: 1\ntemplate: design\n"

    def same(self, text: str) -> Document:
        source = (self.HEAD + text).encode()
        tree = parse_tree(source, "design.yaml")
        document = parse_draft(source, "design.yaml")
        assert document == Document(tree.template, tree.values)
        return document

    def test_reads_anchors_and_aliases(self) -> None:
        document = self.same(
            "design:\n  components:\n  - &one {name: &name A}\n  - *one\n  - purpose: *name\n"
        )
        assert document.get("design.components") == [{"name": "A"}, {"name": "A"}, {"purpose": "A"}]

    def test_keeps_what_the_template_does_not_know(self) -> None:
        document = self.same("design:\n  components:\n  - {name: A, more: [1]}\nother:\n  - a: b\n")
        assert document.text("design.components[0].name") == "A"

    def test_reads_records_in_records(self) -> None:
        document = self.same(
            "design:\n  api_design:\n    new_endpoints:\n"
            "    - {endpoint: GET /a, errors: [{status: 404, meaning: ''}, {}]}\n    -\n"
        )
        assert document.get("design.api_design.new_endpoints") == [
            {"endpoint": "GET /a", "errors": [{"status": "404"}, {}]},
            {},
        ]

    def test_does_without_where_the_template_is_named_last(self) -> None:
        text = "designdoc: 1\ndesign: {components: [{name: A}]}\ntemplate: design\n"
        assert parse_draft(text.encode(), "-").text("design.components[0].name") == "A"


def _parts(text: str) -> list[str]:
    return text.replace("[", ".").replace("]", "").split(".")
