"""Lists that are a section's own, whatever stands in front of them."""

from __future__ import annotations

import pytest

from designdoc_tui.markdown.imported.importing import import_markdown
from designdoc_tui.template.load import load_template

DESIGN = load_template("design")
FENCE = "```sh\nls\n```\n\n"
LIST = "- Enhancement 1: Passkeys\n"


class TestAListBelowAFence:
    @pytest.mark.parametrize("words", ["", "What comes next:\n\n"])
    def test_is_still_the_sections(self, words: str) -> None:
        document = import_markdown(f"## Future Work\n\n{words}{FENCE}{LIST}", DESIGN).document
        assert document.get("future_work") == ["Passkeys"]

    def test_is_not_when_the_words_above_both_turn_it_round(self) -> None:
        text = f"## Future Work\n\nNot these:\n\n{FENCE}{LIST}"
        assert import_markdown(text, DESIGN).document.get("future_work") is None
