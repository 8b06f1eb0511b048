"""Being asked to take on a role."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from foundation import clock
from foundation.actors import SYSTEM
from foundation.audit import AuditEvent
from foundation.database import transaction
from foundation.notices.models import Notice
from marketplace.accounts import grants, terms_of_use
from marketplace.accounts.invitations import actions
from marketplace.accounts.invitations.models import Invitation
from marketplace.accounts.invitations.steps import LIVES
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.people.actions import end_role
from marketplace.accounts.roles import POWERS, Role
from tests.cast import START, sign_in
from tests.marketplace.accounts.door import PASSWORD, link_mailed, mails_to

NOOR = "noor@example.org"
FORM = {"name": "Noor", "password": PASSWORD, "zone": "Europe/Berlin"}


def invite(app, *words):
    return app.test_cli_runner().invoke(args=["accounts", "invite", *words])


def held(session, email=NOOR) -> list[Role]:
    of_them = select(RoleGrant.role).join(Account, Account.id == RoleGrant.account_id)
    return list(session.scalars(of_them.where(Account.email == email).order_by(RoleGrant.role)))


def test_the_first_administrator_is_invited_and_comes_in(app, client, session):
    said = invite(app, NOOR, "--role", "admin").output
    path = link_mailed(NOOR, "invitation")
    assert path in said

    assert client.get(path).status_code == 200
    assert held(session) == [], "opening is not accepting"
    assert client.post(path, data=FORM).status_code == 302
    assert held(session) == [Role.ADMIN]
    assert session.scalar(select(Account)).email_verified_at, "the link came by that mailbox"


def test_inviting_again_mails_another_link_to_the_same_invitation(app, session):
    invite(app, NOOR, "--role", "finance")
    assert invite(app, NOOR.upper(), "--role", "finance").exit_code == 0
    assert mails_to(NOOR) == ["invitation"] * 2
    assert session.scalar(select(func.count()).select_from(Invitation)) == 1


def test_who_holds_the_role_is_not_invited(app, cast):
    result = invite(app, cast.fay.email, "--role", "finance")
    assert (result.exit_code, "already holds" in result.output) == (0, True)
    assert mails_to(cast.fay.email) == []


def test_an_administrator_invites_in_their_own_name(app, cast, session):
    assert invite(app, NOOR, "--role", "casting", "--as", cast.admin.email).exit_code == 0
    assert session.scalars(select(Invitation.invited_by)).one() == cast.admin.id


@pytest.mark.parametrize("inviter", ["fay@example.org", "nobody@example.org"])
def test_nobody_else_may_be_named_as_the_one_who_invites(app, cast, inviter):
    result = invite(app, NOOR, "--role", "casting", "--as", inviter)
    assert result.exit_code == 1
    assert "no administrator" in result.output
    assert mails_to(NOOR) == []


@pytest.mark.parametrize(
    "words", [("nowhere", "--role", "admin"), (NOOR, "--role", "client_owner")]
)
def test_nonsense_is_refused_in_a_sentence(app, words):
    result = invite(app, *words)
    assert result.exit_code != 0
    assert "Traceback" not in result.output


def test_an_invitation_works_once(app, client):
    invite(app, NOOR, "--role", "observer")
    path = link_mailed(NOOR, "invitation")
    client.post(path, data=FORM)
    assert app.test_client().get(path).status_code == 404
    assert app.test_client().post(path, data=FORM).status_code == 404


def test_and_only_for_a_week(app, client):
    invite(app, NOOR, "--role", "observer")
    path = link_mailed(NOOR, "invitation")
    clock.move(LIVES)
    assert client.post(path, data=FORM).status_code == 404


def test_a_weak_password_is_said_at_the_field_and_the_link_still_works(app, client, session):
    invite(app, NOOR, "--role", "observer")
    path = link_mailed(NOOR, "invitation")
    answer = client.post(path, data={**FORM, "password": "noor noor noor"})
    assert answer.status_code == 422
    assert held(session) == []
    assert client.post(path, data=FORM).status_code == 302


def test_two_invitations_to_one_person_stand_side_by_side(app, client, session):
    invite(app, NOOR, "--role", "observer")
    first = link_mailed(NOOR, "invitation")
    clock.move(LIVES / 100)
    invite(app, NOOR, "--role", "casting")
    client.post(first, data=FORM)
    client.post(link_mailed(NOOR, "invitation") + "/accept")
    assert held(session) == [Role.CASTING, Role.OBSERVER]


def test_a_person_with_an_account_accepts_signed_in(app, client, cast, session):
    invite(app, cast.omar.email, "--role", "observer")
    path = link_mailed(cast.omar.email, "invitation")
    assert "Sign in to it to accept" in client.get(path).text
    sign_in(client, cast.omar)
    assert client.post(path + "/accept").status_code == 302
    assert held(session, cast.omar.email) == [Role.OBSERVER, Role.PERFORMER]


def test_a_link_does_not_open_a_second_account_nor_take_over_the_first(app, client, cast):
    invite(app, cast.omar.email, "--role", "observer")
    path = link_mailed(cast.omar.email, "invitation")
    assert client.post(path, data=FORM).status_code == 409


def test_somebody_else_cannot_accept_it(app, client, cast, session):
    invite(app, cast.omar.email, "--role", "observer")
    sign_in(client, cast.mira)
    answer = client.post(link_mailed(cast.omar.email, "invitation") + "/accept")
    assert answer.status_code == 422
    assert "another email address" in answer.text
    assert held(session, cast.mira.email) == [Role.PERFORMER]


def test_a_withdrawn_invitation_is_over(app, client, cast, session):
    actions.invite(email=NOOR, role=Role.OBSERVER, actor=cast.admin.actor)
    path = link_mailed(NOOR, "invitation")
    invitation_id = session.scalars(select(Invitation.id)).one()
    actions.withdraw_invitation(invitation_id, actor=cast.admin.actor)
    assert client.get(path).status_code == 404
    assert client.post(path, data=FORM).status_code == 404


def test_what_fails_halfway_leaves_the_invitation_open(app, client, session, monkeypatch):
    invite(app, NOOR, "--role", "observer")
    path = link_mailed(NOOR, "invitation")
    with monkeypatch.context() as broken:
        broken.setattr("marketplace.accounts.grants.give", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            client.post(path, data=FORM)
    assert session.scalar(select(func.count()).select_from(Account)) == 0
    assert client.post(path, data=FORM).status_code == 302


def test_an_unconfirmed_person_who_accepts_is_confirmed(app, client, cast, session):
    with transaction() as writing:
        writing.get_one(Account, cast.omar.id).email_verified_at = None
    invite(app, cast.omar.email, "--role", "observer")
    path = link_mailed(cast.omar.email, "invitation")
    sign_in(client, cast.omar)
    assert client.get(path).status_code == 200
    assert client.post(path + "/accept").status_code == 302
    assert session.get_one(Account, cast.omar.id).email_verified_at


def told_of_acceptance(session, person) -> list[tuple[str, str]]:
    session.rollback()
    kind = Notice.kind == "account.invitation_accepted"
    rows = session.scalars(select(Notice).where(kind, Notice.account_id == person.id))
    return [(row.text, row.url) for row in rows]


def test_who_invited_is_told_when_it_is_accepted(app, cast, client, session):
    invite(app, NOOR, "--role", "casting", "--as", cast.admin.email)
    assert told_of_acceptance(session, cast.admin) == []
    client.post(link_mailed(NOOR, "invitation"), data=FORM)
    noor = session.scalars(select(Account.id).where(Account.email == NOOR)).one()
    [(text, url)] = told_of_acceptance(session, cast.admin)
    assert text == "Your invitation to be Casting was accepted."
    assert url == f"/people/{noor}"
    assert mails_to(cast.admin.email) == ["notice"]


def test_who_invited_and_left_is_not_told(app, cast, client, session):
    invite(app, NOOR, "--role", "casting", "--as", cast.admin.email)
    with transaction() as writing:
        writing.get_one(Account, cast.admin.id).closed_at = clock.now()
    assert client.post(link_mailed(NOOR, "invitation"), data=FORM).status_code == 302
    assert told_of_acceptance(session, cast.admin) == []


def test_who_is_administrator_no_more_does_not_come_back_by_an_earlier_invitation(
    app, cast, client, session
):
    with transaction() as writing:
        second = grants.give(writing, SYSTEM, cast.fay.id, Role.ADMIN)
    rogue = replace(cast.fay.actor, role=Role.ADMIN, powers=POWERS[Role.ADMIN])
    actions.invite(email=NOOR, role=Role.ADMIN, actor=rogue)
    path = link_mailed(NOOR, "invitation")
    assert client.get(path).status_code == 200
    end_role(cast.fay.id, second.id, because="she left us", actor=cast.admin.actor)
    assert client.get(path).status_code == 404
    assert client.post(path, data=FORM).status_code == 404
    assert held(session) == []


def test_an_observer_is_invited_until_a_day(app, client, session):
    last_day = START.date() + timedelta(days=3)
    invite(app, NOOR, "--role", "observer", "--until", last_day.isoformat())
    client.post(link_mailed(NOOR, "invitation"), data=FORM)
    assert session.scalars(select(RoleGrant.last_day)).one() == last_day


def test_a_last_day_that_is_over_is_refused_in_a_sentence(app):
    result = invite(app, NOOR, "--role", "observer", "--until", "2001-01-01")
    assert (result.exit_code, "not over" in result.output) == (1, True)


def test_a_newcomer_accepts_the_terms_on_record(app, client, session):
    invite(app, NOOR, "--role", "finance")
    client.post(link_mailed(NOOR, "invitation"), data=FORM)
    accepted = select(AuditEvent).where(AuditEvent.action == "terms.accepted")
    assert session.scalars(accepted).one().details["version"] == terms_of_use.VERSION
