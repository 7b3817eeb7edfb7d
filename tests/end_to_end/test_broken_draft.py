"""A draft that cannot be read: said in words, and left as it is."""

from __future__ import annotations

import pytest

from tests.end_to_end.terminal import Desk

HEAD = b"designdoc: 1\ntemplate: design\n"
BROKEN = {
    "a key twice": (HEAD + b"title: One\ntitle: Two\n", "design.yaml:4:1:"),
    "bytes that are no text": (HEAD + b"title: \xff\n", "design.yaml:3:8:"),
    "nested too deep": (HEAD + b"title: " + b"[" * 200_000, "design.yaml:3:"),
}


class TestABrokenDraft:
    @pytest.mark.parametrize(("content", "place"), BROKEN.values(), ids=BROKEN.keys())
    def test_is_told_in_a_dialog_and_by_the_exit_code(
        self, desk: Desk, content: bytes, place: str
    ) -> None:
        draft = desk.folder / "design.yaml"
        draft.write_bytes(content)
        with desk.opens("design.yaml") as wizard:
            wizard.shows("This draft cannot be opened", place)
            wizard.presses("enter")
            wizard.leaves(2)
            assert place in wizard.text()  # where it can still be read and copied
        assert draft.read_bytes() == content
        assert [path.name for path in desk.folder.iterdir()] == ["design.yaml"]

    def test_stands_in_the_list_without_hiding_the_others(self, desk: Desk) -> None:
        drafts = {name: content for name, (content, _) in BROKEN.items()}
        drafts["whole"] = HEAD + b"title: Faster sign-in\n"
        for name, content in drafts.items():
            (desk.folder / name).mkdir()
            (desk.folder / name / "design.yaml").write_bytes(content)
        with desk.opens() as wizard:
            wizard.shows("Drafts  4", "Faster sign-in", "cannot be opened")
            for name, (_, place) in BROKEN.items():
                wizard.presses("/")
                wizard.types(name)
                wizard.shows("1 of 4")
                wizard.presses("enter")
                wizard.shows("This draft cannot be opened", place)
                wizard.presses("escape")
                wizard.hides("This draft cannot be opened")
                wizard.presses("escape")
                wizard.shows("Drafts  4\n")
            wizard.presses("ctrl+q")
            wizard.leaves(0)
        for name, content in drafts.items():
            assert (desk.folder / name / "design.yaml").read_bytes() == content
