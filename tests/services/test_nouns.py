"""A noun is entered once, in `domain/nouns.py`: whatever deals with all nouns deals with a new one, too."""

from __future__ import annotations

from skilling.cli.lists import ListOf
from skilling.database.tables import RECORDS
from skilling.domain.nouns import NOUNS
from skilling.importing.planning.lists import LISTS
from skilling.services import records, upkeep
from skilling.services.desk import Desk
from skilling.services.views import LISTED
from tests.builders import a_cohort, a_developer, a_grant, a_resource, a_startup, an_institution


def test_every_noun_has_a_table_a_list_and_a_number_in_the_examination(desk: Desk) -> None:
    names, plurals = {noun.name for noun in NOUNS}, {noun.plural for noun in NOUNS}
    assert names <= set(RECORDS)
    assert plurals == set(LISTED) == set(upkeep.check(desk).counts)


def test_a_few_letters_find_the_nouns_that_say_so_and_no_others(desk: Desk) -> None:
    a_developer(desk, full_name="Tarang Rao")
    a_cohort(desk, code="TARANG-1")
    a_startup(desk, legal_name="Tarang Labs Private Limited")
    a_resource(desk, title="Tarang by example")
    an_institution(desk, name="Tarang College")
    a_grant(desk, product="Tarang credit")
    found = {hit.noun for hit in desk.read(records.search, "tarang", 20)}
    assert found == {noun.name for noun in NOUNS if noun.searched} == {"developer", "cohort", "startup", "resource"}


def test_the_command_line_offers_every_list_that_is_read() -> None:
    assert {str(each) for each in ListOf} == {each.noun.plural for each in LISTS}
