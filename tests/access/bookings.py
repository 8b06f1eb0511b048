"""Bookings in each state, for the rows of the table: some of a performer, some of a client."""

from datetime import timedelta
from uuid import UUID, uuid4

from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.models import Account
from marketplace.accounts.roles import CLIENT_SIDE, POWERS, Role
from marketplace.bookings import feeds
from marketplace.bookings.models import Booking, BookingState, BookingStep, Place, PlaceState
from marketplace.casting.models import Engagement
from marketplace.clients.models import Client
from marketplace.gigs.models import Gig
from marketplace.requests.models import RequestVersion
from tests.access.rules import Only, Open, Own, Person, Rule, Values
from tests.cast import Person as CastPerson
from tests.marketplace.market import posted

PERFORMERS = frozenset((Role.PERFORMER,))
ARRANGES = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))
CASTING = frozenset((Role.CASTING,))
READS = frozenset((Role.CASTING, Role.COMPLIANCE))
ENGAGEMENT = UUID("00000000-0000-4000-8000-00000000e001")
AHEAD = timedelta(days=40)


def a_booking(person: CastPerson) -> Values:
    """They are asked for a time, by a client of whom nobody else here is."""
    return {"booking_id": _booking(person.id, uuid4(), BookingState.PROPOSED, PlaceState.ASKED)}


def a_call(person: CastPerson) -> Values:
    """It is about to begin."""
    soon = timedelta(minutes=10)
    return {
        "booking_id": _booking(
            person.id, uuid4(), BookingState.CONFIRMED, PlaceState.ACCEPTED, ahead=soon
        )
    }


def missed(person: CastPerson) -> Values:
    passed = timedelta(hours=-1)
    return {
        "booking_id": _booking(
            person.id, uuid4(), BookingState.CONFIRMED, PlaceState.NO_SHOW, ahead=passed
        )
    }


def disputed(person: CastPerson) -> Values:
    found = missed(person)
    with transaction() as session:
        session.add(
            BookingStep(
                booking_id=found["booking_id"],
                act="disputed",
                details={"engagement": str(ENGAGEMENT)},
                by=person.id,
            )
        )
    return found


def of_client(person: CastPerson) -> Values:
    """Of the client that they act for; who plays is not of the cast."""
    client_id = person.actor.on_behalf_of or uuid4()
    return {
        "booking_id": _booking(_somebody(), client_id, BookingState.CONFIRMED, PlaceState.ACCEPTED)
    }


def a_gig(person: CastPerson) -> Values:
    client_id = person.actor.on_behalf_of or uuid4()
    return {"gig_id": _engagement(_somebody(), client_id).gig_id}


def engaged_of_somebody(performer_id: UUID) -> UUID:
    """A gig that they are engaged for, of a client of whom nobody else here is."""
    return _engagement(performer_id, uuid4()).gig_id


def a_feed(person: CastPerson) -> Values:
    return {"secret": feeds.make_link(actor=Actor(person.id, Role.PERFORMER))}


def _booking(
    performer_id: UUID,
    client_id: UUID,
    state: BookingState,
    place: PlaceState,
    ahead: timedelta = AHEAD,
) -> UUID:
    engagement = _engagement(performer_id, client_id)
    booking = Booking(
        gig_id=engagement.gig_id,
        client_id=client_id,
        starts_at=now() + ahead,
        ends_at=now() + ahead + timedelta(hours=3),
        zone="Europe/Berlin",
        made_by=SYSTEM.id,
        answer_by=now() + timedelta(days=1),
        state=state,
    )
    with transaction() as session:
        session.add(booking)
        session.flush()
        session.add(
            Place(
                booking_id=booking.id,
                engagement_id=ENGAGEMENT,
                performer_id=performer_id,
                state=place,
            )
        )
        return booking.id


def _engagement(performer_id: UUID, client_id: UUID) -> Engagement:
    gig_id = _gig_of(client_id)
    with transaction() as session:
        gig = session.get_one(Gig, gig_id)
        version = session.get_one(RequestVersion, gig.version_id)
        engagement = Engagement(
            id=ENGAGEMENT,
            gig_id=gig.id,
            request_id=gig.request_id,
            part_key="rosa",
            performer_id=performer_id,
            client_id=client_id,
            terms=version.content,
            terms_hash=version.hash,
            brief_version_id=version.id,
        )
        session.add(engagement)
        session.flush()
        session.expunge(engagement)
    return engagement


def _gig_of(client_id: UUID) -> UUID:
    """Posted by hand for a client that may be new."""
    with transaction() as session:
        if session.get(Client, client_id) is None:
            session.add(Client(id=client_id, name=f"Client {client_id}"))
    who = Actor(SYSTEM.id, Role.CLIENT_PRODUCER, client_id)
    keeper = Actor(uuid4(), Role.COMPLIANCE, powers=POWERS[Role.COMPLIANCE])
    by, compliance = (CastPerson(each.id, "", each.id, each) for each in (who, keeper))
    return posted(by, compliance)


def _somebody() -> UUID:
    with transaction() as session:
        account = Account(email=f"{uuid4()}@example.org", name="Somebody", email_verified_at=now())
        session.add(account)
        session.flush()
        return account.id


def _settled(_person: CastPerson) -> Values:
    return {"performer": "00000000-0000-4000-8000-000000000000", "came": "true"}


_MOVED = {"wall": "2026-05-15T17:00", "zone": "Europe/Berlin", "price": "0"}
_CANCELLED = {"because": "not_needed", "price": "0"}
_SWAPPED = {"out": str(ENGAGEMENT), "instead": "nobody", "price": "0"}
_PROPOSED = {
    "engagement": str(ENGAGEMENT),
    "minutes": "180",
    "zone": "Europe/Berlin",
    "call": "other",
    "wall": "2026-04-14T17:00",
}
_SEEN = {"seen": "2026-04-11T09:00:00+00:00"}


def _arranged(**more: object) -> Own:
    return Own(of_client, roles=ARRANGES, others=CASTING, **more)  # type: ignore[arg-type]


_TIMES = {"minutes": "60", "first": "2026-04-13", "last": "2026-04-14"}
_PROPOSED_BY_PROGRAM = {
    "engagement_ids": [str(ENGAGEMENT)],
    "starts_at": "2026-04-14T15:00:00+00:00",
    "minutes": 180,
    "zone": "Europe/Berlin",
}
_MOVED_BY_PROGRAM = {
    "starts_at": "2026-05-15T15:00:00+00:00",
    "zone": "Europe/Berlin",
    "price_minor": 0,
}
_SWAPPED_BY_PROGRAM = {"out": str(ENGAGEMENT), "instead": None, "price_minor": 0}


def _times(person: CastPerson) -> Values:
    return {**a_gig(person), **_TIMES}


def _asked_by_program(person: CastPerson) -> Values:
    return {**_PROPOSED_BY_PROGRAM, "gig_id": str(a_gig(person)["gig_id"])}


ROWS: dict[str, Rule] = {
    "DELETE api_bookings.CalendarAddress": Only(roles=PERFORMERS | CLIENT_SIDE),
    "GET api_bookings.Bookings": Person(),
    "GET api_bookings.CallSheet": Own(a_booking, roles=PERFORMERS, others=READS),
    "GET api_bookings.CommonTimes": Own(_times, roles=ARRANGES, others=CASTING),
    "GET api_bookings.OneBooking": Own(a_booking, roles=PERFORMERS, others=READS),
    "POST api_bookings.BookingAcceptance": Own(a_booking, roles=PERFORMERS, send=_SEEN),
    "POST api_bookings.BookingCancellation": _arranged(
        send={"because": "not_needed", "price_minor": 0}
    ),
    "POST api_bookings.BookingCheckIn": Own(a_call, roles=PERFORMERS, others=CASTING),
    "POST api_bookings.BookingDispute": Own(missed, roles=PERFORMERS),
    "POST api_bookings.BookingMove": _arranged(send=_MOVED_BY_PROGRAM),
    "POST api_bookings.BookingRefusal": Own(a_booking, roles=PERFORMERS, send={"why": "ill"}),
    "POST api_bookings.BookingSwap": _arranged(send=_SWAPPED_BY_PROGRAM),
    "POST api_bookings.Bookings": Only(
        roles=ARRANGES | CASTING, hidden=True, send=_asked_by_program
    ),
    "POST api_bookings.CalendarAddress": Only(roles=PERFORMERS | CLIENT_SIDE),
    "GET arranging.cancel_page": _arranged(),
    "GET arranging.find": Own(a_gig, roles=ARRANGES, others=CASTING),
    "GET arranging.gig": Own(a_gig, roles=CLIENT_SIDE, others=READS),
    "GET arranging.move_page": _arranged(),
    "GET arranging.swap_page": _arranged(),
    "GET bookings.booking": Own(a_booking, roles=PERFORMERS, others=READS),
    "GET bookings.booking of a client": Own(of_client, roles=CLIENT_SIDE, others=READS),
    "GET bookings.page": Person(),
    "GET calendars.feed": Open(a_feed),
    "GET calendars.page": Only(roles=PERFORMERS | CLIENT_SIDE),
    "GET sheets.clap": Own(a_booking, roles=PERFORMERS, others=READS),
    "GET sheets.document": Own(a_booking, roles=PERFORMERS, others=READS),
    "GET sheets.page": Own(a_booking, roles=PERFORMERS, others=READS),
    "GET sheets.when": Own(a_booking, roles=PERFORMERS, others=READS),
    "POST arranging.cancel": _arranged(send=_CANCELLED),
    "POST arranging.move": _arranged(send=_MOVED),
    "POST arranging.propose": Own(a_gig, roles=ARRANGES, others=CASTING, send=_PROPOSED),
    "POST arranging.swap": _arranged(send=_SWAPPED),
    "POST bookings.accept": Own(a_booking, roles=PERFORMERS, send=_SEEN),
    "POST bookings.check_in": Own(a_call, roles=PERFORMERS, others=CASTING),
    "POST bookings.decline": Own(a_booking, roles=PERFORMERS, send={"why": "ill"}),
    "POST bookings.dispute": Own(missed, roles=PERFORMERS),
    "POST bookings.set_room": _arranged(send={"room": "https://meet.example/2"}),
    "POST bookings.settle": Only(
        disputed, roles=frozenset((Role.COMPLIANCE,)), hidden=True, send=_settled
    ),
    "POST calendars.end_link": Only(roles=PERFORMERS | CLIENT_SIDE),
    "POST calendars.make_link": Only(roles=PERFORMERS | CLIENT_SIDE),
    "POST sheets.begin_clap": Own(a_booking, roles=PERFORMERS, others=READS),
}
