"""Everything that the page of a booking and its call sheet say, for one reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import formats, hooks
from foundation.actors import Actor
from foundation.clock import now
from foundation.formats import Reader
from marketplace.bookings import attending, policy, queries, rules, saying, steps
from marketplace.bookings.models import Booking, BookingState, BookingStep, Place, PlaceState
from marketplace.bookings.rules import Held
from marketplace.requests.content import SceneContent


@dataclass(frozen=True, slots=True)
class Person:
    """One performer, as all who are in the booking know them."""

    held: Held
    name: str
    part: str
    when: str
    """The call by the clock on their wall."""

    @property
    def place(self) -> Place:
        return self.held.place

    @property
    def said(self) -> tuple[str, str]:
        return saying.ANSWERS[self.place.state]


@dataclass(frozen=True, slots=True)
class Shown:
    booking: Booking
    title: str
    content: SceneContent
    people: Sequence[Person]
    own: Person | None
    may_arrange: bool
    may_check_in: bool
    rules: Sequence[str]
    acts: Sequence[tuple[BookingStep, str]]
    disputed: frozenset[UUID]

    @property
    def state(self) -> tuple[str, str]:
        return saying.STATES[self.booking.state]

    @property
    def minutes(self) -> int:
        return int((self.booking.ends_at - self.booking.starts_at).total_seconds() // 60)

    @property
    def may_change(self) -> bool:
        standing = self.booking.state in steps.STANDING
        return self.may_arrange and standing and self.booking.starts_at > now()

    @property
    def may_answer(self) -> bool:
        return self._own_is(PlaceState.ASKED) and self.booking.state is BookingState.PROPOSED

    @property
    def may_leave(self) -> bool:
        standing = self.booking.state in steps.STANDING and self.booking.starts_at > now()
        return standing and self._own_is(PlaceState.ACCEPTED)

    @property
    def playing(self) -> list[Person]:
        return [each for each in self.people if each.held.is_live]

    def _own_is(self, state: PlaceState) -> bool:
        return self.own is not None and self.own.place.state is state


def shown(session: Session, booking_id: UUID, actor: Actor) -> Shown:
    """Raises BookingNotFound."""
    booking = queries.booking_for(session, booking_id, actor)
    held = steps.held(session, booking)
    people = people_of(session, booking, held)
    own = [each for each in people if each.place.performer_id == actor.id]
    reference = own[0].held if own else held[0]
    return Shown(
        booking=booking,
        title=reference.content.brief.title,
        content=reference.content,
        people=people,
        own=own[0] if own and policy.plays(actor, [own[0].place]) else None,
        may_arrange=policy.may_arrange(actor, booking.client_id),
        may_check_in=_may_check_in(session, booking, own, actor),
        rules=_rules(reference),
        acts=[(each, saying.act(each)) for each in queries.steps_of(session, booking_id)],
        disputed=frozenset(attending.disputed(session, booking)),
    )


def people_of(session: Session, booking: Booking, held: Sequence[Held]) -> list[Person]:
    ids = [each.place.performer_id for each in held]
    names, addresses = hooks.names(session, ids), hooks.addresses(session, ids)
    found = []
    for each in held:
        person = each.place.performer_id
        reader = Reader(zone=addresses[person].zone) if person in addresses else formats.NOBODY
        parts = {part.key: part.name for part in each.content.brief.parts}
        key = each.engagement.part_key
        found.append(
            Person(
                each,
                names.get(person, "Somebody"),
                parts.get(key, key),
                formats.when(booking.starts_at, reader),
            )
        )
    return found


def _may_check_in(session: Session, booking: Booking, own: Sequence[Person], actor: Actor) -> bool:
    if not attending.is_open(booking):
        return False
    if policy.may_arrange(actor, booking.client_id):
        return not attending.arranger_came(session, booking)
    return any(each.place.state is PlaceState.ACCEPTED for each in own)


def _rules(held: Held) -> list[str]:
    minimum = held.minimum_call
    late = held.late_change
    return saying.rules(
        held,
        formats.money(minimum.amount_minor, minimum.currency),
        formats.money(late.amount_minor, late.currency),
    )


def prices(session: Session, booking: Booking) -> tuple[list[rules.Due], list[rules.Due]]:
    """Of cancelling and of moving, now."""
    held = steps.held(session, booking)
    return rules.due_for_cancelling(held, now()), rules.due_for_moving(held, now())
