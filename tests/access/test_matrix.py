"""Every endpoint, asked as everybody, about their own and a stranger's."""

import pytest

from marketplace.accounts.roles import Role
from tests.access.examining import faults, questions
from tests.access.rules import Only, Open, Own, Person
from tests.access.table import TABLE
from tests.access.things import a_token
from tests.access.world import World

_IMPLIED = {"HEAD", "OPTIONS"}
ADMIN = frozenset({Role.ADMIN})


def endpoints(world: World) -> set[str]:
    return {
        f"{method} {rule.endpoint}"
        for rule in world.app.url_map.iter_rules()
        for method in (rule.methods or set()) - _IMPLIED
    }


def test_every_endpoint_has_its_row_and_every_row_its_endpoint(world):
    rows = {" ".join(row.split(" ")[:2]) for row in TABLE}
    assert endpoints(world) - rows == set(), "say in tests/access/table.py who may use these"
    assert rows - endpoints(world) == set(), "these are gone, so their rows should go too"


@pytest.mark.parametrize("row", TABLE)
def test_everybody_gets_the_answer_of_the_table(world, row):
    assert list(faults(world, questions(world, row, TABLE[row]))) == []


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
