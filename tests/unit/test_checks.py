"""The rules: what each finds, where, how much it weighs, and what it leaves alone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from designdoc_tui.checks import RULES, Checker, Finding, Findings, Severity, check_document
from designdoc_tui.checks.markdown_text import is_notable, links, outline, without_code_spans
from designdoc_tui.document import Document
from designdoc_tui.draft.load import parse_tree
from designdoc_tui.draft.new import first_values
from designdoc_tui.markdown.render import render
from designdoc_tui.review.canonical import content_digest
from designdoc_tui.template.kinds import Value
from designdoc_tui.template.load import load_template
from tests.documents import EXAMPLE

TODAY = date(2026, 11, 22)
DOCS = Path(__file__).parents[2] / "docs" / "rules.md"
HEAD = "designdoc: 1\ntemplate: design\n"


class Around:
    """Files around a draft that are only said to be there."""

    def __init__(self, *names: str, markdown: bytes | None = None) -> None:
        self.names = names
        self.text = markdown

    def is_there(self, target: str) -> bool:
        return target in self.names

    def markdown(self) -> bytes | None:
        return self.text


def check(text: str, around: Around | None = None) -> Findings:
    """What is found in a draft, its first two lines left out."""
    parsed = parse_tree((HEAD + text).encode(), "design.yaml")
    return Checker(parsed.template).check(
        parsed.values, today=TODAY, source=parsed.root, surroundings=around
    )


def found(rule: str, text: str, around: Around | None = None) -> list[Finding]:
    """What one rule finds."""
    assert rule in RULES
    return [finding for finding in check(text, around).findings if finding.rule == rule]


def fields(rule: str, text: str, around: Around | None = None) -> list[str]:
    return [finding.field for finding in found(rule, text, around)]


class TestWhatARuleSays:
    def test_the_docs_tell_every_rule_and_how_much_it_weighs(self) -> None:
        rows = re.findall(
            r"^\| `([a-z-]+)` \| .+ \| (\w+) \| (\w+) \| (\w+) \|$",
            DOCS.read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        told = {name: levels for name, *levels in rows}
        assert told == {rule.id: [level.value for level in rule.levels] for rule in RULES.values()}

    @pytest.mark.parametrize("name", RULES)
    def test_ids_are_words_with_hyphens(self, name: str) -> None:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)

    def test_messages_are_one_line_without_live_controls(self) -> None:
        text = 'metadata:\n  author: Ada\n  reviewers: ["Ada, \\e[31mred\\nline"]\n'
        for finding in check(text).findings:
            assert finding.message.isprintable()
        assert found("reviewer-is-author", text)[0].message.startswith("Ada, \\x1b[31mred line")


class TestStatus:
    @pytest.mark.parametrize(
        ("status", "gap", "defect"),
        [
            ("Draft", Severity.INFO, Severity.WARNING),
            ("In Review", Severity.WARNING, Severity.ERROR),
            ("Approved", Severity.ERROR, Severity.ERROR),
            ("Implemented", Severity.ERROR, Severity.ERROR),
        ],
    )
    def test_decides_how_much_a_finding_weighs(
        self, status: str, gap: Severity, defect: Severity
    ) -> None:
        text = f"metadata: {{status: {status}, change_id: No Good}}\n"
        assert {each.severity for each in found("required-field-empty", text)} == {gap}
        assert {each.severity for each in found("bad-change-id", text)} == {defect}

    def test_a_document_without_one_is_a_draft(self) -> None:
        assert {each.severity for each in found("required-field-empty", "title: T\n")} == {
            Severity.INFO
        }

    def test_an_unknown_one_is_an_error_from_the_start(self) -> None:
        (finding,) = found("not-an-option", "metadata: {status: Almost}\n")
        assert (finding.severity, finding.line, finding.column) == (Severity.ERROR, 3, 20)


class TestGaps:
    def test_a_new_draft_has_only_infos(self) -> None:
        template = load_template("design")
        values = first_values(template, "Login", today=TODAY, author="Ada Lovelace")
        findings = check_document(Document(template, values), today=TODAY).findings
        assert {finding.severity for finding in findings} == {Severity.INFO}

    def test_a_new_draft_is_not_blamed_for_what_it_began_with(self) -> None:
        template = load_template("design")
        values = first_values(template, "Login", today=TODAY, author="Ada Lovelace")
        findings = check_document(Document(template, values), today=TODAY).findings
        assert "placeholder-left" not in {finding.rule for finding in findings}

    @pytest.mark.parametrize("with_placeholders", [False, True])
    def test_an_unfilled_template_in_review_names_every_required_field(
        self, with_placeholders: bool
    ) -> None:
        template = load_template("design")
        document = Document(template, {"metadata": {"status": "In Review"}})
        if with_placeholders:
            for path, field in template.placed_fields:
                samples = getattr(field.kind, "samples", None)
                if field.kind.shape.value == "a list of mappings":
                    document.set(path, [dict(each) for each in samples])
                elif field.key != "status":
                    people = field.kind.name == "people"
                    document.set(path, [field.placeholder] if people else field.placeholder)
        findings = check_document(document, today=TODAY).findings
        named = {finding.path for finding in findings if finding.rule != "section-unfinished"}
        required = {path for path, field in template.placed_fields if field.required}
        assert required - {("metadata", "status")} <= named
        errors = {each.rule for each in findings if each.severity is Severity.ERROR}
        assert {"no-change-id", "no-reviewer"} <= errors

    def test_a_list_that_is_partly_the_templates_is_told_by_item(self) -> None:
        text = 'overview:\n  goals:\n    - Mine\n    - "[What we want to achieve]"\n    - ""\n'
        assert fields("placeholder-left", text) == ["overview.goals[1]"]
        assert fields("empty-entry", text) == ["overview.goals[2]"]

    def test_a_bracket_of_the_placeholder_in_a_text_is_left_over(self) -> None:
        path = "design.performance_considerations.performance_targets.api_latency"
        text = "design: {performance_considerations: {performance_targets: {api_latency: %s}}}\n"
        assert fields("placeholder-left", text % '"p95 < 20ms, p99 < [Y]ms"') == [path]
        assert fields("placeholder-left", text % '"p95 < 20ms [Y](y.md)"') == []

    def test_a_record_that_is_the_templates_own(self) -> None:
        text = (
            "design: {error_handling: {error_scenarios: ["
            "{scenario: Ours, detection: a, response: b},"
            "{scenario: User provides invalid input, detection: Request validation}, {}]}}\n"
        )
        base = "design.error_handling.error_scenarios"
        assert fields("placeholder-left", text) == [f"{base}[1]"]
        assert fields("empty-entry", text) == [f"{base}[2]"]

    def test_what_a_record_needs_is_named_with_its_number(self) -> None:
        text = "design: {components: [{name: A, purpose: p}, {name: B}]}\n"
        finding = found("required-field-empty", text)
        (purpose,) = (each for each in finding if each.field == "design.components[1].purpose")
        assert purpose.message.startswith("Fill in Purpose of component 2.")

    def test_a_section_begun_and_not_finished(self) -> None:
        text = "overview:\n  problem: It hurts\n"
        finding = found("section-unfinished", text)[0]
        assert (finding.field, finding.line, finding.column) == ("overview", 3, 1)
        assert finding.message.endswith("fill in Solution, Goals, Non-Goals.")

    def test_a_section_that_does_not_apply_is_left_alone(self) -> None:
        text = (
            "overview: {problem: It hurts}\ntrade_offs: [{title: T}]\n"
            "review: {not_applicable: {overview: why, trade_offs: why, approval: why}}\n"
        )
        named = {finding.field for finding in check(text).findings}
        assert not any(name.startswith(("overview", "trade_offs")) for name in named)


class TestPlaces:
    def test_of_a_missing_field_is_the_key_of_the_section_around_it(self) -> None:
        text = "title: T\noverview:\n  problem: It hurts\n"
        missing = {each.field: each for each in found("required-field-empty", text)}
        solution, context = missing["overview.solution"], missing["background.context"]
        assert (solution.line, solution.column) == (4, 1)
        assert (context.line, context.column) == (1, 1)

    def test_of_a_key_without_a_value_is_the_key(self) -> None:
        text = "overview:\n  problem: It hurts\n  solution:\n"
        missing = {each.field: each for each in found("required-field-empty", text)}
        assert (missing["overview.solution"].line, missing["overview.solution"].column) == (5, 3)

    def test_findings_are_in_the_order_of_the_file(self) -> None:
        findings = check(EXAMPLE.read_text().split("template: design\n")[1]).findings
        places = [(finding.line, finding.column) for finding in findings]
        assert places == sorted(places)


class TestPeople:
    @pytest.mark.parametrize(
        "reviewer", ["Ada Lovelace", "ada lovelace <x@y.z>", "<ADA@example.org>"]
    )
    def test_an_author_does_not_review(self, reviewer: str) -> None:
        text = f"metadata: {{author: Ada Lovelace <ada@example.org>, reviewers: [B, {reviewer}]}}\n"
        assert fields("reviewer-is-author", text) == ["metadata.reviewers[1]"]

    def test_somebody_with_half_the_name_does(self) -> None:
        text = "metadata: {author: Ada Lovelace, reviewers: [Ada, Grace Lovelace]}\n"
        assert fields("reviewer-is-author", text) == []

    def test_an_approval_needs_a_name(self) -> None:
        text = "approval: [{role: Security Review, name: G}, {role: Legal}, {date: 2026-01-01}]\n"
        assert fields("approval-without-name", text) == ["approval[1]", "approval[2]"]

    def test_several_in_one_entry(self) -> None:
        text = 'metadata: {reviewers: ["A, B", C]}\n'
        assert fields("several-in-one", text) == ["metadata.reviewers[0]"]


class TestDates:
    @pytest.mark.parametrize("day", ["2026-02-30", "22.11.2026", "soon"])
    def test_have_to_be_days(self, day: str) -> None:
        text = f"metadata: {{last_updated: {day}}}\n"
        assert fields("bad-date", text) == ["metadata.last_updated"]

    @pytest.mark.parametrize(("day", "count"), [("22", 0), ("23", 0), ("24", 1)])
    def test_may_be_tomorrow_somewhere_but_no_later(self, day: str, count: int) -> None:
        text = f"metadata: {{last_updated: 2026-11-{day}}}\n"
        assert len(found("date-in-future", text)) == count

    def test_of_an_approval_count_too(self) -> None:
        text = "approval: [{role: R, name: N, date: 2027-01-01}]\n"
        assert fields("date-in-future", text) == ["approval[0].date"]


class TestLists:
    def test_a_goal_that_is_a_non_goal(self) -> None:
        text = "overview: {goals: [Fast sign-in], non_goals: [Other, fast sign in.]}\n"
        assert fields("in-both-lists", text) == ["overview.non_goals[1]"]

    def test_the_same_twice(self) -> None:
        text = "overview: {goals: [Fast, Cheap, Fast]}\n"
        assert fields("said-twice", text) == ["overview.goals[2]"]

    def test_a_rollout_without_a_rollback(self) -> None:
        text = "design: {deployment_strategy: {rollout_plan: [Staff]%s}}\n"
        assert fields("counterpart-missing", text % "") == [
            "design.deployment_strategy.rollout_plan"
        ]
        filled = ", rollback_plan: {detect_issue: Alert}"
        assert fields("counterpart-missing", text % filled) == []


class TestDependencies:
    @pytest.mark.parametrize(
        ("dependencies", "count"),
        [
            ("Factor vault, attempt limiter", 0),
            ("The Factor Vault for secrets; the attempt limiter", 0),
            ("Component 2", 0),
            ("Component 3", 1),
            ("Factor valt", 1),
            ("factor vualt", 1),
            ("Session store", 1),
            ("PostgreSQL and the `session` table", 0),
            ("the existing design system, a queue of some kind", 0),
            ("None", 0),
        ],
    )
    def test_have_to_exist_where_they_are_named(self, dependencies: str, count: int) -> None:
        text = (
            "background: {context: All is kept in PostgreSQL.}\ndesign:\n  components:\n"
            "    - {name: Factor vault, purpose: p}\n"
            f"    - {{name: Attempt limiter, purpose: p, dependencies: '{dependencies}'}}\n"
        )
        path = "design.components[1].dependencies"
        assert fields("unknown-dependency", text) == [path] * count

    def test_a_name_that_only_other_dependencies_have_is_not_known(self) -> None:
        text = (
            "design: {components: [{name: A, dependencies: Session store},"
            " {name: B, dependencies: Session store}]}\n"
        )
        assert len(found("unknown-dependency", text)) == 2

    def test_of_thousands_that_name_nothing_take_no_longer_than_a_moment(self) -> None:
        components = [
            {"name": f"Service {n}", "dependencies": f"Servise {n}, Ghost {n} store"}
            for n in range(5_000)
        ]
        before = process_time()
        findings = Checker(load_template("design")).check(
            {"design": {"components": components}}, today=TODAY
        )
        assert process_time() - before < 5  # comparing every two names takes ten times as long
        rules = [each.rule for each in findings.findings]
        assert rules.count("unknown-dependency") == 10_000

    def test_of_many_are_told_as_those_of_few(self) -> None:
        names = ["Outbox relay", "C++ core", "Ledger", "Queue", "Mail_gate", "Straße"]
        told_of = "An outbox relay; a C++ core, ledgers, queued, mail_gate_2, STRASSE."
        known = {"Outbox relay", "C++ core", "Ledger", "Straße"}
        many = [*(f"Ghost {n} store" for n in range(30)), *names]
        values: dict[str, Value] = {
            "background": {"context": told_of},
            "design": {"components": [{"name": "A", "dependencies": ", ".join(many)}]},
        }
        findings = Checker(load_template("design")).check(values, today=TODAY).findings
        missed = {f.message for f in findings if f.rule == "unknown-dependency"}
        assert {name for name in names if not any(repr(name) in each for each in missed)} == known
        assert len(missed) == 30 + len(names) - len(known)


class TestEndpoints:
    @pytest.mark.parametrize(
        ("endpoint", "good"),
        [
            ("GET /a", True),
            ("DELETE /a/{id}?force=true", True),
            ("/a", False),
            ("GET a", False),
            ("get /a", False),
            ("FETCH /a", False),
            ("GET /a b", False),
        ],
    )
    def test_are_a_method_and_a_path(self, endpoint: str, good: bool) -> None:
        text = f"design: {{api_design: {{new_endpoints: [{{endpoint: '{endpoint}'}}]}}}}\n"
        assert (found("bad-endpoint", text) == []) is good

    def test_stand_on_one_line(self) -> None:
        text = 'design: {api_design: {new_endpoints: [{endpoint: "GET /a\\nGET /b"}]}}\n'
        assert fields("bad-format", text) == ["design.api_design.new_endpoints[0].endpoint"]

    def test_stand_only_once_in_both_lists_together(self) -> None:
        text = (
            "design: {api_design: {"
            "new_endpoints: [{endpoint: 'GET /a/{id}'}, {endpoint: POST /a}, {endpoint: POST /a}],"
            "modified_endpoints: [{endpoint: 'GET /a/{key}/', changes: [x]}]}}\n"
        )
        base = "design.api_design"
        assert fields("duplicate", text) == [
            f"{base}.new_endpoints[2].endpoint",
            f"{base}.modified_endpoints[0].endpoint",
        ]

    @pytest.mark.parametrize(
        ("body", "good"),
        [('{"a": 1}', True), ('{"a": 1,}', False), ("{a: 1}", False), ("[NaN]", False)],
    )
    def test_have_bodies_of_json(self, body: str, good: bool) -> None:
        text = (
            "design: {api_design: {new_endpoints: [{endpoint: POST /a, request: "
            f"'{body}'}}]}}}}\n"
        )
        assert (found("bad-json", text) == []) is good

    def test_deeply_nested_bodies_end_in_a_finding(self) -> None:
        body = "[" * 100_000
        endpoint = f"{{endpoint: POST /a, request: '{body}'}}"
        text = f"design: {{api_design: {{new_endpoints: [{endpoint}]}}}}\n"
        assert len(found("bad-json", text)) == 1


class TestTradeOffs:
    @pytest.mark.parametrize(
        ("options", "rules"),
        [
            ("[{name: A, chosen: true}, {name: B}]", []),
            ("[{name: A}, {name: B}]", ["none-chosen"]),
            ("[{name: A, chosen: true}]", ["too-few"]),
            ("[{name: A, chosen: yes}, {name: B, chosen: true}]", ["several-chosen"]),
        ],
    )
    def test_are_between_options_one_of_which_is_chosen(
        self, options: str, rules: list[str]
    ) -> None:
        text = f"trade_offs: [{{title: T, options: {options}, decision: D}}]\n"
        wanted = {"too-few", "none-chosen", "several-chosen"}
        rules_found = [each.rule for each in check(text).findings if each.rule in wanted]
        assert rules_found == rules

    def test_need_a_decision(self) -> None:
        text = "trade_offs: [{title: T, options: [{name: A, chosen: true}, {name: B}]}]\n"
        assert "trade_offs[0].decision" in fields("required-field-empty", text)


class TestQuestions:
    @pytest.mark.parametrize(
        ("blocker", "answered", "count"),
        [("true", "false", 1), ("yes", "yes", 0), ("no", "no", 0)],
    )
    def test_block_until_they_are_answered(self, blocker: str, answered: str, count: int) -> None:
        text = f"open_questions: [{{question: Q, blocker: {blocker}, answered: {answered}}}]\n"
        assert len(found("open-blocker", text)) == count
        assert "open_questions[0].owner" in fields("required-field-empty", text)


class TestTargets:
    def test_have_numbers(self) -> None:
        text = (
            "design: {performance_considerations: {performance_targets: "
            "{api_latency: as before, throughput: 5 requests/second}}}\n"
        )
        path = "design.performance_considerations.performance_targets.api_latency"
        assert fields("no-number", text) == [path]


def prose(text: str) -> str:
    body = text.replace("\n", "\n    ")
    return f"overview:\n  problem: |-\n    {body}\n"


class TestMarkdownInAField:
    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("a\n\n## b", 1),
            ("a\n\n### b", 1),
            ("a\n\n#### b", 0),
            ("# b", 1),
            ("a\n===", 1),
            ("a\n---", 1),
            ("a\n\n---\n\nb", 0),
            ("- a\n---", 0),
            ("- a\n\n  ## b", 0),
            ("**a**\n---", 1),
            ("| a |\n| --- |", 0),
            ("#hashtag\nc #1", 0),
            ("```text\n# a\n```", 0),
            ("<!--\n# a\n-->", 0),
            ("a\n\n    # code", 0),
        ],
    )
    def test_headings_that_end_the_section(self, text: str, count: int) -> None:
        assert len(found("heading-in-field", prose(text))) == count

    def test_no_heading_at_all_stands_in_a_list(self) -> None:
        text = 'overview: {goals: ["a\\n\\n##### b", "# c"]}\n'
        assert fields("heading-in-field", text) == ["overview.goals[0]"]

    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("```\na", 1),
            ("~~~ text\na\n```", 1),
            ("````\n```\n````", 0),
            ("- a\n\n  ```\n  b\n  ```", 0),
            ("- a\n\n  ```\n  b", 1),
            ("> ```\n> a\n> ```", 0),
            ("`` ``` ``", 0),
        ],
    )
    def test_fences_are_closed(self, text: str, count: int) -> None:
        assert len(found("unclosed-fence", prose(text))) == count

    def test_comments_are_closed(self) -> None:
        assert fields("unclosed-comment", prose("a\n<!-- b")) == ["overview.problem"]
        assert fields("unclosed-comment", prose("a <!-- b --> c `<!--`")) == []

    def test_blocks_that_say_json_are_json(self) -> None:
        assert len(found("bad-json", prose("```json\n{,}\n```\n\n```json\n{}\n```"))) == 1

    def test_a_record_that_would_read_as_another(self) -> None:
        text = 'approval: [{role: "Legal: Berlin", name: N}, {role: R, name: N}]\n'
        assert fields("reads-otherwise", text) == ["approval[0]"]

    @pytest.mark.parametrize("text", ["# a", "a\n---", "a\n ==", "```", "~~~", "<!--", "a\n   # b"])
    def test_the_quick_look_misses_nothing(self, text: str) -> None:
        assert is_notable(text)
        seen = outline(text)
        assert seen.headings or seen.blocks or seen.open_comment

    def test_code_spans_are_cut_out_in_linear_time(self) -> None:
        text = "".join("`" * length + " " for length in range(1, 1500))
        assert without_code_spans(text) == text
        assert without_code_spans("a `b` ``c ` d`` e `f") == "a   e `f"

    def test_links_are_found_however_they_are_written(self) -> None:
        text = "[a](b.md) ![c](<d e.png>) `[x](y)` [f](g_(h).md 'title')\n\n[i]: j.md\n[^n]: note"
        assert list(links(text)) == ["b.md", "d e.png", "g_(h).md", "j.md"]


class TestFiles:
    @pytest.mark.parametrize(
        "target",
        ["https://example.org/a.md", "#part", "/from/the/root.md", "mailto:a@b.c", "there.md#x"],
    )
    def test_that_are_there_or_elsewhere(self, target: str) -> None:
        assert found("missing-file", prose(f"See [it]({target})."), Around("there.md")) == []

    def test_that_are_not_there(self) -> None:
        text = prose("[a](b%20c.md?x#y) and ![d](e.png)\n\n```\n[f](g.md)\n```")
        messages = [each.message for each in found("missing-file", text, Around())]
        assert [message.split(":")[0] for message in messages] == [
            "There is no file b c.md",
            "There is no file e.png",
        ]

    @pytest.mark.parametrize(
        ("reference", "count"),
        [
            ("proposal.md", 1),
            ("./docs/adr/0001.md, `tasks.md`", 2),
            ("ADR 17", 0),
            ("example.org/adr/17.html", 0),
            ("written once v1.2 is out", 0),
        ],
    )
    def test_named_alone_in_a_reference(self, reference: str, count: int) -> None:
        text = f"references: {{adr: '{reference}'}}\n"
        assert fields("missing-file", text, Around()) == ["references.adr"] * count

    def test_are_not_looked_at_without_a_folder(self) -> None:
        assert found("missing-file", prose("[a](b.md)")) == []


class TestTheMarkdownBesideTheDraft:
    def test_is_what_the_draft_says(self) -> None:
        parsed = parse_tree((HEAD + "title: T\n").encode(), "design.yaml")
        current = render(Document(parsed.template, parsed.values)).encode()
        rule = "markdown-out-of-date"
        assert found(rule, "title: T\n", Around(markdown=current)) == []
        assert fields(rule, "title: T\n", Around(markdown=b"# Old\n")) == [""]
        assert found(rule, "title: T\n", Around()) == []


class TestSwitchingOff:
    TEXT = "overview: {goals: [A, A], non_goals: [B, B]}\nreview:\n  switched_off:\n"

    def test_a_rule_needs_a_reason_and_shows_it(self) -> None:
        findings = check(f"{self.TEXT}    said-twice: We mean it.\n")
        assert "said-twice" not in {each.rule for each in findings.findings}
        assert [(each.field, each.reason) for each in findings.switched_off] == [
            ("overview.goals[1]", "We mean it."),
            ("overview.non_goals[1]", "We mean it."),
        ]

    def test_a_rule_for_one_place(self) -> None:
        findings = check(f"{self.TEXT}    said-twice overview.goals: We mean it.\n")
        assert [each.field for each in findings.switched_off] == ["overview.goals[1]"]
        assert "overview.non_goals[1]" in {
            each.field for each in findings.findings if each.rule == "said-twice"
        }

    @pytest.mark.parametrize("reason", ["", "''", "'  '", "[a]"])
    def test_without_a_reason_it_stays_on(self, reason: str) -> None:
        text = f"{self.TEXT}    said-twice: {reason}\n"
        assert len(found("said-twice", text)) == 2
        (finding,) = found("switch-without-reason", text)
        assert finding.line == 6

    @pytest.mark.parametrize("key", ["no-such-rule", "unknown-switch", "said-twice a..b["])
    def test_only_of_rules_that_there_are(self, key: str) -> None:
        text = f"{self.TEXT}    '{key}': Because.\n"
        assert len(found("unknown-switch", text)) == 1

    def test_as_anything_but_a_mapping_is_told(self) -> None:
        assert len(found("unknown-switch", "review: {switched_off: said-twice}\n")) == 1


class TestTheExample:
    def test_waits_for_one_answer_only(self) -> None:
        parsed = parse_tree(EXAMPLE.read_bytes(), "design.yaml")
        document = Document(parsed.template, parsed.values)
        findings = check_document(
            document, today=TODAY, source=parsed.root, surroundings=Around()
        ).findings
        assert [(each.rule, each.field, each.severity) for each in findings] == [
            ("open-blocker", "open_questions[0].blocker", Severity.WARNING)
        ]


class TestWhoeverChecks:
    def test_gets_the_same_again_and_the_document_unchanged(self) -> None:
        parsed = parse_tree(EXAMPLE.read_bytes(), "design.yaml")
        document = Document(parsed.template, parsed.values)
        before = Document(parsed.template, parsed.values)
        first = check_document(document, today=TODAY)
        assert check_document(document, today=TODAY) == first
        assert document == before


class TestDiagrams:
    @pytest.mark.parametrize(
        ("diagram", "said"),
        [
            ("graph TD\n  subgraph one\n  A --> B", "the subgraph in line 2 has no end"),
            ("graph TD\n  A --> B\n  end", "the end in line 3 closes no subgraph"),
            ("flowchart LR\n  A -->\n  B --> C", "the arrow at the end of line 2 leads nowhere"),
            ("sequenceDiagram\n  loop daily\n  A->>B: x", "the block in line 2 has no end"),
            ("sequenceDiagram\n  A->>B: x\n  end", "the end in line 3 closes nothing"),
        ],
    )
    def test_that_no_version_of_mermaid_draws(self, diagram: str, said: str) -> None:
        lines = diagram.replace("\n", "\n      ")
        field = f"design:\n  high_level_architecture:\n    diagram: |-\n      {lines}\n"
        (finding,) = found("diagram-does-not-parse", field)
        assert said in finding.message
        assert (finding.field, finding.line) == ("design.high_level_architecture.diagram", 5)
        block = f"overview:\n  problem: |-\n    ```mermaid\n    {lines}\n    ```\n"
        assert fields("diagram-does-not-parse", block) == ["overview.problem"]

    @pytest.mark.parametrize("text", ["Flowchart LR", "sequencediagram", "", "%% only a comment"])
    def test_that_say_they_are_one_and_are_of_no_kind(self, text: str) -> None:
        block = f"overview:\n  problem: |-\n    ```mermaid\n    {text}\n    ```\n"
        assert fields("diagram-does-not-parse", block) == ["overview.problem"]

    @pytest.mark.parametrize(
        "diagram",
        [
            "graph TD\n  A --> B\n  subgraph one\n  B --> C\n  end",
            "graph TD; subgraph one; A --> B; end",
            'graph TD\n  A["a label of\n  end\n  two lines"] --> B',
            "graph TD\n  accDescr {\n  end\n  }\n  A --> B",
            "sequenceDiagram\n  par_over them\n  A->>B: x\n  end",
            "sequenceDiagram\n  rect rgb(0, 0, 0)\n  A->>B: x\n  end",
            "---\ntitle: T\n---\nzenuml\n  A.b() {",
            "a kind that comes next year\n  whatever -->",
            "radar-beta\n  end",
        ],
    )
    def test_that_may_be_drawn_are_left_alone(self, diagram: str) -> None:
        text = diagram.replace("\n", "\n    ")
        block = f"overview:\n  problem: |-\n    ```mermaid\n    {text}\n    ```\n"
        assert fields("diagram-does-not-parse", block) == []

    def test_in_other_words_are_text(self) -> None:
        text = "design:\n  data_flow: |-\n    Client -> API\n    end\n"
        assert fields("diagram-does-not-parse", text) == []


class TestSignOffs:
    SIGNED = (
        "title: {title}\nmetadata: {{status: {status}}}\n"
        "approval:\n  - {{role: Lead, name: Grace Hopper, date: 2026-11-22}}\n"
        "review:\n  sign_offs:\n    - role: Lead\n      name: {name}\n"
        "      at: 2026-11-22T10:00:00+00:00\n      digest: {digest}\n      record: {record}\n"
    )

    def draft(self, title: str = "T", name: str = "Grace Hopper", status: str = "Approved") -> str:
        digest = content_digest({"title": "T"})
        said = {"role": "Lead", "name": "Grace Hopper", "at": "2026-11-22T10:00:00+00:00"}
        record = content_digest({**said, "digest": digest})
        return self.SIGNED.format(
            title=title, name=name, status=status, digest=digest, record=record
        )

    def about(self, text: str) -> list[tuple[str, str, int]]:
        rules = ("stale-sign-off", "sign-off-does-not-match", "not-signed-off")
        return [
            (each.rule, each.field, each.line)
            for each in check(text).findings
            if each.rule in rules
        ]

    def test_that_are_fresh_are_left_alone(self) -> None:
        assert self.about(self.draft()) == []

    def test_that_are_stale_are_told_at_the_approval(self) -> None:
        assert self.about(self.draft(title="Other")) == [("stale-sign-off", "approval[0]", 6)]

    def test_that_were_changed_by_hand_are_told_where_they_stand(self) -> None:
        assert self.about(self.draft(name="Eve")) == [
            ("sign-off-does-not-match", "review.sign_offs[0]", 9)
        ]

    @pytest.mark.parametrize("status", ["Approved", "Implemented"])
    def test_that_are_missing_are_told_once_it_is_approved(self, status: str) -> None:
        text = f"metadata: {{status: {status}}}\napproval: [{{role: Lead, name: Grace}}]\n"
        assert self.about(text) == [("not-signed-off", "approval[0]", 4)]

    @pytest.mark.parametrize("status", ["Draft", "In Review"])
    def test_that_are_missing_are_not_missed_before(self, status: str) -> None:
        text = f"metadata: {{status: {status}}}\napproval: [{{role: Lead, name: Grace}}]\n"
        assert self.about(text) == []
