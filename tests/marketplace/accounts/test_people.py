"""Administrators give and end roles."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from foundation.actors import SYSTEM
from foundation.audit import AuditEvent
from foundation.database import transaction
from foundation.errors import Conflict, NotFound, NotPermitted
from foundation.notices.models import Notice
from marketplace.accounts import grants, signed_in
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.people import actions, queries
from marketplace.accounts.roles import Role
from tests.cast import NORTHLAB, sign_in
from tests.databases.crowd import at_once


def give(cast, person, role=Role.OBSERVER, actor=None):
    actions.grant_role(person.id, role=role, because="asked to", actor=actor or cast.admin.actor)


def end(cast, person, grant_id, actor=None):
    actions.end_role(person.id, grant_id, because="left us", actor=actor or cast.admin.actor)


def grant_of(session, person, role) -> RoleGrant:
    return session.scalars(
        select(RoleGrant).where(
            RoleGrant.account_id == person.id,
            RoleGrant.role == role,
            RoleGrant.ended_at.is_(None),
        )
    ).one()


def test_a_role_is_given_and_ended_through_the_pages(client, cast, session):
    sign_in(client, cast.admin)
    page = f"/people/{cast.omar.id}"
    client.post(page + "/roles", data={"role": "observer", "because": "Joins the union's board"})
    assert "Joins the union&#39;s board" in client.get(page).text

    held = grant_of(session, cast.omar, Role.OBSERVER)
    ask = f"{page}/roles/{held.id}/end"
    assert client.get(ask).status_code == 200
    assert client.post(ask, data={"because": " "}).status_code == 422
    assert client.post(ask, data={"because": "Left the board"}).status_code == 302
    assert session.get_one(RoleGrant, held.id).ended_because == "Left the board"


def test_it_is_in_the_audit_without_the_reason_and_the_person_is_told(cast, session):
    give(cast, cast.omar)
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "role.granted")).one()
    assert (event.actor_id, event.subject_id) == (cast.admin.id, cast.omar.id)
    assert "asked to" not in str(event.details)
    assert session.scalars(select(Notice.kind)).all() == ["account.role_granted"]


def test_the_search_finds_by_name_and_address(client, cast):
    sign_in(client, cast.admin)
    assert "omar@example.org" in client.get("/people?q=OMAR").text
    assert "omar@example.org" not in client.get("/people?q=mira").text
    assert "Nobody matches that." in client.get("/people?q=%25").text


def test_giving_twice_gives_once(cast, session):
    give(cast, cast.omar)
    give(cast, cast.omar)
    grant_of(session, cast.omar, Role.OBSERVER)


def test_an_ended_role_may_be_given_again(cast, session):
    give(cast, cast.omar)
    end(cast, cast.omar, grant_of(session, cast.omar, Role.OBSERVER).id)
    give(cast, cast.omar)
    grant_of(session, cast.omar, Role.OBSERVER)


def test_ending_twice_is_refused(cast, session):
    grant_id = grant_of(session, cast.fay, Role.FINANCE).id
    end(cast, cast.fay, grant_id)
    with pytest.raises(Conflict):
        end(cast, cast.fay, grant_id)


def test_an_ended_role_is_gone_at_once_in_every_browser(app, client, cast, session):
    sign_in_id = sign_in(client, cast.fay)
    end(cast, cast.fay, cast.fay.grant_id)
    assert signed_in.load(session, str(sign_in_id)).hat is None


def test_the_last_administrator_stays(client, cast, session):
    with pytest.raises(grants.LastHolder):
        end(cast, cast.admin, cast.admin.grant_id)
    sign_in(client, cast.admin)
    answer = client.post(
        f"/people/{cast.admin.id}/roles/{cast.admin.grant_id}/end",
        data={"because": "tired"},
        follow_redirects=True,
    )
    assert "Somebody must hold this role" in answer.text
    grant_of(session, cast.admin, Role.ADMIN)


def test_two_administrators_who_end_each_other_leave_one(app, cast, each_database):
    give(cast, cast.omar, Role.ADMIN)
    with transaction() as session:
        other = grant_of(session, cast.omar, Role.ADMIN).id
    ends = ((cast.omar, other), (cast.admin, cast.admin.grant_id))
    got = at_once(app, 2, lambda number: end(cast, *ends[number]))
    assert got.count(None) == 1
    assert any(isinstance(each, grants.LastHolder) for each in got)


@pytest.mark.parametrize("name", ["omar", "ada", "fay", "cora", "otto"])
def test_nobody_but_an_administrator_may(cast, session, name):
    actor = getattr(cast, name).actor
    with pytest.raises(NotPermitted):
        give(cast, cast.mira, actor=actor)
    with pytest.raises(NotPermitted):
        end(cast, cast.fay, cast.fay.grant_id, actor=actor)
    with pytest.raises(NotPermitted):
        queries.search(session, "", actor=actor)


def test_roles_in_an_organisation_are_its_owners_to_give(cast):
    with pytest.raises(NotFound):
        give(cast, cast.omar, Role.CLIENT_OWNER)


def test_a_role_is_ended_on_its_holders_page_only(cast):
    with pytest.raises(NotFound):
        end(cast, cast.omar, cast.fay.grant_id)


@pytest.mark.parametrize("on_behalf_of", [None, NORTHLAB])
def test_the_database_itself_refuses_a_role_held_twice(cast, each_database, on_behalf_of):
    def insert():
        with transaction() as session:
            session.add(
                RoleGrant(
                    account_id=cast.omar.id,
                    role=Role.OBSERVER,
                    granted_by=SYSTEM.id,
                    on_behalf_of=on_behalf_of,
                )
            )

    insert()
    with pytest.raises(IntegrityError):
        insert()
