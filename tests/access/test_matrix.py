"""Every endpoint, asked as everybody, about their own and a stranger's."""

import pytest

from marketplace.accounts.roles import Role
from tests.access.examining import faults, questions
from tests.access.guards import all_guards, without
from tests.access.noted import noted_faults
from tests.access.rules import Only, Open, Own, Person
from tests.access.table import TABLE
from tests.access.things import a_token

ADMIN = frozenset({Role.ADMIN})


@pytest.mark.parametrize("row", TABLE)
def test_everybody_gets_the_answer_of_the_table(world, row):
    assert list(noted_faults(world, questions(world, row, TABLE[row]))) == []


@pytest.mark.proof
@pytest.mark.parametrize("row", TABLE)
def test_everybody_of_every_role_gets_it(world, row):
    asked = questions(world, row, TABLE[row], of_each_role=True)
    assert list(noted_faults(world, asked)) == []


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("GET front.page", Person()),
        ("GET front.page", Only(roles=ADMIN)),
        ("GET tokens.page", Open()),
        ("GET tokens.page", Only(roles=ADMIN)),
        ("POST tokens.revoke", Person(a_token)),
        ("POST tokens.revoke", Own(a_token, roles=frozenset(Role), others=ADMIN)),
        ("GET api_account.Me", Open()),
    ],
)
def test_a_row_that_says_something_else_than_the_code_would_be_found(world, row, wrong):
    assert any(faults(world, questions(world, row, wrong)))


def test_a_fault_is_found_as_well_in_what_was_noted(world, monkeypatch):
    """The planted fault: nobody asks whose token it is."""
    row = "POST tokens.revoke"
    guard = next(each for each in all_guards() if "tokens/queries.py" in str(each))
    asked = questions(world, row, TABLE[row])
    monkeypatch.setattr(world, "noted", {})
    with without(guard):
        assert list(noted_faults(world, asked)) == list(faults(world, asked)) != []
    assert list(faults(world, asked)) == []
    monkeypatch.setattr(world, "noted", {})
    assert list(noted_faults(world, asked)) == []


def test_by_another_rule_than_the_table_s_nothing_is_noted(world):
    with pytest.raises(AssertionError):
        list(noted_faults(world, questions(world, "GET tokens.page", Open())))
