"""Whoever holds several roles chooses as whom to act, and that is kept."""

import pytest
from sqlalchemy import select

from foundation.audit import AuditEvent
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.acting.actions import RoleNotHeld, act_as
from marketplace.accounts.models import RoleGrant, SignIn
from marketplace.accounts.roles import Role
from tests.cast import sign_in


@pytest.fixture
def observes_too(cast):
    """Omar, a performer, also observes."""
    with transaction() as session:
        grant = RoleGrant(account_id=cast.omar.id, role=Role.OBSERVER, granted_by=cast.admin.id)
        session.add(grant)
        session.flush()
        return grant.id


def test_the_choice_stays_with_the_sign_in(client, cast, observes_too, session):
    sign_in_id = sign_in(client, cast.omar)
    assert client.post(f"/act-as/{observes_too}").status_code == 303
    assert session.get_one(SignIn, sign_in_id).acting_as == observes_too


def test_what_is_done_next_is_done_in_that_role(client, cast, observes_too, session):
    sign_in(client, cast.omar)
    client.post(f"/act-as/{observes_too}")
    client.post("/preferences", data={"name": "Omar H.", "zone": "UTC", "locale": "en"})
    [event] = session.scalars(select(AuditEvent).where(AuditEvent.action == "account.changed"))
    assert event.acted_as == Role.OBSERVER


def test_the_other_browser_keeps_its_role(app, client, cast, observes_too, session):
    other = sign_in(app.test_client(), cast.omar)
    sign_in(client, cast.omar)
    client.post(f"/act-as/{observes_too}")
    assert session.get_one(SignIn, other).acting_as == cast.omar.grant_id


def test_choosing_is_in_the_audit_log(cast, client, observes_too, session):
    sign_in_id = sign_in(client, cast.omar)
    act_as(observes_too, sign_in_id=sign_in_id, actor=cast.omar.actor)
    [event] = session.scalars(select(AuditEvent).where(AuditEvent.action == "role.chosen"))
    assert (event.actor_id, event.subject_id) == (cast.omar.id, sign_in_id)


def test_nobody_acts_in_a_role_of_another(client, cast):
    sign_in_id = sign_in(client, cast.omar)
    with pytest.raises(RoleNotHeld):
        act_as(cast.admin.grant_id, sign_in_id=sign_in_id, actor=cast.omar.actor)
    assert client.post(f"/act-as/{cast.admin.grant_id}").status_code == 404


def test_an_ended_role_is_not_acted_in(client, cast, observes_too):
    with transaction() as session:
        session.get_one(RoleGrant, observes_too).ended_at = now()
    sign_in(client, cast.omar)
    assert client.post(f"/act-as/{observes_too}").status_code == 404
