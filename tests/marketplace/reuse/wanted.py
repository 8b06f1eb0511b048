"""Accepted takes of two sisters, and a rival who wants them too."""

from uuid import UUID

from consent.ledger.explaining.words import Answer, Basis, Signature, Use
from consent.signing.models import Agreement
from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.ids import new_id
from marketplace.budgets import steps as budgets
from marketplace.gigs.models import Gig
from marketplace.requests.models import SceneRequest
from marketplace.reuse import actions, jobs
from marketplace.reuse.actions import NewReuse
from marketplace.reuse.models import ReuseLine
from marketplace.reuse.queries import wanted_for
from marketplace.takes import deciding, steps
from marketplace.takes.models import Take
from tests.cast import Cast, Person
from tests.consent.agreements.plans import plan
from tests.consent.licences.licensed import licensed
from tests.consent.signing import asked
from tests.marketplace.renewals.ending import run
from tests.marketplace.takes.played import to_judge

PURPOSE = "Testing how well a dialogue model listens."
KIND = Signature.NON_GENERATIVE_TRAINING


def accepted(cast: Cast) -> UUID:
    """A take, and what it is in."""
    take_id = to_judge(cast)
    with transaction() as session:
        deciding.accept(session, steps.locked(session, take_id), actor=cast.ben.actor)
    return take_id


def number_of(take_id: UUID) -> str:
    session = db.session()
    session.rollback()
    take = session.get_one(Take, take_id)
    request = session.get_one(Gig, take.gig_id).request_id
    return session.get_one(SceneRequest, request).number


def a_paper(**changes: object) -> UUID:
    uses = (Use.NON_GENERATIVE_TRAINING, Use.EVALUATION)
    said: dict[str, object] = {
        "uses": dict.fromkeys(uses, Answer.ALLOWED),
        "lawful_basis": dict.fromkeys(uses, Basis.CONSENT),
        "prices": None,
        "months": 12,
        **changes,
    }
    return asked.published(KIND, plan(**said))


def wanted(cast: Cast, take_id: UUID, *, each: int = 0, version_id: UUID | None = None) -> UUID:
    """By the rival, who has a licence."""
    licensed(cast.rolf)
    new = NewReuse(
        number=number_of(take_id),
        version_id=version_id or a_paper(),
        purpose=PURPOSE,
        each=each,
    )
    return actions.ask_to_use_again(new, actor=cast.rolf.actor)


def fund(order: UUID) -> None:
    with transaction() as session:
        money = wanted_for(session, [order])[order]
        budgets.confirm(session, order, money, cause=f"paid {new_id()}", actor=SYSTEM)


def asked_all(order: UUID) -> None:
    fund(order)
    run(jobs.ask)


def paper_of(order: UUID, person: Person) -> UUID:
    session = db.session()
    session.rollback()
    rows = session.query(ReuseLine).filter_by(order_id=order, performer_id=person.id)
    found = rows.one().agreement_id
    assert found is not None
    assert session.get_one(Agreement, found).performer_id == person.id
    return found


def signs(person: Person, order: UUID) -> None:
    asked.sign(person, paper_of(order, person), KIND, uses={})
