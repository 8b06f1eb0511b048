"""Who acts for an organisation."""

import pytest
from sqlalchemy import select

from foundation.actors import SYSTEM, Actor
from foundation.database import transaction
from foundation.errors import DomainError, NotFound, NotPermitted
from marketplace.accounts import grants
from marketplace.accounts.invitations.models import Invitation
from marketplace.accounts.roles import Role
from marketplace.clients import actions, queries
from tests.cast import NORTHLAB, RIVALLAB, sign_in
from tests.databases.crowd import at_once
from tests.marketplace.accounts.door import PASSWORD, link_mailed

NOOR = "noor@example.org"
FORM = {"name": "Noor", "password": PASSWORD, "zone": "Europe/Berlin"}
PAGE = f"/clients/{NORTHLAB}"


def invite(cast, actor=None, role=Role.CLIENT_VIEWER, client_id=NORTHLAB):
    actions.invite_member(client_id, email=NOOR, role=role, actor=actor or cast.ada.actor)


def end(person, actor):
    actions.end_membership(NORTHLAB, person.grant_id, actor=actor)


def names(session):
    return [each.name for each in queries.members(session, NORTHLAB)]


def test_the_owner_invites_and_the_invited_joins(app, client, cast, session):
    owner = app.test_client()
    sign_in(owner, cast.ada)
    owner.post(PAGE + "/invitations", data={"email": NOOR, "role": "client_producer"})
    assert NOOR in owner.get(PAGE).text

    path = link_mailed(NOOR, "invitation")
    assert "Northlab" in client.get(path).text
    client.post(path, data=FORM)
    assert "Noor" in names(session)
    assert "Noor" in client.get(PAGE).text
    assert NOOR not in owner.get(PAGE).text, "no longer an open invitation"


def test_a_mistake_is_said_at_its_field(client, cast):
    sign_in(client, cast.ada)
    answer = client.post(PAGE + "/invitations", data={"email": "nowhere", "role": "admin"})
    assert answer.status_code == 422
    assert "Enter an email address, like name@example.org." in answer.text
    assert "Choose a role." in answer.text
    assert 'value="nowhere"' in answer.text


def test_a_role_from_elsewhere_is_not_given_here(cast):
    with pytest.raises(DomainError, match="owners, producers or viewers"):
        invite(cast, role=Role.ADMIN)


def test_the_menu_leads_to_ones_own(client, cast):
    sign_in(client, cast.vera)
    assert client.get("/clients/mine").location == PAGE
    assert "Invite somebody" not in client.get(PAGE).text


def test_only_the_owner_changes_anything(cast):
    for person in (cast.ben, cast.vera):
        with pytest.raises(NotPermitted):
            invite(cast, person.actor)
        with pytest.raises(NotPermitted):
            end(cast.vera, person.actor)


def test_to_a_stranger_there_is_no_such_organisation(client, cast):
    for person in (cast.rolf, cast.omar, cast.admin):
        with pytest.raises(NotFound):
            invite(cast, person.actor)
        with pytest.raises(NotFound):
            end(cast.vera, person.actor)
    sign_in(client, cast.rolf)
    assert client.get(PAGE).status_code == 404
    assert client.get(f"{PAGE}/members/{cast.vera.grant_id}/end").status_code == 404


def test_an_owner_cannot_reach_into_another_by_its_own_page(cast):
    with pytest.raises(NotFound):
        actions.end_membership(NORTHLAB, cast.rolf.grant_id, actor=cast.ada.actor)
    with pytest.raises(NotFound):
        invite(cast, client_id=RIVALLAB)


def test_a_membership_ends_on_a_page_that_asks_once_more(client, cast, session):
    sign_in(client, cast.ada)
    ask = f"{PAGE}/members/{cast.vera.grant_id}/end"
    assert "Vera" in client.get(ask).text
    assert client.post(ask).location == PAGE
    assert names(session) == ["Ada", "Ben"]


def test_ending_twice_says_so_and_ends_once(client, cast):
    sign_in(client, cast.ada)
    ask = f"{PAGE}/members/{cast.vera.grant_id}/end"
    client.post(ask)
    assert "Something changed" in client.post(ask, follow_redirects=True).text


def test_the_last_owner_stays(cast, session):
    with pytest.raises(grants.LastHolder):
        end(cast.ada, cast.ada.actor)
    assert "Ada" in names(session)


def test_two_owners_who_end_each_other_leave_one(app, cast, each_database):
    with transaction() as session:
        bens = grants.give(session, SYSTEM, cast.ben.id, Role.CLIENT_OWNER, NORTHLAB).id
    owners = (bens, cast.ada.grant_id)

    def end_one(number: int) -> None:
        actions.end_membership(NORTHLAB, owners[number], actor=cast.ada.actor)

    assert at_once(app, 2, end_one).count(None) == 1


def test_a_withdrawn_invitation_is_over(client, cast, session):
    invite(cast)
    invitation_id = session.scalars(select(Invitation.id)).one()
    with pytest.raises(NotFound):
        actions.withdraw_invitation(RIVALLAB, invitation_id, actor=cast.rolf.actor)
    actions.withdraw_invitation(NORTHLAB, invitation_id, actor=cast.ada.actor)
    assert client.get(link_mailed(NOOR, "invitation")).status_code == 404
    with pytest.raises(NotFound):
        actions.withdraw_invitation(NORTHLAB, invitation_id, actor=cast.ada.actor)


def test_the_organisation_is_known_by_name_elsewhere(cast, session):
    assert queries.names_of(session, [NORTHLAB, RIVALLAB]) == {
        NORTHLAB: "Northlab",
        RIVALLAB: "Rival",
    }


def test_an_owner_who_was_one_does_not_come_back_by_an_earlier_invitation(client, cast, session):
    with transaction() as writing:
        bens = grants.give(writing, SYSTEM, cast.ben.id, Role.CLIENT_OWNER, NORTHLAB).id
    as_owner = Actor(cast.ben.id, Role.CLIENT_OWNER, NORTHLAB)
    invite(cast, as_owner, role=Role.CLIENT_OWNER)
    actions.end_membership(NORTHLAB, bens, actor=cast.ada.actor)
    assert client.post(link_mailed(NOOR, "invitation"), data=FORM).status_code == 404
    assert "Noor" not in names(session)
