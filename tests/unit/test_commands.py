"""The command line: what each command prints, writes, refuses and returns."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner

from designdoc_tui.cli import streams
from designdoc_tui.cli.at_once import is_plainly_there
from designdoc_tui.cli.commands import cli
from designdoc_tui.draft.load import load_draft
from designdoc_tui.template.load import builtin_source
from tests.commands import run

HEAD = "designdoc: 1\ntemplate: design\n"
LOGIN = HEAD + "title: Login\n"
LOGIN_MARKDOWN = "# Design Document: Login\n"


def program(
    *arguments: str | Path,
    code: str = "from designdoc_tui.cli import main; main()",
    env: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Runs the program as a process of its own."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, env=env)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "design.yaml"
    path.write_text(LOGIN)
    return path


def is_one_line(text: str) -> bool:
    return text.endswith("\n") and text[:-1].isprintable()


class TestHelp:
    @pytest.mark.parametrize(
        "arguments", [("--help",), ("-h",), ("new", "--help"), ("render", "-h"), ("template", "-h")]
    )
    def test_is_shown_on_standard_output(self, arguments: tuple[str, ...]) -> None:
        result = run(*arguments)
        assert result.exit_code == 0
        assert result.stdout.startswith("Usage: designdoc-tui ")
        assert result.stderr == ""

    def test_names_every_command_and_exit_code(self) -> None:
        text = run("--help").stdout
        for word in ("new", "render", "template", "PATH", "Exit codes", "0 fine"):
            assert word in text

    def test_the_version_is_that_of_the_installation(self) -> None:
        result = run("--version")
        assert result.stdout == f"designdoc-tui {version('designdoc-tui')}\n"

    @pytest.mark.parametrize("arguments", [("--bogus",), ("a", "b"), ("render",), ("new", "--x")])
    def test_wrong_usage_is_told_apart(self, arguments: tuple[str, ...]) -> None:
        result = run(*arguments)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr.startswith("Usage: designdoc-tui ")
        assert "  " not in result.stderr.splitlines()[0]


class TestNew:
    def test_writes_a_draft_and_prints_its_path(self, tmp_path: Path) -> None:
        folder = tmp_path / "docs"
        result = run("new", folder, "--title", "Two-factor sign-in")
        assert result.exit_code == 0
        assert result.stdout == f"{folder / 'design.yaml'}\n"
        assert is_one_line(result.stderr)
        document = load_draft(folder / "design.yaml").document
        assert document.get("title") == "Two-factor sign-in"
        assert document.get("metadata.change_id") == "two-factor-sign-in"
        assert document.get("metadata.status") == "Draft"
        assert document.get("metadata.last_updated") == date.today().isoformat()

    def test_works_in_the_working_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert run("new").stdout == "design.yaml\n"
        assert (tmp_path / "design.yaml").exists()

    def test_is_by_whom_the_variable_names_as_a_review_is(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DESIGNDOC_AUTHOR", "Grace Hopper <grace@example.org>")
        run("new", tmp_path)
        document = load_draft(tmp_path / "design.yaml").document
        assert document.get("metadata.author") == "Grace Hopper <grace@example.org>"

    def test_never_overwrites(self, draft: Path) -> None:
        result = run("new", draft.parent)
        assert result.exit_code == 2
        assert "there is a draft already" in result.stderr
        assert is_one_line(result.stderr)
        assert draft.read_text() == LOGIN

    def test_takes_values_from_a_file(self, tmp_path: Path) -> None:
        data = tmp_path / "data.yaml"
        data.write_text(
            "title: From the file\nmetadata: {status: In Review}\noverview.goals: [One]\n"
        )
        assert run("new", tmp_path / "a", "--data", data).exit_code == 0
        document = load_draft(tmp_path / "a" / "design.yaml").document
        assert document.get("title") == "From the file"
        assert document.get("metadata.change_id") == "from-the-file"
        assert document.get("metadata.status") == "In Review"
        assert document.get("overview.goals") == ["One"]

    def test_takes_values_from_standard_input(self, tmp_path: Path) -> None:
        assert run("new", tmp_path, "--data", "-", stdin="title: Piped\n").exit_code == 0
        assert load_draft(tmp_path / "design.yaml").document.get("title") == "Piped"

    def test_what_the_command_says_goes_before_the_file(self, tmp_path: Path) -> None:
        data = "title: File\nmetadata: {change_id: file}\n"
        arguments = ("--title", "Command", "--change-id", "mine", "--data", "-")
        assert run("new", tmp_path, *arguments, stdin=data).exit_code == 0
        document = load_draft(tmp_path / "design.yaml").document
        assert (document.get("title"), document.get("metadata.change_id")) == ("Command", "mine")

    @pytest.mark.parametrize(
        ("data", "line"),
        [
            ("titel: A\n", "-:1:1: the template has no field titel: did you mean title?\n"),
            ("template: adr\n", "-:1:11: there is no template 'adr'"),
            ("title: [A]\n", "-:1:8: title has to be text"),
        ],
    )
    def test_refuses_a_file_with_mistakes(self, tmp_path: Path, data: str, line: str) -> None:
        result = run("new", tmp_path, "--data", "-", stdin=data)
        assert result.exit_code == 2
        assert result.stderr.startswith(line)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        "arguments",
        [("--change-id", "Not A Slug"), ("--template", "adr"), ("--title", "half \ud83d")],
    )
    def test_refuses_arguments_that_cannot_be(
        self, tmp_path: Path, arguments: tuple[str, str]
    ) -> None:
        result = run("new", tmp_path, *arguments)
        assert result.exit_code == 2
        assert arguments[0] in result.stderr
        assert list(tmp_path.iterdir()) == []


class TestRender:
    def test_prints_the_markdown(self, draft: Path) -> None:
        result = run("render", draft)
        assert (result.exit_code, result.stdout, result.stderr) == (0, LOGIN_MARKDOWN, "")

    def test_takes_the_folder_for_its_draft(self, draft: Path) -> None:
        assert run("render", draft.parent).stdout == LOGIN_MARKDOWN

    def test_reads_standard_input(self) -> None:
        assert run("render", "-", stdin=LOGIN).stdout == LOGIN_MARKDOWN

    def test_writes_a_file(self, draft: Path, tmp_path: Path) -> None:
        target = tmp_path / "out.md"
        result = run("render", draft, "-o", target)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == f"Wrote {target}\n"
        assert target.read_text() == LOGIN_MARKDOWN
        assert run("render", draft, "-o", target).stderr == f"{target} is up to date\n"

    def test_a_dash_is_standard_output(self, draft: Path) -> None:
        assert run("render", draft, "-o", "-").stdout == LOGIN_MARKDOWN

    def test_a_file_that_cannot_be_written_is_one_line(self, draft: Path, tmp_path: Path) -> None:
        result = run("render", draft, "-o", tmp_path / "none" / "out.md")
        assert result.exit_code == 2
        assert result.stderr.startswith(f"{tmp_path / 'none' / 'out.md'}: not saved: ")
        assert is_one_line(result.stderr)

    @pytest.mark.parametrize("name", ["design.yaml", "sub/../design.yaml", "link.md"])
    def test_never_writes_over_the_draft_itself(self, draft: Path, name: str) -> None:
        folder = draft.parent
        (folder / "sub").mkdir()
        (folder / "link.md").symlink_to(draft)
        result = run("render", draft, "-o", folder / name)
        assert result.exit_code == 2
        assert "this is the draft itself" in result.stderr
        assert draft.read_text() == LOGIN

    def test_an_empty_draft_with_placeholders_is_the_template(self) -> None:
        rendered = run("render", "-", "--placeholders", stdin=HEAD)
        assert rendered.stdout == run("template", "show", "design").stdout


class TestCheckingTheMarkdown:
    def test_that_is_up_to_date_is_fine(self, draft: Path) -> None:
        draft.with_suffix(".md").write_text(LOGIN_MARKDOWN)
        result = run("render", draft, "--check")
        assert (result.exit_code, result.stdout) == (0, "")

    def test_that_differs_shows_how(self, draft: Path) -> None:
        markdown = draft.with_suffix(".md")
        markdown.write_bytes(b"# Old\x1b[31m\r\nlast")
        result = run("render", draft.parent, "--check")
        assert result.exit_code == 1
        assert result.stdout == (
            f"--- {markdown}\n"
            f"+++ {draft}, rendered\n"
            "@@ -1,2 +1 @@\n"
            "-# Old\\x1b[31m\\x0d\n"
            "-last\n"
            "\\ No newline at end of file\n"
            "+# Design Document: Login\n"
        )
        assert f"{markdown} is not what the draft says" in result.stderr
        assert markdown.read_bytes() == b"# Old\x1b[31m\r\nlast"

    def test_that_is_not_there_differs(self, draft: Path) -> None:
        result = run("render", draft, "--check")
        assert result.exit_code == 1
        assert f"+{LOGIN_MARKDOWN}" in result.stdout
        assert "is not there" in result.stderr
        assert not draft.with_suffix(".md").exists()

    def test_may_be_of_another_file(self, draft: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.md"
        other.write_bytes(b"\xff\n")
        result = run("render", "-", "--check", "-o", other, stdin=LOGIN)
        assert result.exit_code == 1
        assert "-\\udcff\n" in result.stdout

    @pytest.mark.parametrize("arguments", [("-", "--check"), ("design.yaml", "--check", "-o", "-")])
    def test_needs_a_file_to_compare_with(self, arguments: tuple[str, ...]) -> None:
        result = run("render", *arguments, stdin=LOGIN)
        assert result.exit_code == 2
        assert "-o" in result.stderr

    def test_that_cannot_be_read_is_no_difference(self, draft: Path) -> None:
        draft.with_suffix(".md").mkdir()
        result = run("render", draft, "--check")
        assert result.exit_code == 2
        assert is_one_line(result.stderr)


class TestTemplate:
    def test_is_printed_as_markdown(self) -> None:
        result = run("template", "show", "design")
        assert result.exit_code == 0
        assert result.stdout.startswith("# Design Document: [Title]\n")
        assert result.stdout == run("template", "show", "design", "--markdown").stdout

    def test_is_printed_as_the_file_it_is(self) -> None:
        result = run("template", "show", "design", "--yaml")
        assert result.stdout_bytes == builtin_source("design")

    def test_that_there_is_not_lists_those_there_are(self) -> None:
        result = run("template", "show", "adr")
        assert result.exit_code == 2
        assert "there is no template 'adr'; use one of design" in result.stderr


class TestTheWizard:
    def test_needs_a_terminal(self, draft: Path) -> None:
        for arguments in ((), (draft,), (draft.parent,)):
            result = run(*arguments)
            assert result.exit_code == 2
            assert "needs a terminal" in result.stderr
            assert is_one_line(result.stderr)

    def test_is_not_confused_by_a_path_that_is_not_there(self, tmp_path: Path) -> None:
        result = run(tmp_path / "none.yaml")
        assert result.exit_code == 2
        assert f"designdoc-tui new {tmp_path}`" in result.stderr

    def test_suggests_the_command_that_was_meant(self) -> None:
        assert "did you mean the command `designdoc-tui render`?" in run("rendr").stderr

    @pytest.mark.parametrize("arguments", [("./new",), ("--", "new")])
    def test_opens_a_folder_that_is_called_like_a_command(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "new").mkdir()
        assert "needs a terminal" in run(*arguments).stderr
        assert list((tmp_path / "new").iterdir()) == []

    @pytest.mark.parametrize("there_is_a_path", [True, False])
    def test_is_opened_on_what_was_named(
        self, draft: Path, monkeypatch: pytest.MonkeyPatch, there_is_a_path: bool
    ) -> None:
        opened: list[Path | None] = []

        def run_wizard(path: Path | None, **_: bool) -> int:
            opened.append(path)
            return 0

        monkeypatch.setattr("designdoc_tui.app.run_wizard", run_wizard, raising=False)
        monkeypatch.setattr("designdoc_tui.cli.open.is_at_terminal", lambda: True)
        result = run(*([draft] if there_is_a_path else []))
        assert result.exit_code == 0
        assert opened == ([draft] if there_is_a_path else [None])


class TestTheWizardOnADraftThatIsThere:
    CODE = (
        "import sys\n"
        "from designdoc_tui import app\n"
        "from designdoc_tui.cli import at_once, main\n"
        "at_once.is_at_terminal = lambda: True\n"
        "def run_wizard(path, **_):\n"
        "    print(path, 'click' in sys.modules, file=sys.stderr)\n"
        "    {then}\n"
        "app.run_wizard = run_wizard\n"
        "main()\n"
    )

    @pytest.mark.parametrize("code", [0, 3])
    def test_is_opened_without_click_and_its_exit_code_is_kept(
        self, draft: Path, code: int
    ) -> None:
        done = program(draft, code=self.CODE.format(then=f"return {code}"))
        assert done.stderr.decode() == f"{draft} False\n"
        assert done.returncode == code

    @pytest.mark.parametrize(
        ("then", "code", "told"),
        [
            ("raise RuntimeError('odd\\x1b')", 2, "a fault of the program"),
            ("raise KeyboardInterrupt", 130, ""),
        ],
    )
    def test_ends_as_every_command_does(self, draft: Path, then: str, code: int, told: str) -> None:
        done = program(draft, code=self.CODE.format(then=then))
        [_, *lines] = done.stderr.decode().splitlines()
        assert done.returncode == code
        assert [told in line and line.isprintable() for line in lines] == [True] * bool(told)

    @pytest.mark.parametrize(
        "arguments",
        [[], ["new"], ["-h"], ["--help"], ["./not-there.yaml"], ["./a", "./b"]],
        ids=str,
    )
    def test_what_may_mean_something_else_is_for_the_commands(
        self, arguments: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("designdoc_tui.cli.at_once.is_at_terminal", lambda: True)
        assert not is_plainly_there(arguments)

    def test_without_a_terminal_it_is_for_the_commands_too(self, draft: Path) -> None:
        assert not is_plainly_there([str(draft)])


class TestCompletionInTheShell:
    def complete(self, words: str, position: int) -> list[str]:
        environment = {
            "_DESIGNDOC_TUI_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(position),
        }
        result = CliRunner().invoke(cli, env=environment, prog_name="designdoc-tui")
        return result.stdout.split()

    def test_offers_commands_and_files(self) -> None:
        offered = self.complete("designdoc-tui ", 1)
        assert {"plain,new", "plain,render", "plain,template"} <= set(offered)
        assert any(entry.startswith("file,") for entry in offered)

    def test_offers_options_without_files(self) -> None:
        offered = self.complete("designdoc-tui --", 1)
        assert set(offered) == {"plain,--version", "plain,--help"}

    def test_offers_templates(self) -> None:
        assert self.complete("designdoc-tui template show d", 3) == ["plain,design"]


def _aliases() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines) + "\n"


BAD_DRAFTS: dict[str, tuple[str | bytes, str]] = {
    "wrong type": (HEAD + "overview:\n  goals: One\n", "4:10"),
    "duplicate key": (HEAD + "title: A\ntitle: B\n", "4:1"),
    "tab": (HEAD + "overview:\n\tproblem: A\n", "4:1"),
    "invalid UTF-8": (HEAD.encode() + b"title: \xff\n", "3:8"),
    "UTF-16": (LOGIN.encode("utf-16"), "1:1"),
    "exploding alias": (HEAD + _aliases(), ""),
    "merge key": (HEAD + "a: &a {b: c}\noverview: {<<: *a}\n", "4:12"),
    "Python tag": (HEAD + "title: !!python/object/apply:os.system [ls]\n", "3:8"),
    "deep nesting": (HEAD + "x: " + "[" * 200_000, ""),
    "deep nesting of lines": (HEAD + "x:\n" + "- " * 200_000 + "a\n", ""),
    "unknown version": ("designdoc: 99\ntemplate: design\n", "1:12"),
    "empty file": ("", "1:1"),
    "only comments": ("# nothing\n", "1:1"),
    "control characters": (HEAD + "title: \x1b[31m\n", "3:8"),
    "open quote": (HEAD + 'title: "A\n', "3:8"),
    "two documents": (LOGIN + "---\n" + LOGIN, "4:1"),
    "not a draft": ("- a\n", "1:1"),
}


class TestBadInput:
    @pytest.mark.parametrize("name", BAD_DRAFTS)
    def test_is_told_in_one_line_and_left_alone(self, tmp_path: Path, name: str) -> None:
        text, place = BAD_DRAFTS[name]
        content = text if isinstance(text, bytes) else text.encode()
        path = tmp_path / "design.yaml"
        path.write_bytes(content)
        result = run("render", path, "-o", tmp_path / "design.md")
        assert result.exit_code == 2
        assert result.stdout == ""
        assert is_one_line(result.stderr)
        where = result.stderr.removeprefix(f"{path}:").split(": ")[0]
        assert where == place or (not place and where.replace(":", "").isdigit())
        assert path.read_bytes() == content
        assert [file.name for file in tmp_path.iterdir()] == ["design.yaml"]

    def test_of_a_folder_that_is_called_like_a_draft(self, tmp_path: Path) -> None:
        folder = tmp_path / "design.yaml"
        folder.mkdir()
        result = run("render", tmp_path)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"{folder}: this is a folder")

    def test_of_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        result = run("render", tmp_path)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"{tmp_path / 'design.yaml'}: there is no such file")

    @pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
    def test_of_a_file_of_somebody_else(self, draft: Path) -> None:
        draft.chmod(0)
        result = run("render", draft)
        assert result.exit_code == 2
        assert "you are not allowed to read this file" in result.stderr

    @pytest.mark.parametrize(
        "command",
        ["render", "render -", "check", "status", "review", "new", "diff -", "import", ""],
    )
    def test_of_a_name_that_no_file_can_have_is_told_as_such(self, command: str) -> None:
        result = run(*command.split(), "x" * 5_000, stdin=LOGIN)
        assert result.exit_code == 2
        assert "fault of the program" not in result.stderr

    @pytest.mark.parametrize("arguments", ["render - --check -o", "merge - {0} {0} -o"])
    def test_of_a_target_that_no_file_can_have(self, draft: Path, arguments: str) -> None:
        result = run(*arguments.format(draft).split(), "x" * 5_000, stdin=LOGIN)
        assert result.exit_code == 2
        assert "fault of the program" not in result.stderr

    def test_on_standard_input_is_called_a_dash(self) -> None:
        assert run("render", "-", stdin="designdoc: 2\n").stderr.startswith("-:1:12: ")

    def test_that_nobody_foresaw_is_one_line_too(
        self, draft: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise ZeroDivisionError("by \x1b[31mzero")

        monkeypatch.setattr("designdoc_tui.draft.load.parse_draft", fail)
        result = run("render", draft)
        assert result.exit_code == 2
        assert is_one_line(result.stderr)
        assert "ZeroDivisionError: by \\x1b[31mzero" in result.stderr
        monkeypatch.setenv("DESIGNDOC_DEBUG", "1")
        assert isinstance(run("render", draft).exception, ZeroDivisionError)

    def test_an_interrupt_is_quiet(self, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("designdoc_tui.draft.load.parse_draft", interrupt)
        result = run("render", draft)
        assert (result.exit_code, result.output) == (130, "")


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


class TestTextOfADocument:
    NASTY = "a\x1b[31mb\r\n\tc\x07\u202e\u0085\n"

    def test_reaches_a_pipe_as_it_is(self, tmp_path: Path) -> None:
        path = tmp_path / "design.yaml"
        text = '"a\\x1b[31mb\\r\\n\\tc\\a\\u202e\\N é🙂"'
        path.write_text(HEAD + f"overview: {{problem: {text}}}\n")
        done = program("render", path, env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"})
        assert done.returncode == 0
        assert "a\x1b[31mb\r\n\tc\a\u202e\u0085 é🙂".encode() in done.stdout
        assert done.stderr == b""

    def test_reaches_a_terminal_without_live_control_characters(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shown = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", Terminal(shown, encoding="utf-8"))
        streams.write_result(self.NASTY)
        text = shown.getvalue().decode()
        assert text == "a\\x1b[31mb\\x0d\n\tc\\x07\\u202e\\x85\n"

    def test_reaches_a_terminal_that_knows_few_characters(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shown = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", Terminal(shown, encoding="ascii"))
        streams.write_result("é\n")
        assert shown.getvalue() == b"\\xe9\n"


class TestAsAProcess:
    @pytest.mark.parametrize(
        ("stream", "arguments"),
        [(">&-", ["schema"]), (">/dev/full", ["schema"]), ("<&-", ["render", "-"])],
    )
    def test_a_stream_that_cannot_be_used_is_told_in_one_line(
        self, stream: str, arguments: list[str]
    ) -> None:
        started = ["sh", "-c", f'"$@" {stream}', "sh", sys.executable, "-m", "designdoc_tui"]
        done = subprocess.run([*started, *arguments], capture_output=True, check=False, timeout=60)
        assert done.returncode == 2
        assert done.stderr.startswith(b"-: standard ")
        assert is_one_line(done.stderr.decode())

    def test_a_reader_that_has_gone_is_no_error(self, draft: Path) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [sys.executable, "-m", "designdoc_tui", "render", draft],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
        os.close(writing)
        assert (done.returncode, done.stderr) == (141, b"")

    def test_runs_as_a_module(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "designdoc_tui", "template", "show", "design"],
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode() == run("template", "show", "design").stdout

    @pytest.mark.parametrize(
        "arguments",
        [
            ("--help",),
            ("new", "{folder}/new"),
            ("render", "{folder}/design.yaml"),
            ("render", "{folder}/design.yaml", "--check", "-o", "{folder}/none.md"),
            ("template", "show", "design"),
            ("--version",),
        ],
        ids=" ".join,
    )
    def test_only_the_wizard_loads_textual(self, draft: Path, arguments: tuple[str, ...]) -> None:
        code = (
            "import sys\n"
            "from designdoc_tui.cli import main\n"
            "try:\n"
            "    main()\n"
            "except SystemExit as end:\n"
            "    loaded = {name.partition('.')[0] for name in sys.modules}\n"
            "    print(end.code, sorted(loaded & {'textual', 'rich'}), file=sys.stderr)\n"
        )
        filled_in = [argument.format(folder=draft.parent) for argument in arguments]
        done = program(*filled_in, code=code)
        expected = 1 if "--check" in arguments else 0
        assert done.stderr.decode().splitlines()[-1] == f"{expected} []"

    def test_help_loads_click_and_little_else(self) -> None:
        code = (
            "import sys\n"
            "from designdoc_tui.cli import main\n"
            "try:\n"
            "    main()\n"
            "except SystemExit:\n"
            "    heavy = {'yaml', 'mistune', 'designdoc_tui.template.load', 'difflib'}\n"
            "    print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
        )
        assert program("--help", code=code).stderr == b"[]\n"
