"""Takes for the rows of the table: some of a performer, some of a client."""

from collections.abc import Callable
from uuid import UUID

from foundation.actors import SYSTEM
from foundation.database import transaction
from marketplace.accounts.roles import CLIENT_SIDE
from marketplace.bookings.models import Booking, Place, PlaceState
from marketplace.takes.steps import begin_take
from tests.access.bookings import ARRANGES, CASTING, PERFORMERS, READS, a_call, of_client
from tests.access.requests import a_request
from tests.access.rules import Only, Own, Rule, Values
from tests.access.things import an_upload
from tests.cast import Person


def here(person: Person) -> Values:
    """A booking that they have come to."""
    return {"booking_id": _come_to(a_call(person))}


def a_take(person: Person) -> Values:
    return {"take_id": _begun(_come_to(a_call(person)))}


def take_of_client(person: Person) -> Values:
    return {"take_id": _begun(_come_to(of_client(person)))}


def _come_to(values: Values) -> UUID:
    booking_id: UUID = values["booking_id"]
    with transaction() as session:
        for place in session.query(Place).filter(Place.booking_id == booking_id):
            place.state = PlaceState.CHECKED_IN
    return booking_id


def _begun(booking_id: UUID) -> UUID:
    with transaction() as session:
        return begin_take(session, session.get_one(Booking, booking_id), actor=SYSTEM).id


def _of(make: Callable[[Person], Values]) -> Callable[[Person], Values]:
    return lambda person: {"booking_id": str(make(person)["booking_id"])}


def _uploading(person: Person) -> Values:
    """Theirs, and not complete yet."""
    return {"upload_id": str(an_upload(person)["upload_id"])}


LISTS = PERFORMERS | CLIENT_SIDE
ROWS: dict[str, Rule] = {
    "GET api_played.OneTake": Own(a_take, roles=PERFORMERS, others=READS),
    "GET api_played.OneTake of a client": Own(take_of_client, roles=CLIENT_SIDE, others=READS),
    "GET api_played.RequestTakes": Own(a_request, roles=CLIENT_SIDE),
    "GET api_played.Takes": Only(roles=LISTS, hidden=True),
    "GET take_progress.page": Own(a_request, roles=CLIENT_SIDE),
    "GET takes.of_booking": Own(here, roles=PERFORMERS, others=READS),
    "GET takes.page": Only(roles=LISTS, hidden=True),
    "GET takes.take": Own(a_take, roles=PERFORMERS, others=READS),
    "GET takes.take of a client": Own(take_of_client, roles=CLIENT_SIDE, others=READS),
    "POST api_played.TakeCallOff": Own(a_take, roles=PERFORMERS, others=CASTING),
    "POST api_played.TakeStop": Own(a_take, roles=PERFORMERS),
    "POST api_played.Takes": Only(roles=PERFORMERS | CASTING, hidden=True, send=_of(here)),
    "POST takes.begin": Own(here, roles=PERFORMERS, others=CASTING),
    "POST takes.begin of a client": Own(of_client, roles=ARRANGES, others=CASTING),
    "POST takes.call_off": Own(a_take, roles=PERFORMERS, others=CASTING),
    "POST takes.call_off of a client": Own(take_of_client, roles=ARRANGES, others=CASTING),
    "POST takes.send": Own(a_take, roles=PERFORMERS, send=_uploading),
    "POST takes.stop": Own(a_take, roles=PERFORMERS),
    "PUT api_played.TakeTrack": Own(a_take, roles=PERFORMERS, send=_uploading),
}
