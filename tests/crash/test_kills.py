"""A few kills of the many that `make crash` does."""

from __future__ import annotations

from pathlib import Path

from tests.crash.killing import kills


class TestKillingTheProgram:
    def test_loses_nothing_that_is_older_than_a_second(self, tmp_path: Path) -> None:
        found = list(kills(tmp_path, 2, seed=11, longest=1.5))
        assert [kill.lost_old for kill in found] == [0, 0]
        assert found[-1].starting is not None, "nothing was brought back"
