"""Many who give or lay down the same role at the same moment, on every database."""

import pytest

from foundation.actors import SYSTEM, Power
from foundation.database import db, transaction
from marketplace.accounts import grants
from marketplace.accounts.closing.actions import WORDS, close_account
from marketplace.accounts.closing.errors import ClosingBlocked
from marketplace.accounts.people.actions import grant_role
from marketplace.accounts.queries import holders_of
from marketplace.accounts.roles import Role
from tests.cast import NORTHLAB
from tests.databases.crowd import at_once

pytestmark = pytest.mark.usefixtures("each_connection")
CROWD = 8


def test_one_role_given_many_times_at_once_is_held_once_and_nobody_sees_a_fault(app, cast):
    def give(_number):
        return grant_role(
            cast.mira.id, role=Role.CASTING, because="she casts", actor=cast.admin.actor
        )

    assert at_once(app, CROWD, give) == [None] * CROWD


def test_the_last_two_administrators_cannot_both_leave_at_once(app, cast):
    with transaction() as session:
        grants.give(session, SYSTEM, cast.cora.id, Role.ADMIN)
    leaving = (cast.admin, cast.cora)
    ended = at_once(app, 2, lambda number: close_account(WORDS, actor=leaving[number].actor))
    assert [
        each for each in ended if each is not None and not isinstance(each, ClosingBlocked)
    ] == []
    assert holders_of(db.session(), Power.MANAGE_PEOPLE)


def test_the_last_two_owners_of_an_organisation_cannot_both_leave_at_once(app, cast):
    with transaction() as session:
        grants.give(session, SYSTEM, cast.ben.id, Role.CLIENT_OWNER, NORTHLAB)
    leaving = (cast.ada, cast.ben)
    ended = at_once(app, 2, lambda number: close_account(WORDS, actor=leaving[number].actor))
    assert sum(isinstance(each, ClosingBlocked) for each in ended) == 1, ended
