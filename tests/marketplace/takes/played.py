"""Two sisters who have signed and checked in, and what they record."""

from datetime import timedelta
from uuid import UUID, uuid4

from consent.ledger.explaining.words import Signature
from foundation.actors import SYSTEM
from foundation.clock import hold
from foundation.database import db, transaction
from marketplace.bookings import steps as bookings
from marketplace.bookings.attending import check_in
from marketplace.facts.models import Fact
from marketplace.takes import coming_in, steps
from marketplace.takes.coming_in import NewTrack
from marketplace.takes.models import Take, Track, TrackState
from tests.cast import Cast, Person
from tests.consent.signing.asked import ask_one, sign
from tests.made_once import made_once
from tests.marketplace.bookings.booked import CALL, Sisters, confirmed, sisters


@made_once
def signed_sisters(cast: Cast, **said: object) -> Sisters:
    return signed(cast, sisters(cast, **said))


def signed(cast: Cast, gig: Sisters) -> Sisters:
    """Each with the paper that work and pay stand on, and the training that is asked for."""
    for person, engagement in ((cast.omar, gig.rosa), (cast.mira, gig.lena)):
        for signature in (Signature.RECORDING_AND_PAY, Signature.GENERATIVE_TRAINING):
            paper = ask_one(person, signature, engagement_id=engagement, actor=cast.ada.actor)
            sign(person, paper, signature)
    return gig


def met(cast: Cast, gig: Sisters) -> UUID:
    """A booking that both have come to."""
    booking_id = confirmed(cast, gig)
    hold(CALL - timedelta(minutes=5))
    for person in (cast.omar, cast.mira, cast.ben):
        check_in(booking_id, actor=person.actor)
    return booking_id


def begun(cast: Cast, booking_id: UUID) -> UUID:
    with transaction() as session:
        booking = bookings.locked(session, booking_id)
        return steps.begin_take(session, booking, actor=cast.ben.actor).id


def sent(take_id: UUID, person: Person) -> UUID:
    """A file of no particular content for this person's track: the recording."""
    number = uuid4().hex
    new = NewTrack(
        sha256=f"sha256:{number}{number}",
        media_type="audio/wav",
        size_bytes=1000,
        storage_key=f"uploads/{number}",
    )
    with transaction() as session:
        take = steps.locked(session, take_id)
        track = track_of(take_id, person)
        return coming_in.take_in(session, take, track, new, actor=person.actor)


def fit(take_id: UUID) -> None:
    """As if the machine had found nothing to mend in any track."""
    with transaction() as session:
        take = steps.locked(session, take_id)
        for track in steps.tracks_of(session, take_id):
            track.state = TrackState.FIT
        session.flush()
        steps.complete_if_fit(session, take, actor=SYSTEM)


@made_once
def to_judge(cast: Cast) -> UUID:
    """A take that is complete, of two tracks."""
    take_id = begun(cast, met(cast, signed_sisters(cast)))
    sent(take_id, cast.omar)
    sent(take_id, cast.mira)
    fit(take_id)
    return take_id


def track_of(take_id: UUID, person: Person) -> Track:
    tracks = steps.tracks_of(db.session(), take_id)
    return next(each for each in tracks if each.performer_id == person.id)


def take(take_id: UUID) -> Take:
    session = db.session()
    session.rollback()
    return session.get_one(Take, take_id, populate_existing=True)


def earned(kind: str) -> list[tuple[UUID, int]]:
    """Whom, and how much."""
    session = db.session()
    session.rollback()
    rows = session.query(Fact).filter(Fact.kind == kind)
    return sorted((row.performer_id, row.amount_minor) for row in rows)
