"""Opening a draft: what is read, and what a person is told when it cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from designdoc_tui.document import Document
from designdoc_tui.draft.find import DraftSummary, Limits, find_drafts, summary
from designdoc_tui.draft.load import load_draft, parse_draft, resolve
from designdoc_tui.source.errors import SourceError
from designdoc_tui.source.yaml_nodes import Mapping, Node, Scalar

HEAD = "designdoc: 1\ntemplate: design\n"


def document_of(text: str) -> Document:
    return parse_draft((HEAD + text).encode(), "design.yaml")


def complaint_about(text: str | bytes, *, head: str = HEAD) -> str:
    content = text if isinstance(text, bytes) else (head + text).encode()
    with pytest.raises(SourceError) as caught:
        parse_draft(content, "design.yaml")
    line = str(caught.value)
    assert line.isprintable()
    return line


class TestReadingValues:
    def test_each_kind_of_field_gets_what_it_holds(self) -> None:
        document = document_of(
            "title: Two-factor sign-in\n"
            "metadata: {reviewers: [Grace Hopper, Ada Lovelace]}\n"
            "overview:\n"
            "  problem: |\n"
            "    Passwords alone\n"
            "    are not enough.\n"
            "  goals:\n"
            "    - One\n"
            "background:\n"
            "  existing_system: {text: A service., diagram: a -> b}\n"
            "trade_offs:\n"
            "  - title: Codes\n"
            "    options:\n"
            "      - {name: TOTP, chosen: true, pros: [Works offline]}\n"
            "      - {name: SMS, chosen: no}\n"
        )
        assert document.values == {
            "title": "Two-factor sign-in",
            "metadata": {"reviewers": ["Grace Hopper", "Ada Lovelace"]},
            "overview": {"problem": "Passwords alone\nare not enough.\n", "goals": ["One"]},
            "background": {"existing_system": {"text": "A service.", "diagram": "a -> b"}},
            "trade_offs": [
                {
                    "title": "Codes",
                    "options": [
                        {"name": "TOTP", "chosen": True, "pros": ["Works offline"]},
                        {"name": "SMS", "chosen": False},
                    ],
                }
            ],
        }

    @pytest.mark.parametrize(
        "typed", ["2026-11-22", "no", "1e3", "0o17", "null", "~", "=", "12:30:00", "on", "0x1F"]
    )
    def test_text_that_looks_like_something_else_stays_text(self, typed: str) -> None:
        assert document_of(f"title: {typed}\n").get("title") == typed

    def test_a_key_without_a_value_is_not_filled(self) -> None:
        document = document_of("title:\noverview:\n  problem:\n  goals:\nmigration:\n")
        assert document.values == {}

    def test_an_entry_without_a_value_keeps_its_place(self) -> None:
        document = document_of("overview:\n  goals:\n    -\n    - Two\nopen_questions:\n  -\n")
        assert document.get("overview.goals") == ["", "Two"]
        assert document.get("open_questions") == [{}]

    def test_reasons_why_sections_do_not_apply_are_read(self) -> None:
        document = document_of("review: {not_applicable: {migration: Nothing moves}}\n")
        migration = document.template.sections_by_path[("migration",)]
        assert document.not_applicable(migration) == "Nothing moves"

    def test_the_rest_of_the_review_is_kept_as_plain_values(self) -> None:
        document = document_of(
            "review:\n  comments:\n    - {by: Ada, text: 'no', open: true, number: 5}\n"
        )
        comment = {"by": "Ada", "text": "no", "open": True, "number": Scalar("5")}
        assert document.get("review.comments") == [comment]

    def test_a_review_nested_deeper_than_any_is_kept_all_the_same(self) -> None:
        document = document_of("review:\n  x: " + "[" * 90 + "]" * 90 + "\n")
        innermost, depth = document.get("review.x"), 0
        while isinstance(innermost, list):
            innermost, depth = innermost[0], depth + 1
        assert isinstance(innermost, Node)
        assert depth < 90

    def test_keys_that_nobody_knows_are_kept_at_every_level(self) -> None:
        document = document_of(
            "jira: {project: ABC, number: 5}\n"
            "overview: {budget: 100}\n"
            "open_questions: [{question: Why?, since: 2026-11-22}]\n"
        )
        assert isinstance(document.get("jira"), Mapping)
        assert document.get("overview.budget") == Scalar("100")
        assert document.get("open_questions[0].since") == Scalar("2026-11-22")


class TestTheFilesOfADraft:
    def test_the_markdown_stands_beside_it(self, tmp_path: Path) -> None:
        for name, markdown in {
            "design.yaml": "design.md",
            "login.yml": "login.md",
            "v1.2.yaml": "v1.2.md",
            "draft.md": "draft.md.md",
            "draft": "draft.md",
        }.items():
            (tmp_path / name).write_text(HEAD)
            assert load_draft(tmp_path / name).markdown_path == tmp_path / markdown

    def test_a_folder_means_the_draft_in_it(self, tmp_path: Path) -> None:
        assert resolve(tmp_path) == tmp_path / "design.yaml"
        assert resolve(tmp_path / "other.yaml") == tmp_path / "other.yaml"

    def test_it_keeps_what_it_was_read_from(self, tmp_path: Path) -> None:
        path = tmp_path / "design.yaml"
        path.write_bytes(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode())
        (tmp_path / "design.md").write_bytes(b"# Mine\n")
        draft = load_draft(path)
        assert draft.source == path.read_bytes()
        assert draft.markdown_source == b"# Mine\n"


class TestWhatIsNotADraft:
    def test_a_format_version_is_needed(self) -> None:
        line = complaint_about("title: A\n", head="template: design\n")
        assert line.startswith("design.yaml:1:1: ")
        assert "`designdoc: 1`" in line

    def test_a_later_format_version_is_left_to_a_later_tool(self) -> None:
        line = complaint_about("", head="template: design\ndesigndoc: 2\n")
        assert line.startswith("design.yaml:2:12: the draft has format version 2")

    @pytest.mark.parametrize("version", ["one", "", "[1]", "{}", "-1", "1.0", "'1\x7f'"])
    def test_a_format_version_that_is_none_says_what_to_write(self, version: str) -> None:
        line = complaint_about("", head=f"designdoc: {version}\n")
        assert line.startswith("design.yaml:1:")

    def test_the_template_has_to_be_named(self) -> None:
        assert "add a line `template: NAME`" in complaint_about("", head="designdoc: 1\n")
        assert "`template: NAME`" in complaint_about("", head="designdoc: 1\ntemplate:\n")

    def test_a_template_that_is_not_there_lists_those_that_are(self) -> None:
        line = complaint_about("", head="designdoc: 1\ntemplate: adr\n")
        assert line.startswith("design.yaml:2:11: there is no template 'adr': use one of design")

    @pytest.mark.parametrize("text", ["- a\n", "just text\n", "[]\n"])
    def test_something_else_altogether_is_told(self, text: str) -> None:
        line = complaint_about(text, head="")
        assert line.startswith("design.yaml:1:1: this is no draft")


class TestWrongTypes:
    @pytest.mark.parametrize(
        ("text", "place", "words"),
        [
            ("title: [Title]\n", "3:8", "title has to be text: text that begins with [ or {"),
            ("title:\n  a: b\n", "4:3", "title has to be text: put quotes"),
            ("title:\n  - a\n", "4:3", "title has to be text: write it after the colon"),
            ("overview: A text\n", "3:11", "overview holds several fields"),
            ("overview:\n  goals: One\n", "4:10", "overview.goals has to be a list: put each"),
            ("overview:\n  goals:\n  - a\n  - b: c\n", "6:5", "overview.goals[1] has to be text"),
            ("design:\n  components: {}\n", "4:15", "design.components has to be a list"),
            ("design:\n  components: [A]\n", "4:16", "design.components[0] holds several"),
            (
                "design:\n  components:\n  - name: A\n  - name: [B]\n",
                "6:11",
                "design.components[1].name has to be text",
            ),
            (
                "open_questions:\n  - blocker: maybe\n",
                "4:14",
                "open_questions[0].blocker has to be true or false",
            ),
            ("open_questions:\n  - blocker: 'true'\n", "4:14", "without quotes"),
            ("review: fine\n", "3:9", "review has to hold fields"),
            ("review: {not_applicable: []}\n", "3:26", "review.not_applicable has to hold"),
            ("review: {not_applicable: {a: []}}\n", "3:30", "review.not_applicable.a has to be"),
            ("review:\n  not_applicable:\n    a:\n", "5:", "not_applicable.a needs a reason"),
        ],
    )
    def test_is_told_at_the_very_place_with_the_path_of_the_field(
        self, text: str, place: str, words: str
    ) -> None:
        line = complaint_about(text)
        assert line.startswith(f"design.yaml:{place}")
        assert words in line


class TestFilesThatCannotBeRead:
    def complaint(self, path: Path) -> str:
        with pytest.raises(SourceError) as caught:
            load_draft(path)
        return str(caught.value)

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        path = tmp_path / "none.yaml"
        assert self.complaint(path).startswith(f"{path}: there is no such file; ")

    def test_a_folder(self, tmp_path: Path) -> None:
        assert self.complaint(tmp_path).startswith(f"{tmp_path}: this is a folder, not a file; ")

    def test_a_path_through_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        assert "a part of this path is not a folder" in self.complaint(tmp_path / "file" / "x")

    def test_a_name_that_cannot_be(self) -> None:
        assert self.complaint(Path("a\0b")).startswith("a\\x00b: this cannot be the name")

    def test_a_file_of_somebody_else(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "design.yaml"
        path.write_text(HEAD)

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        # Simulated, for the superuser may read everything.
        monkeypatch.setattr(Path, "open", refuse)
        assert "you are not allowed to read this file" in self.complaint(path)

    def test_an_empty_file(self, tmp_path: Path) -> None:
        path = tmp_path / "design.yaml"
        path.touch()
        assert self.complaint(path).startswith(f"{path}:1:1: the file is empty")


class TestFindingDrafts:
    def put(self, folder: Path, *names: str, text: str = HEAD) -> None:
        for name in names:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def found(self, folder: Path, limits: Limits = Limits()) -> list[str]:  # noqa: B008 - frozen
        return [path.relative_to(folder).as_posix() for path in find_drafts(folder, limits)]

    def test_finds_the_nearest_first(self, tmp_path: Path) -> None:
        self.put(tmp_path, "b/c/design.yaml", "a/design.yaml", "design.yaml", "b/design.yaml")
        assert self.found(tmp_path) == [
            "design.yaml",
            "a/design.yaml",
            "b/design.yaml",
            "b/c/design.yaml",
        ]

    def test_knows_drafts_of_other_names_by_how_they_begin(self, tmp_path: Path) -> None:
        self.put(tmp_path, "login.yaml", "logout.yml", text=f"# a note\n\n---\n{HEAD}")
        self.put(tmp_path, "other.yaml", text="name: designdoc: 1\n")
        self.put(tmp_path, "notes.txt")
        assert self.found(tmp_path) == ["login.yaml", "logout.yml"]

    def test_passes_over_what_programs_have_put_there(self, tmp_path: Path) -> None:
        self.put(tmp_path, ".git/design.yaml", "node_modules/a/design.yaml", "x/design.yaml")
        self.put(tmp_path, "env/design.yaml", "env/pyvenv.cfg")
        assert self.found(tmp_path) == ["x/design.yaml"]

    def test_does_not_go_round_in_circles(self, tmp_path: Path) -> None:
        self.put(tmp_path, "a/design.yaml")
        (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
        assert self.found(tmp_path) == ["a/design.yaml"]

    def test_stops_at_its_limits(self, tmp_path: Path) -> None:
        self.put(tmp_path, *(f"{name}/design.yaml" for name in "abc"), "a/b/c/design.yaml")
        assert self.found(tmp_path, Limits(drafts=2)) == ["a/design.yaml", "b/design.yaml"]
        assert self.found(tmp_path, Limits(folders=2)) == ["a/design.yaml"]
        assert self.found(tmp_path, Limits(depth=1)) == [f"{x}/design.yaml" for x in "abc"]

    def test_a_folder_that_is_not_there_holds_none(self, tmp_path: Path) -> None:
        assert self.found(tmp_path / "none") == []


class TestSummaries:
    def test_tells_title_status_progress_and_age(self, tmp_path: Path) -> None:
        path = tmp_path / "design.yaml"
        path.write_text(HEAD + "title: Login\nmetadata: {status: In Review}\n")
        os.utime(path, (1_700_000_000, 1_700_000_000))
        told = summary(path)
        assert (told.title, told.status, told.problem) == ("Login", "In Review", "")
        assert told.filled == 0
        assert told.total == len(load_draft(path).document.template.steps)
        assert told.modified is not None
        assert told.modified.timestamp() == 1_700_000_000

    def test_a_broken_draft_tells_its_problem_instead(self, tmp_path: Path) -> None:
        path = tmp_path / "design.yaml"
        path.write_text("designdoc: 9\n")
        told = summary(path)
        assert told.problem.startswith(f"{path}:1:12: ")
        assert told.title == ""

    def test_a_draft_that_has_gone_tells_that(self, tmp_path: Path) -> None:
        path = tmp_path / "design.yaml"
        told = summary(path)
        assert told == DraftSummary(path, problem=told.problem)
        assert "there is no such file" in told.problem
