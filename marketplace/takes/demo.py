"""Made-up takes in every state that pages know: of the bookings that the demo's people came to."""

from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.signing.queries import signed_terms
from foundation.actors import Actor
from foundation.database import db
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts.demo import character
from marketplace.accounts.roles import POWERS, Role
from marketplace.bookings import demo_cast
from marketplace.bookings.models import Booking, BookingState, Place, PlaceState
from marketplace.bookings.queries import engagements
from marketplace.clients.demo import NORTHLAB
from marketplace.gigs.models import Gig
from marketplace.takes import demo_afterwards, demo_judging, demo_signing
from marketplace.takes.arriving.beginning import call_off_take
from marketplace.takes.arriving.stopping import stop_take
from marketplace.takes.demo_playing import begin, play, too_quiet
from marketplace.takes.demo_sounds import Tone
from marketplace.takes.models import Take

_CAME = ("mira", "juno")
"""To the booking that is over; the third of them did not."""
_LOWEST_HERTZ, _STEP_HERTZ = 150, 50
Judged = Callable[[UUID], None]


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`, after the bookings'. What an earlier start made stays as it is."""
    session = db.session()
    gig_id = session.scalar(select(Gig.id).where(Gig.title == demo_cast.GIG.title))
    found = _came_to(session, gig_id) if gig_id and _is_new(session, gig_id) else []
    session.rollback()
    if gig_id and len(found) > 2:
        _, over, running = found[:3]
        demo_signing.sign_all(gig_id, producer=producer())
        _leave_waiting(over)
        _judge_all(over)
        demo_afterwards.say_how_it_was(over, actor=performer("juno"))
        _come_in(running)
    return ()


def producer() -> Actor:
    role = Role.CLIENT_PRODUCER
    return Actor(character("ben").id, role, NORTHLAB, POWERS.get(role, frozenset()))


def _is_new(session: Session, gig_id: UUID) -> bool:
    """Also where somebody used the demo before there were takes in it."""
    there = session.scalar(select(Take.id).where(Take.gig_id == gig_id).limit(1))
    signed = any(
        signed_terms(session, each.id, each.performer_id) for each in engagements(session, gig_id)
    )
    return there is None and not signed


def _came_to(session: Session, gig_id: UUID) -> list[UUID]:
    """The oldest first."""
    came = select(Place.booking_id).where(Place.state == PlaceState.CHECKED_IN)
    wanted = select(Booking.id).where(
        Booking.gig_id == gig_id,
        Booking.id.in_(came),
        Booking.state.in_((BookingState.OVER, BookingState.CONFIRMED)),
    )
    return list(session.scalars(wanted.order_by(Booking.starts_at)))


def _judge_all(booking_id: UUID) -> None:
    """The retake is asked for last: the next take that begins would be it."""
    becomes: list[Judged] = [
        _accept_and_judge_twice,
        demo_judging.accept_in_part,
        demo_judging.reject,
        demo_judging.appeal,
        demo_judging.overturn,
        partial(stop_take, actor=performer("juno")),
        demo_judging.ask_again,
    ]
    for follow in becomes:
        take_id = begin(booking_id, actor=producer())
        if follow is not becomes[-2]:
            play(take_id, _tones(take_id, _CAME))
        follow(take_id)


def _accept_and_judge_twice(take_id: UUID) -> None:
    """A second opinion is wanted of this one alone."""
    demo_afterwards.judge_twice(take_id, demo_afterwards.ALL, actor=producer())
    demo_judging.accept(take_id)
    demo_afterwards.judge_twice(take_id, demo_afterwards.NONE, actor=producer())


def _leave_waiting(booking_id: UUID) -> None:
    """One that nobody is at, and one that a producer has begun to look at; in one of them a name
    is withheld, from the other something is cut."""
    for after in (demo_afterwards.cut, demo_afterwards.write_down):
        take_id = begin(booking_id, actor=producer())
        play(take_id, _tones(take_id, _CAME))
        after(take_id, actor=performer("mira"))
    demo_judging.claim(take_id)
    demo_judging.delegate(take_id)


def _come_in(booking_id: UUID) -> None:
    """One was a mistake; of one a track has to be mended and one is missing; of one the
    first track is with the machine."""
    call_off_take(begin(booking_id, actor=producer()), actor=producer())
    take_id = begin(booking_id, actor=performer("mira"))
    tones = _tones(take_id, demo_cast.PLAYERS)
    juno, dev = (performer(name).id for name in ("juno", "dev"))
    play(take_id, {juno: too_quiet(tones[juno])})
    play(take_id, {dev: tones[dev]})
    being_checked = begin(booking_id, actor=performer("mira"))
    play(being_checked, _tones(being_checked, ("juno",)), checked=False)


def performer(name: str) -> Actor:
    return Actor(character(name).id, Role.PERFORMER)


def _tones(take_id: UUID, names: Iterable[str]) -> dict[UUID, Tone]:
    """No two alike: a file is taken once."""
    session = db.session()
    before = select(Take.id).join(Booking, Booking.id == Take.booking_id)
    order = list(session.scalars(before.order_by(Booking.starts_at, Take.number)))
    session.rollback()
    first = _LOWEST_HERTZ + _STEP_HERTZ * len(demo_cast.PLAYERS) * order.index(take_id)
    seats = {name: seat for seat, name in enumerate(demo_cast.PLAYERS)}
    return {
        performer(name).id: Tone(hertz=first + _STEP_HERTZ * seats[name], seat=seats[name])
        for name in names
    }
