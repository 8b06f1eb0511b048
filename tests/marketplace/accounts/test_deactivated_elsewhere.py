"""Who is deactivated is found, invited, offered and told nothing, and reads no calendar."""

import pytest

from foundation import hooks
from foundation.actors import Power
from foundation.database import db
from marketplace.accounts.deactivation.actions import deactivate
from marketplace.accounts.deactivation.models import DeactivationReason
from marketplace.bookings.feeds import make_link
from marketplace.casting import answering, finding, offering
from marketplace.casting.errors import CannotBeOffered
from marketplace.casting.models import ApplicationState
from marketplace.gigs.models import Gig
from marketplace.profiles.searching import findable
from tests.cast import NORTHLAB
from tests.marketplace.bookings.booked import confirmed, sisters
from tests.marketplace.casting.scene import AS_POSTED, applied, budget, opened
from tests.marketplace.casting.test_inviting import welcomes
from tests.marketplace.gigs.posting import verify
from tests.marketplace.profiles.test_searching import says

pytestmark = pytest.mark.usefixtures("session")


def shut(cast, person, days=0):
    reason = DeactivationReason.HARASSMENT
    deactivate(person.id, reason=reason, evidence="Seen.", days=days, actor=cast.cora.actor)


def test_no_calendar_of_a_client_is_read_by_them(client, cast):
    confirmed(cast, sisters(cast))
    path = f"/calendar/{make_link(actor=cast.ben.actor)}.ics"
    shut(cast, cast.vera)
    assert b"BEGIN:VEVENT" in client.get(path).data
    shut(cast, cast.ben)
    refused = client.get(path)
    assert refused.status_code == 404
    assert b"VEVENT" not in refused.data


def test_nobody_finds_them(cast):
    says(cast.omar)
    shut(cast, cast.omar, days=14)
    assert findable(db.session(), NORTHLAB, cast.omar.id)
    says(cast.mira, name="Mira L.")
    shut(cast, cast.mira)
    assert not findable(db.session(), NORTHLAB, cast.mira.id)


def test_nobody_invites_them(cast):
    gig_id = opened(cast)
    verify(cast)
    welcomes(cast.omar, "Omar")
    welcomes(cast.mira, "Mira")
    shut(cast, cast.omar)
    session = db.session()
    found = finding.found_for(session, session.get_one(Gig, gig_id))
    assert [each.performer_id for each in found] == [cast.mira.id]


def test_no_money_waits_for_their_signature(cast):
    gig_id = opened(cast, more=500_000)
    made = applied(gig_id, cast.omar)
    answering.answer_applications(gig_id, [made], ApplicationState.KEPT, actor=cast.ben.actor)
    shut(cast, cast.omar)
    with pytest.raises(CannotBeOffered):
        offering.make_offer(made, AS_POSTED, actor=cast.ben.actor)
    assert not budget(gig_id).committed.amount_minor


def test_their_organisation_tells_others_while_there_are_any(cast):
    shut(cast, cast.ben)
    assert hooks.acting_for(db.session(), NORTHLAB, Power.ANSWER_RECALLS) == {cast.ada.id}
    db.session.rollback()
    shut(cast, cast.ada)
    told = hooks.acting_for(db.session(), NORTHLAB, Power.ANSWER_RECALLS)
    assert told == {cast.ada.id, cast.ben.id}
