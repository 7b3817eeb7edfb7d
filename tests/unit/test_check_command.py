"""`check` and `schema` on the command line: formats, exit codes, several drafts."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from designdoc_tui.checks import RULES
from designdoc_tui.checks.finding import Finding, Findings, Severity
from designdoc_tui.checks.formats import as_github, as_json, as_sarif, as_text
from designdoc_tui.checks.in_parallel import check_in_parallel
from designdoc_tui.checks.report import Report, check_files
from designdoc_tui.cli.progress import progress
from tests.commands import run

DEFECTS = Path(__file__).parents[1] / "data" / "twenty-defects.yaml"
TODAY = date(2026, 11, 22)
HEAD = "designdoc: 1\ntemplate: design\n"
CLEAN_ENOUGH = HEAD + "title: Login\n"
WITH_WARNING = HEAD + "overview:\n  problem: |-\n    ```\n    open\n"
WITH_ERROR = HEAD + "metadata: {status: Almost}\n"

EXPECTED = [
    ("bad-change-id", "error", "metadata.change_id", 6, 14),
    ("reviewer-is-author", "error", "metadata.reviewers[1]", 8, 29),
    ("bad-date", "error", "metadata.last_updated", 10, 17),
    ("heading-in-field", "error", "overview.problem", 12, 12),
    ("unclosed-fence", "error", "overview.solution", 16, 13),
    ("in-both-lists", "error", "overview.non_goals[1]", 26, 7),
    ("missing-file", "warning", "background.context", 28, 12),
    ("placeholder-left", "warning", "background.constraints[1]", 31, 7),
    ("unknown-dependency", "warning", "design.components[0].dependencies", 38, 21),
    ("required-field-empty", "warning", "design.components[1].purpose", 39, 7),
    ("bad-json", "error", "design.api_design.new_endpoints[0].response", 44, 19),
    ("bad-endpoint", "error", "design.api_design.new_endpoints[1].endpoint", 46, 19),
    ("duplicate", "error", "design.api_design.modified_endpoints[0].endpoint", 48, 19),
    (
        "required-field-empty",
        "warning",
        "design.error_handling.error_scenarios[0].detection",
        53,
        9,
    ),
    (
        "no-number",
        "warning",
        "design.performance_considerations.performance_targets.api_latency",
        63,
        40,
    ),
    ("several-chosen", "error", "trade_offs[0].options[1].chosen", 84, 17),
    ("too-few", "warning", "trade_offs[1].options", 88, 5),
    ("open-blocker", "warning", "open_questions[0].blocker", 94, 14),
    ("required-field-empty", "warning", "open_questions[1].owner", 96, 5),
    ("approval-without-name", "warning", "approval[0]", 99, 5),
]
"""Rule, severity, field, line and column of each defect, in the order of the file."""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def told(report: Report) -> tuple[str, Findings, str]:
    return report.file, report.findings, str(report.problem)


class TestTwentyDefects:
    def test_as_text(self) -> None:
        result = run("check", DEFECTS)
        lines = [line.split(" ", 3)[:3] for line in result.stdout.splitlines()]
        assert lines == [
            [f"{DEFECTS}:{line}:{column}:", severity, rule]
            for rule, severity, _, line, column in EXPECTED
        ]
        assert result.exit_code == 1
        assert result.stderr == "10 errors, 10 warnings in 1 draft\n"

    def test_as_json(self) -> None:
        findings = json.loads(run("check", DEFECTS, "--format", "json").stdout)["findings"]
        assert [
            (each["rule"], each["severity"], each["field"], each["line"], each["column"])
            for each in findings
        ] == EXPECTED
        assert {each["file"] for each in findings} == {str(DEFECTS)}
        assert set(findings[0]) == {
            *("rule", "severity", "field", "message", "file", "line", "column"),
        }

    def test_as_annotations_on_github(self) -> None:
        lines = run("check", DEFECTS, "--format", "github").stdout.splitlines()
        assert [line.split("::")[1] for line in lines] == [
            f"{severity} file={DEFECTS},line={line},col={column},title={rule}"
            for rule, severity, _, line, column in EXPECTED
        ]

    def test_as_sarif(self) -> None:
        (log,) = json.loads(run("check", DEFECTS, "--format", "sarif").stdout)["runs"]
        found = []
        for result in log["results"]:
            (location,) = result["locations"]
            region = location["physicalLocation"]["region"]
            (logical,) = location["logicalLocations"]
            name = log["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
            assert name == result["ruleId"]
            found.append(
                (
                    name,
                    result["level"],
                    logical["fullyQualifiedName"],
                    region["startLine"],
                    region["startColumn"],
                )
            )
        assert found == EXPECTED


class TestExitCodes:
    @pytest.mark.parametrize(
        ("text", "code", "strict"),
        [(CLEAN_ENOUGH, 0, 0), (WITH_WARNING, 0, 1), (WITH_ERROR, 1, 1), ("- no draft\n", 2, 2)],
    )
    def test_of_one_draft(self, tmp_path: Path, text: str, code: int, strict: int) -> None:
        draft = write(tmp_path / "design.yaml", text)
        assert run("check", draft).exit_code == code
        assert run("check", "--strict", draft).exit_code == strict

    def test_of_wrong_usage(self) -> None:
        assert run("check", "--format", "xml").exit_code == 2

    def test_nothing_found_is_said(self, tmp_path: Path) -> None:
        draft = write(tmp_path / "design.yaml", CLEAN_ENOUGH + "review: {}\n")
        reasons = "\n".join(
            f"    {name}: tried out"
            for name in RULES
            if not name.endswith(("switch", "reason", "conflict"))
        )
        write(draft, f"{CLEAN_ENOUGH}review:\n  switched_off:\n{reasons}\n")
        result = run("check", draft)
        assert result.stderr.startswith("nothing found in 1 draft, ")
        assert result.exit_code == 0

    def test_what_was_not_read_is_not_said_to_be_in_order(self, tmp_path: Path) -> None:
        missing = tmp_path / "missing.yaml"
        assert run("check", missing).stderr.splitlines()[-1] == "1 draft not read"
        draft = write(tmp_path / "design.yaml", WITH_ERROR)
        last = run("check", draft, missing).stderr.splitlines()[-1]
        assert last.startswith("1 error, ")
        assert last.endswith(" in 1 draft, 1 draft not read")


class TestSeveralDrafts:
    def test_every_draft_under_a_folder_is_checked(self, tmp_path: Path) -> None:
        write(tmp_path / "a" / "design.yaml", WITH_ERROR)
        write(tmp_path / "b" / "c" / "login.yaml", WITH_ERROR)
        write(tmp_path / "b" / "other.yaml", "a: 1\n")
        findings = json.loads(run("check", tmp_path, "--format", "json").stdout)["findings"]
        named = {each["file"] for each in findings if each["rule"] == "not-an-option"}
        assert named == {
            str(tmp_path / "a" / "design.yaml"),
            str(tmp_path / "b" / "c" / "login.yaml"),
        }

    def test_the_working_folder_is_meant_when_no_path_is_given(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(tmp_path / "design.yaml", WITH_ERROR)
        monkeypatch.chdir(tmp_path)
        result = run("check")
        assert "design.yaml:3:20: error not-an-option " in result.stdout
        assert result.stdout.startswith("design.yaml:")

    def test_a_draft_named_twice_is_checked_once(self, tmp_path: Path) -> None:
        draft = write(tmp_path / "design.yaml", WITH_ERROR)
        assert run("check", draft, tmp_path, draft).stdout == run("check", draft).stdout

    def test_one_that_cannot_be_read_keeps_no_other_from_being_checked(
        self, tmp_path: Path
    ) -> None:
        bad = write(tmp_path / "a" / "design.yaml", HEAD + "title: [T]\n")
        good = write(tmp_path / "b" / "design.yaml", WITH_ERROR)
        result = run("check", bad, tmp_path / "nowhere", good)
        assert result.exit_code == 2
        assert f"{good}:3:20: error not-an-option " in result.stdout
        problems = result.stderr.splitlines()[:-1]
        assert [problem.split(": ")[0] for problem in problems] == [
            f"{bad}:3:8",
            str(tmp_path / "nowhere"),
        ]

    def test_a_folder_without_drafts_is_told(self, tmp_path: Path) -> None:
        result = run("check", tmp_path)
        assert result.exit_code == 2
        assert "there is no draft in this folder" in result.stderr
        assert result.stderr.splitlines()[-1] == "nothing was checked"

    def test_a_folder_without_drafts_does_not_count_as_one(self, tmp_path: Path) -> None:
        draft = tmp_path / "design.yaml"
        draft.write_text("designdoc: 1\ntemplate: design\ntitle: T\n")
        empty = tmp_path / "empty"
        empty.mkdir()
        assert run("check", draft, empty).stderr.splitlines()[-1].endswith(" in 1 draft")

    def test_standard_input(self) -> None:
        result = run("check", "-", stdin=WITH_ERROR)
        assert "-:3:20: error not-an-option " in result.stdout
        assert result.exit_code == 1


class TestManyDrafts:
    @pytest.fixture
    def files(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
        """Enough drafts for a second process; some cannot be read."""
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
        texts = (WITH_ERROR, WITH_WARNING, HEAD + "title: [T]\n")
        return [
            write(tmp_path / f"{number}.yaml", texts[number % 3] + f"# {number}\n")
            for number in range(240)
        ]

    def test_are_told_in_their_order_whoever_checks_them(self, files: list[Path]) -> None:
        others: set[int | None] = set()
        reports = check_in_parallel(
            files, TODAY, lambda _: others.update(each.pid for each in active_children())
        )
        assert len(others) == 1
        assert list(map(told, reports)) == list(map(told, check_files(files, TODAY)))
        assert not active_children()

    def test_are_all_checked_when_a_process_is_killed(self, files: list[Path]) -> None:
        def kill(_: int) -> None:
            for each in active_children():
                each.kill()

        reports = check_in_parallel(files, TODAY, kill)
        assert list(map(told, reports)) == list(map(told, check_files(files, TODAY)))

    def test_leave_no_process_behind_when_interrupted(self, files: list[Path]) -> None:
        def interrupt(_: int) -> None:
            assert active_children()
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            check_in_parallel(files, TODAY, interrupt)
        assert not active_children()

    def test_that_are_few_stay_in_this_process(self, files: list[Path]) -> None:
        def look(_: int) -> None:
            assert not active_children()

        assert len(check_in_parallel(files[:99], TODAY, look)) == 99


class ATerminal(io.StringIO):
    """Somebody sits there."""

    def isatty(self) -> bool:
        return True


class TestProgress:
    def test_is_shown_once_it_takes_long_and_wiped_at_the_end(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = 0.0
        shown = ATerminal()
        monkeypatch.setattr(sys, "stderr", shown)
        monkeypatch.setattr("designdoc_tui.cli.progress.monotonic", lambda: now)
        with progress(1_200, "drafts checked") as told_of:
            told_of(1)
            assert shown.getvalue() == ""
            now = 1.0
            told_of(1_100)
            told_of(1_101)  # at once: nobody could read it
            line = "1,100 of 1,200 drafts checked"
            assert shown.getvalue() == f"\r{line}"
        assert shown.getvalue() == f"\r{line}\r{' ' * len(line)}\r"

    def test_is_not_written_where_nobody_sits(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stream = io.StringIO()
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setattr("designdoc_tui.cli.progress.monotonic", iter([0.0, 9.0]).__next__)
        with progress(2, "drafts checked") as told_of:
            told_of(1)
        assert stream.getvalue() == ""


class TestFilesAroundADraft:
    def test_links_count_from_its_folder(self, tmp_path: Path) -> None:
        text = HEAD + "references: {proposal: '[here](../proposal.md) [not](gone.md)'}\n"
        draft = write(tmp_path / "a" / "design.yaml", text)
        write(tmp_path / "proposal.md", "")
        lines = [line for line in run("check", draft).stdout.splitlines() if "missing-file" in line]
        assert len(lines) == 1
        assert "gone.md" in lines[0]

    def test_markdown_out_of_date(self, tmp_path: Path) -> None:
        draft = write(tmp_path / "design.yaml", CLEAN_ENOUGH)
        assert "markdown-out-of-date" not in run("check", draft).stdout
        run("render", draft, "-o", tmp_path / "design.md")
        assert "markdown-out-of-date" not in run("check", draft).stdout
        write(tmp_path / "design.md", "# Another\n")
        assert f"{draft}:1:1: warning markdown-out-of-date " in run("check", draft).stdout


def a_report(file: str = "a.yaml", message: str = "Fix it.", reason: str = "") -> Report:
    finding = Finding("open-blocker", Severity.INFO, ("overview",), message, 7, 3, reason)
    return Report(file, Findings((), (finding,)) if reason else Findings((finding,)))


class TestSwitchedOff:
    REPORTS = (a_report(), a_report(reason="Known."))

    def test_is_counted_at_the_end_of_the_text(self) -> None:
        assert as_text(self.REPORTS).splitlines() == [
            "a.yaml:7:3: info open-blocker Fix it.",
            "a.yaml: 1 finding is switched off: open-blocker: Known.",
        ]

    def test_has_a_place_of_its_own_in_json(self) -> None:
        read = json.loads(as_json(self.REPORTS))
        assert len(read["findings"]) == 1
        assert read["switched_off"] == [{**read["findings"][0], "reason": "Known."}]

    def test_is_a_notice_on_github(self) -> None:
        assert as_github(self.REPORTS).splitlines()[1].endswith("Fix it. Switched off: Known.")

    def test_is_suppressed_in_sarif(self) -> None:
        first, second = json.loads(as_sarif(self.REPORTS))["runs"][0]["results"]
        assert "suppressions" not in first
        assert second["suppressions"] == [{"kind": "inSource", "justification": "Known."}]

    def test_does_not_decide_the_exit_code(self, tmp_path: Path) -> None:
        text = WITH_ERROR + "review: {switched_off: {not-an-option: A status of ours.}}\n"
        result = run("check", write(tmp_path / "design.yaml", text))
        assert result.exit_code == 0
        assert result.stdout.endswith(
            "design.yaml: 1 finding is switched off: not-an-option: A status of ours.\n"
        )


class TestHostileText:
    def test_never_reaches_a_terminal_live(self, tmp_path: Path) -> None:
        text = HEAD + 'metadata: {author: "A", reviewers: ["A, \\e]0;x\\a\\u202e"]}\n'
        result = run("check", write(tmp_path / "a\x1b.yaml", text))
        assert result.stdout.replace("\n", "").isprintable()
        assert "\\x1b]0;x\\x07\\u202e" in result.stdout

    def test_is_escaped_for_github(self) -> None:
        (line,) = as_github([a_report("a,b:c%.yaml", "50% ::error::\\x0a")]).splitlines()
        assert line == (
            "::notice file=a%2Cb%3Ac%25.yaml,line=7,col=3,title=open-blocker::50%25 ::error::\\x0a"
        )
        two_lines = as_github([a_report("a\nb.yaml")])
        assert two_lines.count("\n") == 1
        assert "file=a%0Ab.yaml" in two_lines

    def test_names_of_files_are_uris_in_sarif(self) -> None:
        log = json.loads(as_sarif([a_report("a b/ü%.yaml"), a_report("/srv/x.yaml")]))
        names = [
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for result in log["runs"][0]["results"]
        ]
        assert names == ["a%20b/%C3%BC%25.yaml", "file:///srv/x.yaml"]

    def test_names_that_are_no_utf_8_break_nothing(self) -> None:
        report = a_report("\udcff.yaml")
        assert json.loads(as_json([report]))["findings"][0]["file"] == "\udcff.yaml"
        assert "%FF.yaml" in as_sarif([report])


def _closed(required: str, **properties: Any) -> dict[str, Any]:
    """An object with these properties and no others."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required.split(),
        "properties": properties,
    }


_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_MESSAGE = _closed("text", text={"type": "string", "minLength": 1})
_LOCATION = _closed(
    "",
    physicalLocation=_closed(
        "artifactLocation",
        artifactLocation=_closed(
            "uri", uri={"type": "string", "pattern": r"^[^ \\%]*(%[0-9A-F]{2}[^ \\%]*)*$"}
        ),
        region=_closed(
            "startLine",
            startLine={"type": "integer", "minimum": 1},
            startColumn={"type": "integer", "minimum": 1},
        ),
    ),
    logicalLocations={
        "type": "array",
        "items": _closed("", fullyQualifiedName={"type": "string"}),
    },
)
_LOCATIONS = {"type": "array", "items": _LOCATION}
SARIF = _closed(
    "version runs",
    **{
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": _closed(
                "tool",
                tool=_closed(
                    "driver",
                    driver=_closed(
                        "name",
                        name={"type": "string"},
                        version={"type": "string"},
                        rules={
                            "type": "array",
                            "uniqueItems": True,
                            "items": _closed(
                                "id",
                                id={"type": "string"},
                                shortDescription=_MESSAGE,
                                defaultConfiguration=_closed("", level=_LEVEL),
                            ),
                        },
                    ),
                ),
                columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                invocations={
                    "type": "array",
                    "items": _closed(
                        "executionSuccessful",
                        executionSuccessful={"type": "boolean"},
                        toolExecutionNotifications={
                            "type": "array",
                            "items": _closed(
                                "message", level=_LEVEL, message=_MESSAGE, locations=_LOCATIONS
                            ),
                        },
                    ),
                },
                results={
                    "type": "array",
                    "items": _closed(
                        "message",
                        ruleId={"type": "string"},
                        ruleIndex={"type": "integer", "minimum": 0},
                        level=_LEVEL,
                        message=_MESSAGE,
                        locations=_LOCATIONS,
                        suppressions={
                            "type": "array",
                            "uniqueItems": True,
                            "items": _closed(
                                "kind",
                                kind={"enum": ["inSource", "external"]},
                                justification={"type": "string"},
                            ),
                        },
                    ),
                },
            ),
        },
    },
)
"""What the standard (OASIS SARIF 2.1.0, sections 3.13 to 3.58) says of the properties used here."""


class TestSarif:
    def test_has_the_structure_of_the_standard(self, tmp_path: Path) -> None:
        bad = write(tmp_path / "bad.yaml", HEAD + "title: [T]\n")
        off = write(
            tmp_path / "off.yaml",
            WITH_ERROR + "review: {switched_off: {not-an-option: A status of ours.}}\n",
        )
        for paths in ((DEFECTS,), (DEFECTS, bad, off)):
            log = json.loads(run("check", *paths, "--format", "sarif").stdout)
            Draft7Validator(SARIF).validate(log)
        (invocation,) = log["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] is False
        assert len(invocation["toolExecutionNotifications"]) == 1

    def test_doubles_braces_that_are_no_placeholders(self) -> None:
        (result,) = json.loads(as_sarif([a_report(message="Use /a/{id}.")]))["runs"][0]["results"]
        assert result["message"]["text"] == "Use /a/{{id}}."


class TestSchema:
    def test_is_printed(self) -> None:
        result = run("schema")
        assert result.exit_code == 0
        Draft202012Validator.check_schema(json.loads(result.stdout))
        assert result.stdout == run("schema", "--template", "design").stdout

    def test_of_no_template_is_refused(self) -> None:
        result = run("schema", "--template", "nothing")
        assert result.exit_code == 2
        assert "there is no template 'nothing'" in result.stderr


class TestStartingUp:
    def test_neither_command_loads_the_wizard(self) -> None:
        code = (
            "import sys; from designdoc_tui.cli.commands import cli\n"
            f"try: cli(['check', {str(DEFECTS)!r}])\n"
            "except SystemExit: pass\n"
            "print(sorted(set(sys.modules) & {'textual', 'rich', 'mistune'}), file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
        )
        assert done.stderr.splitlines()[-1] == "[]"
