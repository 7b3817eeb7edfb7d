"""Finding a name by a few letters of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from designdoc_screens.matching import Names, fold

PLACES = [
    ("Overview", ""),
    ("Non-Goals", "Overview"),
    ("Goals", "Overview"),
    ("Authentication", "Design › Security Considerations"),
    ("Retention", "Design › Security Considerations › Audit Logging"),
    ("Performance Tests", "Design › Testing Strategy"),
    ("Endurance Test Plan", "Design › Testing Strategy"),
    ("Überblick", "Anhang"),
]


def found(query: str, *, limit: int = 100, loose: bool = True) -> list[str]:
    return [PLACES[match.index][0] for match in Names(PLACES).search(query, limit, loose=loose)]


def marked(query: str) -> tuple[str, str]:
    """What is marked in the best match: in its name, and in where it stands."""
    match = Names(PLACES).search(query, 1)[0]
    name, place = PLACES[match.index]
    return "".join(name[i] for i in match.in_name), "".join(place[i] for i in match.in_place)


class TestRanking:
    def test_keeps_the_order_when_nothing_is_typed(self) -> None:
        assert found("  ") == [name for name, _ in PLACES]

    def test_the_beginning_of_a_name_goes_before_that_of_a_word(self) -> None:
        assert found("goals")[:2] == ["Goals", "Non-Goals"]

    def test_the_beginning_of_a_word_goes_before_the_middle(self) -> None:
        assert found("te")[:2] == ["Performance Tests", "Endurance Test Plan"]

    def test_initials_are_found(self) -> None:
        assert found("etp")[0] == "Endurance Test Plan"

    def test_words_may_stand_in_the_trail(self) -> None:
        assert found("audit ret")[0] == "Retention"
        assert found("sec auth")[0] == "Authentication"

    def test_letters_in_their_order_come_last(self) -> None:
        assert found("prft")[0] == "Performance Tests"
        assert found("prft", loose=False) == []

    def test_case_and_accents_do_not_matter(self) -> None:
        assert found("UBERBLICK") == ["Überblick"]
        assert found("überblick") == ["Überblick"]

    def test_nothing_is_found_for_what_is_not_there(self) -> None:
        assert found("xyzzy") == []

    def test_no_more_is_given_than_was_asked_for(self) -> None:
        assert found("e", limit=2) == found("e")[:2]


class TestMarking:
    def test_marks_the_letters_that_matched(self) -> None:
        assert marked("goa") == ("Goa", "")
        assert marked("etp") == ("ETP", "")
        assert marked("audit ret") == ("Ret", "Audit")
        assert marked("ubl") == ("Übl", "")


class TestAnyText:
    @given(st.lists(st.tuples(st.text(), st.text())), st.text(max_size=20))
    def test_every_match_has_the_letters_typed(
        self, places: list[tuple[str, str]], query: str
    ) -> None:
        letters = sorted("".join(fold(query).split()))
        for match in Names(places).search(query, 50):
            name, place = places[match.index]
            hit = [fold(name)[i] for i in match.in_name] + [fold(place)[i] for i in match.in_place]
            assert set(hit) - {" "} <= set(letters)
            assert set(letters) <= set(hit)

    @given(st.text())
    def test_folding_keeps_each_character_in_its_place(self, text: str) -> None:
        assert len(fold(text)) == len(text)
