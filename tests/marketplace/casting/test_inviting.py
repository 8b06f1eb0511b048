"""Invitations reach whoever matches and allows them; nobody who avoids, blocks or was asked."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, select

from consent.minimums.models import AvoidedClient
from foundation.audit import AuditEvent
from foundation.database import db, transaction
from foundation.naming import name_key
from foundation.notices.models import Notice
from marketplace.accounts.models import Account
from marketplace.casting import applying, finding, inviting
from marketplace.casting.errors import CannotInvite, GigNotFound, InvitationNotFound
from marketplace.casting.invitation_models import CastingInvitation
from marketplace.casting.invitation_models import InvitationState as State
from marketplace.gigs import actions as gigs
from marketplace.gigs.models import Gig
from marketplace.profiles.content import Language, ProfileContent
from marketplace.profiles.models import PartnerBlock, Profile
from marketplace.profiles.words import Level, Visibility
from marketplace.requests.words import Named
from tests.cast import sign_in
from tests.marketplace.casting.scene import application, applied, later, opened
from tests.marketplace.gigs.posting import verify
from tests.marketplace.market import content, engaged, posted
from tests.marketplace.profiles.known import profile

ENGLISH = ProfileContent(languages=(Language(code="en", level=Level.FLUENT),))
SWEDISH = ProfileContent(languages=(Language(code="sv", level=Level.NATIVE),))


def welcomes(person, name, said=ENGLISH, visibility=Visibility.VERIFIED, invitations=True):
    profile(person, name, said, visibility)
    with transaction() as session:
        session.get_one(Profile, person.id).invitations = invitations


@pytest.fixture
def gig(app, session, cast):
    made = opened(cast)
    verify(cast)
    welcomes(cast.omar, "Omar")
    return made


def found(gig_id):
    session = db.session()
    session.rollback()
    return {each.performer_id for each in finding.found_for(session, session.get_one(Gig, gig_id))}


def invited(cast, gig_id):
    inviting.invite_performers(gig_id, "rosa", [cast.omar.id], actor=cast.ben.actor)
    session = db.session()
    return session.scalars(select(CastingInvitation.id)).one()


def state_of(invitation_id):
    db.session.rollback()
    return db.session().get_one(CastingInvitation, invitation_id, populate_existing=True).state


def test_only_who_matches_and_allows_it_is_found(cast, gig):
    assert found(gig) == {cast.omar.id}
    for change in (
        {"invitations": False},
        {"visibility": Visibility.APPLIED},
        {"said": SWEDISH.plain()},
    ):
        with transaction() as session:
            row = session.get_one(Profile, cast.omar.id)
            before = {name: getattr(row, name) for name in change}
            for name, value in change.items():
                setattr(row, name, value)
        assert found(gig) == set(), change
        with transaction() as session:
            row = session.get_one(Profile, cast.omar.id)
            for name, value in before.items():
                setattr(row, name, value)


def test_who_avoids_the_client_is_not_found_though_it_is_sealed(cast, gig):
    said = content()
    said = replace(said, usage=replace(said.usage, client=Named.SEALED, sector="speech"))
    sealed = posted(cast.ben, cast.cora, said)
    assert found(sealed) == {cast.omar.id}
    client_id = cast.ben.actor.on_behalf_of
    with transaction() as session:
        avoids = AvoidedClient(
            performer_id=cast.omar.id, client_id=client_id, name_key=name_key("Them")
        )
        session.add(avoids)
    assert found(sealed) == found(gig) == set()
    with pytest.raises(CannotInvite):
        invited(cast, sealed)


def test_who_must_not_play_with_somebody_engaged_is_not_found(cast, gig):
    engaged(gig, "lena", cast.mira)
    with transaction() as session:
        block = PartnerBlock(
            performer_id=cast.mira.id, blocked_id=cast.omar.id, name="Omar", name_key="omar"
        )
        session.add(block)
    assert found(gig) == set()
    with transaction() as session:
        session.execute(delete(PartnerBlock))
    assert found(gig) == {cast.omar.id}


def test_a_closed_account_is_not_found(cast, gig):
    with transaction() as session:
        account = session.get_one(Account, cast.omar.id)
        account.closed_at = account.created_at
    assert found(gig) == set()


def test_an_invitation_shows_the_pay_first_and_is_applied_with(cast, gig, client):
    invitation = invited(cast, gig)
    sign_in(client, cast.omar)
    page = client.get(f"/applications/invitations/{invitation}").text
    assert page.index("60.00") < page.index("Who asks")
    assert "60.00" in client.get("/applications").text
    made = applied(gig, cast.omar)
    assert application(made).invited_by == cast.ben.id
    assert state_of(invitation) is State.APPLIED
    assert found(gig) == set()


def test_it_is_declined_in_a_click_and_the_client_is_told(cast, gig, client):
    invitation = invited(cast, gig)
    with pytest.raises(InvitationNotFound):
        inviting.decline_invitation(invitation, actor=cast.mira.actor)
    sign_in(client, cast.omar)
    assert client.post(f"/applications/invitations/{invitation}/decline").status_code == 303
    assert state_of(invitation) is State.DECLINED
    told = select(Notice.kind).where(Notice.account_id == cast.ben.id)
    assert "casting.invitation_declined" in db.session().scalars(told).all()
    with pytest.raises(CannotInvite):
        invited(cast, gig)


def test_they_are_turned_off_in_a_click(cast, gig, client):
    sign_in(client, cast.omar)
    client.post("/applications/invitations/off")
    assert found(gig) == set()


def test_a_gig_invites_so_many_and_no_more(cast, gig, monkeypatch):
    monkeypatch.setattr(inviting, "MOST_INVITED", 0)
    with pytest.raises(CannotInvite):
        invited(cast, gig)
    assert not db.session().scalars(select(CastingInvitation)).all()


def test_it_ends_with_the_gig(cast, gig):
    invitation = invited(cast, gig)
    assert inviting.open_to(db.session(), cast.omar.id)
    gigs.close_gig(gig, "Cast.", actor=cast.ben.actor)
    assert state_of(invitation) is State.EXPIRED


def test_it_ends_with_the_last_day_to_apply(cast, gig):
    invited(cast, gig)
    later(60)
    db.session.rollback()
    assert inviting.open_to(db.session(), cast.omar.id) == []
    with pytest.raises(Exception, match="takes no applications"):
        inviting.invite_performers(gig, "rosa", [cast.mira.id], actor=cast.ben.actor)


def test_who_looks_for_people_is_on_record_and_strangers_see_nothing(cast, gig, client):
    sign_in(client, cast.ben)
    page = client.get(f"/casting/{gig}/invite")
    assert "Omar" in page.text
    refused = client.post(f"/casting/{gig}/invite", data={"part": "rosa"})
    assert refused.status_code == 422
    shown = client.post(
        f"/casting/{gig}/invite", data={"part": "nobody", "chosen": str(cast.omar.id)}
    )
    assert shown.status_code == 422
    events = db.session().scalars(select(AuditEvent.actor_id)).all()
    assert cast.ben.id in events
    with pytest.raises(GigNotFound):
        inviting.invite_performers(gig, "rosa", [cast.omar.id], actor=cast.mira.actor)


def test_a_draft_that_was_begun_before_does_not_hide_somebody(cast, gig):
    applying.save_draft(gig, applying.Written("rosa"), actor=cast.omar.actor)
    assert found(gig) == {cast.omar.id}
