"""What the door keeps about a person goes when they close their account."""

from sqlalchemy import func, select

from foundation import hooks
from foundation.actors import SYSTEM
from foundation.database import transaction
from marketplace.accounts import grants
from marketplace.accounts.invitations.models import Invitation
from marketplace.accounts.links.models import MailedLink
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.people import actions
from marketplace.accounts.roles import Role
from tests.cast import NORTHLAB, sign_in
from tests.marketplace.accounts.door import link_mailed


def erase(person):
    with transaction() as session:
        for each in hooks.erase_of:
            each(session, person.id)


def test_links_invitations_and_reasons_are_forgotten(app, client, cast, session):
    client.post("/reset", data={"email": cast.omar.email})
    app.test_cli_runner().invoke(args=["accounts", "invite", cast.omar.email, "--role", "observer"])
    sign_in(client, cast.omar)
    client.post(link_mailed(cast.omar.email, "invitation") + "/accept")
    app.test_cli_runner().invoke(args=["accounts", "invite", cast.omar.email, "--role", "casting"])
    actions.grant_role(cast.omar.id, role=Role.FINANCE, because="Omar asked", actor=SYSTEM)

    erase(cast.omar)
    assert session.scalar(select(func.count()).select_from(MailedLink)) == 0
    assert set(session.scalars(select(Invitation.email))) == {""}
    reasons = session.scalars(
        select(RoleGrant.granted_because).where(RoleGrant.account_id == cast.omar.id)
    )
    assert set(reasons) == {""}


def test_the_only_owner_of_an_organisation_with_people_cannot_leave_it(cast, session):
    assert any("Northlab" in each for each in hooks.reasons_against_closing(session, cast.ada.id))
    with transaction() as writing:
        grants.give(writing, SYSTEM, cast.ben.id, Role.CLIENT_OWNER, NORTHLAB)
    assert hooks.reasons_against_closing(session, cast.ada.id) == []
