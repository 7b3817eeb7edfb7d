"""Beginning a draft: its change id, its author, its first values, its file."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc_tui.document import Document
from designdoc_tui.draft.atomic import SaveError
from designdoc_tui.draft.fill_in import fill_in
from designdoc_tui.draft.git_author import git_author
from designdoc_tui.draft.load import load_draft
from designdoc_tui.draft.new import create_draft, first_values
from designdoc_tui.draft.slug import slug
from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_source import read_source
from designdoc_tui.template.load import load_template, read_template

DESIGN = load_template("design")
TODAY = date(2026, 11, 22)


class TestTheChangeId:
    @pytest.mark.parametrize(
        ("title", "change_id"),
        [
            ("Two-factor sign-in", "two-factor-sign-in"),
            ("  Zwei-Faktor-Anmeldung für ALLE!  ", "zwei-faktor-anmeldung-fur-alle"),
            ("Straße, Øl & Æther, Łódź, œuvre", "strasse-ol-aether-lodz-oeuvre"),
            ("Don't retry — it’s done", "dont-retry-its-done"),
            ("HTTP/2 at 100 %", "http-2-at-100"),
            ("ﬁve ½ Ⅳ", "five-1-2-iv"),
            ("漢字", ""),
            ("漢字 v2", "v2"),
            ("...", ""),
            ("", ""),
        ],
    )
    def test_is_made_from_the_title(self, title: str, change_id: str) -> None:
        assert slug(title) == change_id

    @given(st.text())
    def test_is_always_one_or_nothing(self, title: str) -> None:
        assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(title))

    @given(st.text())
    def test_of_a_change_id_is_itself(self, title: str) -> None:
        assert slug(slug(title)) == slug(title)


class TestTheAuthor:
    @pytest.fixture
    def repository(self, tmp_path: Path) -> Path:
        subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
        return tmp_path

    def configure(self, repository: Path, **settings: str) -> None:
        for key, value in settings.items():
            subprocess.run(["git", "-C", repository, "config", f"user.{key}", value], check=True)

    def test_is_who_git_says(self, repository: Path) -> None:
        self.configure(repository, name="Ada  Lovelace\n", email="ada@example.org")
        assert git_author(repository) == "Ada Lovelace <ada@example.org>"

    def test_is_asked_in_the_repository_of_a_folder_still_to_be_made(
        self, repository: Path
    ) -> None:
        self.configure(repository, name="Ada Lovelace")
        assert git_author(repository / "docs" / "login") == "Ada Lovelace"

    def test_may_be_only_an_address(self, repository: Path) -> None:
        self.configure(repository, email="ada@example.org")
        assert git_author(repository) == "ada@example.org"

    def test_is_unknown_where_git_knows_nobody(self, repository: Path) -> None:
        assert git_author(repository) == ""

    def test_is_unknown_without_git(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        assert git_author(tmp_path) == ""

    @pytest.mark.parametrize("script", ["exit 3", "printf 'user.name\\nA\\377\\0'", "kill -9 $$"])
    def test_is_unknown_where_git_is_broken(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
    ) -> None:
        broken = tmp_path / "git"
        broken.write_text(f"#!/bin/sh\n{script}\n")
        broken.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        assert git_author(tmp_path) == ""

    def test_is_unknown_where_git_does_not_answer(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def hang(command: list[str], *, timeout: float, **_: object) -> None:
            raise subprocess.TimeoutExpired(command, timeout)

        monkeypatch.setattr(subprocess, "run", hang)
        assert git_author(tmp_path) == ""


class TestFirstValues:
    def test_are_what_the_template_says(self) -> None:
        values = first_values(DESIGN, "Login", today=TODAY, author="Ada Lovelace")
        assert values["title"] == "Login"
        assert values["metadata"] == {
            "change_id": "login",
            "author": "Ada Lovelace",
            "status": "Draft",
            "last_updated": "2026-11-22",
        }

    def test_leave_out_what_nobody_knows(self) -> None:
        values = first_values(DESIGN, today=TODAY)
        assert "title" not in values
        assert values["metadata"] == {"status": "Draft", "last_updated": "2026-11-22"}

    def test_take_a_change_id_that_was_chosen(self) -> None:
        values = first_values(DESIGN, "Login", today=TODAY, change_id="add-login")
        assert values["metadata"]["change_id"] == "add-login"  # type: ignore[index]

    def test_come_from_the_template_alone(self) -> None:
        other = read_template(
            b"template: note\n"
            b"title: A note\n"
            b'heading: "{name}"\n'
            b"fields:\n"
            b"  - {label: Name, kind: text, role: title}\n"
            b"  - {label: Slug, kind: text, initial: {from: slug_of_title}}\n"
            b"  - {label: Day, kind: date, initial: {from: today}}\n"
            b"  - {label: Urgent, kind: flag, initial: no}\n"
            b"sections:\n"
            b"  - {heading: Points, kind: list, initial: [One, Two]}\n"
            b"  - heading: Steps\n"
            b"    kind: records\n"
            b'    head: "{what}"\n'
            b"    fields: [{label: What, kind: text}, {label: Done, kind: mark}]\n"
            b"    initial: [{what: Begin, done: yes}]\n",
            "note.yaml",
        )
        assert first_values(other, "A B", today=TODAY) == {
            "name": "A B",
            "slug": "a-b",
            "day": "2026-11-22",
            "urgent": False,
            "points": ["One", "Two"],
            "steps": [{"what": "Begin", "done": True}],
        }


class TestTheFile:
    document = Document(DESIGN, {"title": "Login"})

    def test_is_written_with_its_folders(self, tmp_path: Path) -> None:
        path = create_draft(tmp_path / "docs" / "login", self.document)
        assert path == tmp_path / "docs" / "login" / "design.yaml"
        assert path.read_text() == "designdoc: 1\ntemplate: design\ntitle: Login\n"
        assert load_draft(path).document == self.document

    def test_never_replaces_a_draft(self, tmp_path: Path) -> None:
        path = tmp_path / "design.yaml"
        path.write_text("mine")
        with pytest.raises(SourceError, match="there is a draft already"):
            create_draft(tmp_path, self.document)
        assert path.read_text() == "mine"

    def test_never_follows_a_link_that_leads_nowhere(self, tmp_path: Path) -> None:
        (tmp_path / "design.yaml").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(SourceError, match="there is a draft already"):
            create_draft(tmp_path, self.document)
        assert not (tmp_path / "elsewhere").exists()

    def test_is_not_put_beside_a_document_that_saving_would_replace(self, tmp_path: Path) -> None:
        (tmp_path / "design.md").write_text("# Written by hand\n")
        with pytest.raises(SourceError, match=r"design\.md: this document is there already"):
            create_draft(tmp_path, self.document)
        assert [path.name for path in tmp_path.iterdir()] == ["design.md"]

    def test_is_not_written_where_a_file_is_in_the_way(self, tmp_path: Path) -> None:
        (tmp_path / "docs").touch()
        for folder in (tmp_path / "docs", tmp_path / "docs" / "login"):
            with pytest.raises(SaveError, match="choose another folder"):
                create_draft(folder, self.document)


class TestValuesToFillIn:
    def filled(self, text: str) -> dict[str, object]:
        values: dict[str, object] = {}
        fill_in(DESIGN, read_source(text, "data.yaml"), values)
        return values

    def complaint(self, text: str) -> str:
        with pytest.raises(SourceError) as caught:
            self.filled(text)
        return str(caught.value)

    def test_may_be_part_of_a_draft(self) -> None:
        assert self.filled(
            "designdoc: 1\n"
            "title: Login\n"
            "overview:\n"
            "  goals: [One]\n"
            "open_questions:\n"
            "  - {question: Why?, blocker: true}\n"
        ) == {
            "title": "Login",
            "overview": {"goals": ["One"]},
            "open_questions": [{"question": "Why?", "blocker": True}],
        }

    def test_may_be_field_paths(self) -> None:
        assert self.filled(
            "overview.problem: Why\n"
            "overview.goals[0]: One\n"
            "overview.goals[1]: Two\n"
            "background.existing_system: {text: A service.}\n"
            "design.components[0].name: Door\n"
            "design.components[0].implementation_details[0]: Oak\n"
            "open_questions[0]: {question: Why?, blocker: true}\n"
            "future_work: [More]\n"
        ) == {
            "overview": {"problem": "Why", "goals": ["One", "Two"]},
            "background": {"existing_system": {"text": "A service."}},
            "design": {"components": [{"name": "Door", "implementation_details": ["Oak"]}]},
            "open_questions": [{"question": "Why?", "blocker": True}],
            "future_work": ["More"],
        }

    def test_may_be_both(self) -> None:
        assert self.filled("overview: {goals: [One]}\noverview.goals[1]: Two\n") == {
            "overview": {"goals": ["One", "Two"]}
        }

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("overviw: {}\n", "data.yaml:1:1: the template has no field overviw: did you mean"),
            ("overview.problm: x\n", "did you mean overview.problem?"),
            ("overview: {problm: x}\n", "data.yaml:1:20: the template has no field overview.pro"),
            ("open_questions: [{why: x}]\n", "no field open_questions[0].why"),
            ("overview.goals.x: y\n", "the template has no field overview.goals.x"),
            ("overview.goals[0][1]: y\n", "the template has no field"),
            ("title[0]: y\n", "the template has no field title[0]"),
            ("design.components[0].x: y\n", "the template has no field"),
            ("a..b: y\n", "the template has no field a..b"),
            ("overview.goals[1]: x\n", "leads past the end of its list"),
            ("design.components[3].name: x\n", "leads past the end of its list"),
            ("overview.goals[0]: [x]\n", "overview.goals[0] has to be text"),
            ("overview.goals: x\n", "overview.goals has to be a list"),
            ("- a\n", "data.yaml:1:1: values to fill in need names"),
        ],
    )
    def test_with_a_mistake_are_refused_at_its_place(self, text: str, words: str) -> None:
        assert words in self.complaint(text)
