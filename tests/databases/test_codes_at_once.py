"""Two who show the same proof at the same moment: it counts once, on every database."""

from datetime import timedelta

import pytest

from foundation import clock
from foundation.database import db, transaction
from foundation.ids import new_id
from marketplace.accounts.factors import challenges, proving, queries, totp
from marketplace.accounts.factors.app_actions import remove_app
from marketplace.accounts.factors.errors import LastFactorNeeded, WrongCode, WrongPasskey
from marketplace.accounts.factors.passkey_actions import give_challenge
from tests.databases.crowd import at_once
from tests.marketplace.accounts.phones import set_up_phone

pytestmark = pytest.mark.usefixtures("each_connection")
CROWD = 8


def counted(outcomes, refusal):
    assert all(not isinstance(each, Exception) or isinstance(each, refusal) for each in outcomes), (
        outcomes
    )
    return sum(not isinstance(each, Exception) for each in outcomes)


def spend(person, typed):
    with transaction() as session:
        return proving.spend_code(session, person.id, typed)


def test_one_code_counts_once(app, cast):
    phone = set_up_phone(cast.fay)
    clock.move(timedelta(seconds=totp.STEP_SECONDS))
    code = phone.code()
    assert counted(at_once(app, CROWD, lambda _: spend(cast.fay, code)), WrongCode) == 1


def test_one_recovery_code_counts_once(app, cast):
    code = set_up_phone(cast.fay).recovery_codes[0]
    assert counted(at_once(app, CROWD, lambda _: spend(cast.fay, code)), WrongCode) == 1


def test_one_question_is_answered_once(app, cast):
    challenge_id, _ = give_challenge(cast.omar.id)

    def answer(_number):
        with transaction() as session:
            return challenges.take(session, challenge_id, cast.omar.id)

    assert counted(at_once(app, CROWD, answer), WrongPasskey) == 1


def test_removing_both_factors_at_once_leaves_one(app, cast):
    phones = [set_up_phone(cast.fay) for _ in range(2)]
    outcomes = at_once(app, 2, lambda n: remove_app(phones[n].app_id, actor=cast.fay.actor))
    assert counted(outcomes, LastFactorNeeded) == 1
    assert queries.factor_count(db.session(), cast.fay.id) == 1


def test_an_id_that_nobody_was_given_answers_nothing(cast):
    with pytest.raises(WrongPasskey), transaction() as session:
        challenges.take(session, new_id(), cast.omar.id)
