"""Every endpoint, asked as everybody, about their own and a stranger's."""

import pytest

from marketplace.accounts.roles import Role
from tests.access.examining import faults, questions
from tests.access.rules import Only, Open, Own, Person
from tests.access.table import TABLE
from tests.access.things import a_token

ADMIN = frozenset({Role.ADMIN})


@pytest.mark.parametrize("row", TABLE)
def test_everybody_gets_the_answer_of_the_table(world, row):
    assert list(faults(world, questions(world, row, TABLE[row]))) == []


@pytest.mark.proof
@pytest.mark.parametrize("row", TABLE)
def test_everybody_of_every_role_gets_it(world, row):
    asked = questions(world, row, TABLE[row], of_each_role=True)
    assert list(faults(world, asked)) == []


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
