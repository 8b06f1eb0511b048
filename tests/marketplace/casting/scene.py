"""A posted gig of a licensed client, and people who apply, offer and sign."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from consent.ledger.explaining.words import PostMortem, Signature, Use
from consent.signing import actions as signing
from consent.signing.answers import Answers
from consent.signing.models import Agreement
from consent.signing.offers import offer_of
from foundation import clock
from foundation.actors import SYSTEM, Actor
from foundation.database import db, transaction
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.roles import Role
from marketplace.budgets.models import Budget
from marketplace.budgets.steps import budget_of, confirm
from marketplace.casting import addresses, applying, offering
from marketplace.casting.applying import Written
from marketplace.casting.models import Application, Offer
from marketplace.casting.terms import Proposed
from marketplace.gigs.models import Gig
from tests.cast import Cast, Person
from tests.consent.licences.licensed import licensed
from tests.consent.signing.asked import Proof
from tests.marketplace.market import money, posted

AS_POSTED = Proposed(hourly_minor=6000, take_minor=1500)
ADDRESS = "1 Example Street\n12345 Exampletown\nGermany"
MORE = Proposed(hourly_minor=7000, take_minor=1500)


def opened(cast: Cast, said: Any = None, more: int = 0) -> UUID:
    """A gig whose client has signed its licence; `more` is money beyond the whole cost."""
    licensed(cast.ada)
    gig_id = posted(cast.ben, cast.cora, said)
    addressed(gig_id)
    if more:
        with transaction() as session:
            order = session.get_one(Gig, gig_id).request_id
            confirm(session, order, money(more), cause="more", actor=SYSTEM)
    return gig_id


def drafted(gig_id: UUID, who: Person, part: str = "rosa", **written: Any) -> UUID:
    said = Written(part, **{"note": "I have a sister.", **written})
    return applying.save_draft(gig_id, said, actor=who.actor)


def applied(gig_id: UUID, who: Person, part: str = "rosa", **written: Any) -> UUID:
    made = drafted(gig_id, who, part, **written)
    applying.submit_application(made, actor=who.actor)
    return made


def offered(
    gig_id: UUID, who: Person, by: Person, part: str = "rosa", proposed: Proposed = AS_POSTED
) -> UUID:
    addressed(gig_id)
    return offering.make_offer(applied(gig_id, who, part), proposed, actor=by.actor)


def addressed(gig_id: UUID) -> None:
    """Its client said where it gets letters."""
    with transaction() as session:
        addresses.keep(session, session.get_one(Gig, gig_id).client_id, ADDRESS)


def at_home(who: Person) -> None:
    with transaction() as session:
        addresses.keep(session, who.id, ADDRESS)


def paper_of(offer_id: UUID, signature: Signature = Signature.RECORDING_AND_PAY) -> UUID:
    session = db.session()
    session.rollback()
    engagement = session.get_one(Offer, offer_id).engagement_id
    papers = session.scalars(select(Agreement).where(Agreement.engagement_id == engagement))
    return next(each.id for each in papers if offer_of(session, each).signature is signature)


def sign(offer_id: UUID, who: Person, signature: Signature = Signature.RECORDING_AND_PAY) -> None:
    at_home(who)
    paper = paper_of(offer_id, signature)
    seen = signing.show(paper, "en", actor=who.actor).shown_hash
    is_work = signature is Signature.RECORDING_AND_PAY
    said = Answers(
        name="Somebody",
        uses={} if is_work else {Use.FINE_TUNING: True},
        post_mortem=None if is_work else PostMortem.STOP,
    )
    proven = Proof(clock.now())
    signing.sign(paper, seen, said, proven=proven, actor=who.actor)


def refuse(offer_id: UUID, who: Person) -> None:
    signing.refuse(paper_of(offer_id), actor=who.actor)


def application(application_id: UUID) -> Application:
    session = db.session()
    session.rollback()
    return session.get_one(Application, application_id, populate_existing=True)


def offer(offer_id: UUID) -> Offer:
    session = db.session()
    session.rollback()
    return session.get_one(Offer, offer_id, populate_existing=True)


def budget(gig_id: UUID) -> Budget:
    session = db.session()
    session.rollback()
    session.expire_all()
    return budget_of(session, session.get_one(Gig, gig_id).request_id)


def crowd(number: int) -> list[Person]:
    """So many more performers."""
    people = []
    with transaction() as session:
        for place in range(number):
            address = f"player{place}@example.org"
            account = Account(email=address, name=f"Player {place}", email_verified_at=clock.now())
            session.add(account)
            session.flush()
            grant = RoleGrant(
                account_id=account.id,
                role=Role.PERFORMER,
                on_behalf_of=None,
                granted_by=account.id,
            )
            session.add(grant)
            session.flush()
            actor = Actor(account.id, "performer")
            people.append(Person(account.id, address, grant.id, actor))
    return people


def later(days: int) -> None:
    clock.move(timedelta(days=days))
