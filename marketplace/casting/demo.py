"""Applications of the demo in every state, by the actions that people take: boards to look at."""

from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy import select

from foundation.actors import Actor
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts.demo import character
from marketplace.accounts.roles import POWERS, Role
from marketplace.casting import (
    addresses,
    answering,
    applying,
    demo_people,
    demo_signing,
    ending,
    finding,
    inviting,
    noting,
    offering,
)
from marketplace.casting.applying import Written, posted
from marketplace.casting.demo_applicants import APPLICANTS, INVITED, PAIRS, Applicant
from marketplace.casting.demo_tapes import tape_of
from marketplace.casting.models import Application, Offer
from marketplace.casting.models import ApplicationState as State
from marketplace.casting.moving import locked_gig
from marketplace.casting.papers import licensed
from marketplace.casting.tapes import attach_tape
from marketplace.casting.terms import Proposed
from marketplace.clients.demo import NORTHLAB
from marketplace.gigs.models import Gig, GigState

_ADDRESS = "1 Example Street\n12345 Exampletown\nGermany"
_RAISE_MINOR = 1000
"""What somebody of the demo asks for beyond the posted hour."""
Step = Callable[[UUID, Applicant], None]


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start made stays as it is."""
    session = db.session()
    gigs = _gigs()
    there = select(Application.id).where(Application.gig_id.in_(gigs.values())).limit(1)
    is_new = session.scalar(there) is None and licensed(session, NORTHLAB)
    session.rollback()
    if is_new and gigs:
        demo_people.make()
        _say_addresses()
        for each in APPLICANTS:
            if each.gig in gigs:
                _apply(gigs[each.gig], each)
        _invite(gigs)
        _pair(gigs)
    return ()


def _say_addresses() -> None:
    """Of the client, and of those who sign."""
    with transaction() as session:
        for owner in (NORTHLAB, character("mira").id, character("omar").id):
            if not addresses.read(session, owner):
                addresses.keep(session, owner, _ADDRESS)


def _invite(gigs: dict[str, UUID]) -> None:
    """Who is not found, because the profiles of the demo are not there, is not invited."""
    for who, gig, part in INVITED:
        performer_id = demo_people.id_of(who)
        session = db.session()
        wanted = gigs.get(gig)
        found = (
            finding.found_for(session, session.get_one(Gig, wanted), {performer_id})
            if wanted
            else []
        )
        session.rollback()
        if found and wanted:
            inviting.invite_performers(wanted, part, {performer_id}, actor=producer())


def _pair(gigs: dict[str, UUID]) -> None:
    for one, other, gig, why in PAIRS:
        if gig in gigs:
            noting.add_note(_of(gigs[gig], one), why, _of(gigs[gig], other), actor=producer())


def _of(gig_id: UUID, who: str) -> UUID:
    of = Application
    theirs = (of.gig_id == gig_id, of.performer_id == demo_people.id_of(who))
    found = db.session().scalars(select(of.id).where(*theirs)).one()
    db.session.rollback()
    return found


def _gigs() -> dict[str, UUID]:
    ours = {each.gig for each in APPLICANTS}
    wanted = select(Gig.title, Gig.id).where(
        Gig.client_id == NORTHLAB, Gig.state == GigState.OPEN, Gig.title.in_(ours)
    )
    return {row.title: row.id for row in db.session().execute(wanted)}


def _apply(gig_id: UUID, said: Applicant) -> None:
    actor = performer(said)
    application = applying.save_draft(gig_id, Written(said.part, said.note), actor=actor)
    if said.tape_hertz:
        attach_tape(application, tape_of(said.tape_hertz), actor=actor)
    if said.becomes is State.DRAFT:
        return
    applying.submit_application(application, actor=actor)
    if said.stars:
        noting.mark_application(application, said.stars, said.tags, actor=producer())
    _BECOMES.get(said.becomes, _answer)(application, said)


def _answer(application: UUID, said: Applicant) -> None:
    if said.becomes in answering.ANSWERS:
        gig_id = db.session().get_one(Application, application).gig_id
        db.session.rollback()
        answering.answer_applications(gig_id, [application], said.becomes, actor=producer())


def _withdraw(application: UUID, said: Applicant) -> None:
    applying.withdraw_application(application, actor=performer(said))


def _offer(application: UUID, said: Applicant) -> None:
    made = _made(application)
    if said.counters:
        asked = _pay(application, _RAISE_MINOR)
        offering.counter_offer(made, asked, actor=performer(said))


def _engage(application: UUID, said: Applicant) -> None:
    demo_signing.sign(_made(application), performer(said))


def _lapse(application: UUID, _said: Applicant) -> None:
    """As if its days had passed."""
    made = _made(application)
    with transaction() as session:
        offer = session.get_one(Offer, made)
        locked_gig(session, offer.gig_id)
        ending.expire(session, offer)


def _made(application: UUID) -> UUID:
    return offering.make_offer(application, _pay(application, 0), actor=producer())


def _pay(application: UUID, more_minor: int) -> Proposed:
    session = db.session()
    gig = session.get_one(Gig, session.get_one(Application, application).gig_id)
    pay = posted(session, gig).pay
    session.rollback()
    return Proposed(pay.hourly_minor + more_minor, pay.take_minor)


def producer() -> Actor:
    role = Role.CLIENT_PRODUCER
    return Actor(character("ben").id, role, NORTHLAB, POWERS.get(role, frozenset()))


def performer(said: Applicant) -> Actor:
    return Actor(demo_people.id_of(said.who), Role.PERFORMER)


_BECOMES: dict[State, Step] = {
    State.WITHDRAWN: _withdraw,
    State.OFFERED: _offer,
    State.ENGAGED: _engage,
    State.LAPSED: _lapse,
}
