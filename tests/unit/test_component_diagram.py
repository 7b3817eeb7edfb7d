"""The parts of a design, drawn into its diagram."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc_tui.document import Document
from designdoc_tui.markdown.component_diagram import DiagramError, draw
from designdoc_tui.markdown.drawings import Drawing, drawing_near, has_parts
from designdoc_tui.markdown.mermaid import find_problem
from designdoc_tui.markdown.render import render
from designdoc_tui.source.errors import SourceError
from designdoc_tui.template.load import load_template, read_template

TEMPLATE = load_template("design")
_ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Kinds of characters that do something instead of being seen."""
DIAGRAM = "design.high_level_architecture.diagram"


def drawing() -> Drawing:
    found = drawing_near(TEMPLATE, ())
    assert found is not None
    return found


def document(*parts: tuple[str, str], diagram: str = "") -> Document:
    records: list[object] = [{"name": name, "dependencies": needs} for name, needs in parts]
    design: dict[str, object] = {"components": records}
    if diagram:
        design["high_level_architecture"] = {"diagram": diagram}
    return Document(TEMPLATE, {"design": design})


def drawn(*parts: tuple[str, str], diagram: str = "") -> str:
    return draw(document(*parts, diagram=diagram), drawing()).text


def body(text: str) -> list[str]:
    """The lines between the two comments."""
    lines = [line.strip() for line in text.split("\n")]
    begin = next(at for at, line in enumerate(lines) if line.startswith("%% drawn from"))
    end = next(at for at, line in enumerate(lines) if line.startswith("%% end of"))
    return lines[begin + 1 : end]


class TestDrawing:
    def test_shows_parts_and_what_each_depends_on(self) -> None:
        text = drawn(("API gateway", "Token store"), ("Token store", ""))
        assert text.startswith("flowchart LR\n")
        assert body(text) == [
            'api_gateway["API gateway"]',
            'token_store["Token store"]',
            "api_gateway --> token_store",
        ]

    def test_draws_outside_systems_round(self) -> None:
        assert 'redis(["Redis"])' in body(drawn(("Limiter", "Redis for the short windows")))

    @pytest.mark.parametrize(
        ("needs", "shown"),
        [
            ("the bank of secrets", 'bank_of_secrets(["bank of secrets"])'),
            ("the bank of the secrets", 'bank(["bank"])'),
            ("bank of all that we know of our users", 'bank(["bank"])'),
        ],
    )
    def test_keeps_the_words_that_name_an_outside_system(self, needs: str, shown: str) -> None:
        assert shown in body(drawn(("Gateway", needs)))

    @pytest.mark.parametrize(
        "needs",
        [
            "Token store, Mailer",
            "Token store of sessions, component 3 of three",
            "- the token store\n- our mailer",
            "token STORE and `Mailer`",
            "Component 2; component #3",
            "Mailer (for codes), token-store: where sessions are",
        ],
    )
    def test_finds_the_names_in_however_they_are_written(self, needs: str) -> None:
        lines = body(drawn(("Gateway", needs), ("Token store", ""), ("Mailer", "None")))
        arrows = {line for line in lines if "-->" in line}
        assert arrows == {"gateway --> token_store", "gateway --> mailer"}
        assert not [line for line in lines if "([" in line]

    def test_counts_what_was_drawn(self) -> None:
        result = draw(document(("A", "B, Redis"), ("B", "Redis, B")), drawing())
        assert result.summary("part") == "2 parts, 1 outside system, 3 arrows"

    def test_numbers_parts_without_a_name(self) -> None:
        parts = document(("", "Store"), ("Store", "component 1"))
        assert body(draw(parts, drawing()).text) == [
            'component_1["Component 1"]',
            'store["Store"]',
            "component_1 --> store",
            "store --> component_1",
        ]

    def test_there_is_nothing_to_draw_without_parts(self) -> None:
        assert not has_parts(document(), drawing())
        assert not has_parts(document(("", "")), drawing())
        assert has_parts(document(("Store", "")), drawing())

    def test_the_markdown_says_that_it_is_a_diagram(self) -> None:
        parts = document(("Store", ""))
        assert parts.set(DIAGRAM, draw(parts, drawing()).text)
        assert "```mermaid\nflowchart LR\n" in render(parts)


class TestNames:
    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ('the "best" [one] {x} (y) | z', "the #34;best#34; [one] {x} (y) | z"),
            ("<b>bold</b> & #1;", "#60;b#62;bold#60;/b#62; #38; #35;1;"),
            ("日本語 サービス", "日本語 サービス"),
            ("a\x1b[31m\u202eb\nc", "a[31mb c"),
            ("a %%comment", "a #37;%comment"),
            ("x" * 100, "x" * 59 + "…"),
        ],
    )
    def test_are_safe_in_a_diagram(self, name: str, shown: str) -> None:
        assert body(drawn((name, "")))[0].endswith(f'["{shown}"]')

    @pytest.mark.parametrize("name", ["end", "Class", "2FA", "日本", "o", "default", "-->"])
    def test_become_words_that_mean_nothing_else(self, name: str) -> None:
        text = drawn((name, ""), ("Store", name))
        node = body(text)[0].partition("[")[0]
        assert node.isascii()
        assert node[0].isalpha()
        assert node not in {"end", "class", "default"}
        assert find_problem(text) is None

    def test_that_are_alike_are_different_boxes(self) -> None:
        lines = body(drawn(("Store", ""), ("store!", ""), ("Übung", ""), ("Ubung", "")))
        assert len({line.partition("[")[0] for line in lines}) == 4

    @given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=60)), min_size=1, max_size=6))
    def test_whatever_they_are_the_diagram_is_sound_and_stays(
        self, parts: list[tuple[str, str]]
    ) -> None:
        some = document(("Store", ""), *parts)
        text = draw(some, drawing()).text
        assert find_problem(text) is None
        assert not [sign for sign in text if sign != "\n" and category(sign) in _ACTING]
        some.set(DIAGRAM, text)
        assert draw(some, drawing()).text == text


class TestDrawnAgain:
    def test_only_what_was_drawn_is_made_anew(self) -> None:
        before = drawn(("Gateway", "Store"), ("Store", ""))
        head, _, rest = before.partition("\n")
        mine = f"{head}\n  user((Ada)) --> gateway\n{rest}\n  style store fill:#f9f"
        after = drawn(("Gateway", "Vault"), ("Vault", ""), diagram=mine)
        assert after.startswith(f"{head}\n  user((Ada)) --> gateway\n%% drawn from")
        assert after.endswith("\n  style store fill:#f9f")
        assert body(after) == ['gateway["Gateway"]', 'vault["Vault"]', "gateway --> vault"]

    def test_goes_below_what_the_author_wrote(self) -> None:
        mine = "graph TD\n  user --> gateway"
        after = drawn(("Gateway", ""), diagram=mine)
        assert after.startswith(f"{mine}\n%% drawn from")

    def test_lines_of_the_author_between_the_comments_are_kept(self) -> None:
        before = drawn(("Gateway", "Store"), ("Store", ""))
        mine = before.replace("%% end", "  gateway -->|asks| store\n%% end")
        after = drawn(("Gateway", ""), diagram=mine)
        assert body(after) == ['gateway["Gateway"]']
        assert after.endswith("\n  gateway -->|asks| store")

    @pytest.mark.parametrize("mine", ["sequenceDiagram\n  A->>B: hi", "Browser ---> Proxy"])
    def test_another_diagram_is_left_alone(self, mine: str) -> None:
        with pytest.raises(DiagramError, match=r"no Mermaid flowchart.*empty it"):
            drawn(("Gateway", ""), diagram=mine)

    @pytest.mark.parametrize("lost", ["%% drawn from", "%% end of"])
    def test_with_a_comment_gone_nothing_is_guessed(self, lost: str) -> None:
        before = drawn(("Gateway", ""))
        mine = "\n".join(line for line in before.split("\n") if not line.startswith(lost))
        with pytest.raises(DiagramError, match="cannot be told from what you wrote"):
            drawn(("Gateway", ""), diagram=mine)

    def test_where_a_section_does_not_apply_nothing_is_drawn(self) -> None:
        some = document(("Gateway", ""))
        section = TEMPLATE.section_of(("design", "components"))
        assert section is not None
        some.set_not_applicable(section, "nothing new")
        with pytest.raises(DiagramError, match="“Components” is marked as not applicable"):
            draw(some, drawing())


OTHER = b"""
template: recipe
title: Recipe
heading: "Recipe"
sections:
  - {heading: Plan, kind: fence, draws: DRAWS}
  - heading: Steps
    kind: records
    noun: step
    head: "{title}"
    fields:
      - {label: Title, kind: text}
      - {label: After, kind: text, checks: [{depends-on: title}]}
  - {heading: Likes, kind: list}
"""


class TestAnotherTemplate:
    def test_says_what_is_drawn_from_what(self) -> None:
        template = read_template(OTHER.replace(b"DRAWS", b"steps"), "recipe.yaml")
        steps: list[object] = [{"title": "Bake", "after": "Stir"}, {"title": "Stir"}]
        some = Document(template, {"steps": steps})
        found = drawing_near(template, ())
        assert found is not None
        assert body(draw(some, found).text)[-1] == "bake --> stir"

    @pytest.mark.parametrize("wrong", [b"likes", b"nowhere", b"steps.after"])
    def test_is_refused_where_there_is_nothing_to_draw_from(self, wrong: bytes) -> None:
        with pytest.raises(SourceError, match="cannot be drawn from"):
            read_template(OTHER.replace(b"DRAWS", wrong), "recipe.yaml")
