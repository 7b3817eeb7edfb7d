"""What happens to the author's text when the program itself is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from designdoc_tui.app import DesignDocApp
from designdoc_tui.desk import open_draft
from designdoc_tui.document import Document
from designdoc_tui.draft.load import load_draft
from designdoc_tui.draft.new import create_draft
from designdoc_tui.state import state_folder
from designdoc_tui.template.load import load_template


class TestAFaultInTheProgram:
    async def test_puts_aside_what_was_typed_and_prints_no_traceback(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = create_draft(tmp_path, Document(load_template("design"), {"title": "A"}))
        before = path.read_bytes()
        app = DesignDocApp(path)
        with pytest.raises(ZeroDivisionError):  # noqa: PT012 - it is raised as the app ends
            async with app.run_test() as pilot:
                await pilot.pause()
                await pilot.press("b")
                await pilot.pause()
                app.call_later(lambda: 1 // 0)
                await pilot.pause()
        assert path.read_bytes() == before
        said = " ".join(capsys.readouterr().err.split())
        assert "Traceback" not in said
        assert "comes back when you open the draft again" in said
        opened = open_draft(path)
        assert opened.draft.document.text("title") == "Ab"
        opened.close()

    async def test_puts_a_file_beside_the_draft_where_there_can_be_no_journal(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = create_draft(tmp_path, Document(load_template("design"), {"title": "A"}))
        state_folder().parent.mkdir(parents=True, exist_ok=True)
        state_folder().write_text("no folder")
        app = DesignDocApp(path)
        with pytest.raises(ZeroDivisionError):  # noqa: PT012 - it is raised as the app ends
            async with app.run_test() as pilot:
                await pilot.pause()
                await pilot.press("b")
                await pilot.pause()
                app.call_later(lambda: 1 // 0)
                await pilot.pause()
        rescued = list(tmp_path.glob("*.rescued.yaml"))
        assert [load_draft(file).document.text("title") for file in rescued] == ["Ab"]
        assert "Traceback" not in capsys.readouterr().err
