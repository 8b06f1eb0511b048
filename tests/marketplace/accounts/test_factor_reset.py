"""Who lost phone and recovery codes gets back in by an administrator, who says why."""

import pytest
from sqlalchemy import func, select

from foundation.audit import AuditEvent
from foundation.errors import NotPermitted
from foundation.ids import new_id
from foundation.notices.models import Notice
from marketplace.accounts.factor_reset.actions import reset_factors
from marketplace.accounts.factor_reset.errors import NothingToReset, OwnFactorsStay, PersonNotFound
from marketplace.accounts.factor_reset.models import FactorReset
from marketplace.accounts.factors import queries
from marketplace.accounts.factors.models import RecoveryCode
from tests.cast import sign_in
from tests.marketplace.accounts.door import open_sign_ins
from tests.marketplace.accounts.phones import set_up_phone

WHY = "known by voice, on the phone"


@pytest.fixture(autouse=True)
def phones(cast):
    set_up_phone(cast.fay)
    set_up_phone(cast.admin)


def reset(person, actor):
    reset_factors(person.id, because=WHY, actor=actor)


def test_everything_is_taken_away_and_all_browsers_are_signed_out(client, cast, session):
    sign_in(client, cast.fay)
    reset(cast.fay, cast.admin.actor)
    assert not queries.has_factor(session, cast.fay.id)
    assert session.scalar(select(func.count()).where(RecoveryCode.account_id == cast.fay.id)) == 0
    assert open_sign_ins(cast.fay.id) == 0


def test_nobody_elses_are_touched(cast, session):
    reset(cast.fay, cast.admin.actor)
    assert queries.has_factor(session, cast.admin.id)


def test_the_person_is_told(cast, session):
    reset(cast.fay, cast.admin.actor)
    told = session.scalars(select(Notice.kind).where(Notice.account_id == cast.fay.id))
    assert "security.factors_reset" in told.all()


def test_the_reason_is_kept_beside_the_audit_not_in_it(cast, session):
    reset(cast.fay, cast.admin.actor)
    [kept] = session.scalars(select(FactorReset))
    [event] = session.scalars(select(AuditEvent).where(AuditEvent.action == "factors.reset"))
    assert (kept.because, kept.reset_by) == (WHY, cast.admin.id)
    assert (event.actor_id, event.subject_id) == (cast.admin.id, cast.fay.id)
    assert WHY not in str(event.details)


def test_never_ones_own(cast, session):
    with pytest.raises(OwnFactorsStay):
        reset(cast.admin, cast.admin.actor)
    assert queries.has_factor(session, cast.admin.id)


@pytest.mark.parametrize("name", ["omar", "ada", "cora", "cleo"])
def test_only_administrators_do_it(cast, session, name):
    with pytest.raises(NotPermitted):
        reset(cast.fay, getattr(cast, name).actor)
    assert queries.has_factor(session, cast.fay.id)


def test_the_second_time_there_is_nothing_to_reset(cast):
    reset(cast.fay, cast.admin.actor)
    with pytest.raises(NothingToReset):
        reset(cast.fay, cast.admin.actor)


def test_a_stranger_to_us_cannot_be_reset(cast):
    with pytest.raises(PersonNotFound):
        reset_factors(new_id(), because=WHY, actor=cast.admin.actor)


def test_without_a_reason_it_is_not_done(client, cast, session):
    sign_in(client, cast.admin)
    answer = client.post(f"/people/{cast.fay.id}/factors", data={"because": "lost"})
    assert answer.status_code == 422
    assert 'id="error-because"' in answer.text
    assert queries.has_factor(session, cast.fay.id)


def test_it_is_done_on_a_page_that_says_what_it_means(client, cast, session):
    sign_in(client, cast.admin)
    assert "Reset the second step of Fay?" in client.get(f"/people/{cast.fay.id}/factors").text
    answer = client.post(f"/people/{cast.fay.id}/factors", data={"because": WHY})
    assert answer.status_code == 303
    assert not queries.has_factor(session, cast.fay.id)
