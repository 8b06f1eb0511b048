"""A performer with recordings in each state that the pages know; two of them end soon."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.ledger.explaining.consenting import ConsentExpired
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Basis, Ending, Signature, Use
from consent.recordings.judging import accept_take, reject_take
from consent.recordings.models import Recording
from consent.recordings.registering import NewRecording, register_recordings
from consent.rights import appealing, ending_all, pausing
from consent.rights.appealing import Kind
from consent.rights.models import RenewalOffer
from consent.rights.narrowing import Narrowing, narrow_recording
from consent.rights.renewing import renewed_until
from consent.rights.telling import about, lock, tell
from consent.rights.withdrawing import withdraw_recording
from consent.terms.signed import SignedTerms
from foundation import hooks
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize

NORTHLAB = UUID("8c1f7a52-30b4-4f6e-9d6b-2f6f3e0a4c10")
"""The demo's client, of whom consent knows the id alone."""
_PERFORMERS = ("omar@demo.example", "mira@demo.example")
_USES = {
    Use.REVIEW: Answer.ALLOWED,
    Use.NON_GENERATIVE_TRAINING: Answer.ALLOWED,
    Use.EVALUATION: Answer.ALLOWED,
    Use.GENERATIVE_TRAINING: Answer.CONSTRAINED,
}
_SOON, _LATER = timedelta(days=40), timedelta(days=75)


@dataclass(frozen=True, slots=True)
class _Made:
    seed: int
    performer: UUID
    partner: UUID
    day: date

    def id(self, what: str) -> UUID:
        said = f"fairtake demo rights {self.seed} {what}"
        return UUID(bytes=hashlib.sha256(said.encode()).digest()[:16], version=4)

    def papers(self, what: str) -> list[SignedTerms]:
        """Most were signed with a partner, who answers for themselves."""
        mine = self.paper(what, self.performer)
        return [mine] if what in _ALONE else [mine, self.paper(what, self.partner)]

    def paper(self, what: str, performer: UUID) -> SignedTerms:
        starts_on, ends_on = self.day - timedelta(days=60), self.day + timedelta(days=3 * 365)
        if what == "ending":
            ends_on = self.day + _SOON
        if what == "ending later":
            ends_on = self.day + _LATER
        if what == "expired":
            starts_on, ends_on = self.day - timedelta(days=366), self.day - timedelta(days=1)
        limits = Limits(
            starts_on=starts_on,
            ends_on=ends_on,
            clients=(NORTHLAB,),
            end_products=("language_course", "support"),
            prohibited_subjects=("politics",),
        )
        return SignedTerms(
            agreement=self.id(f"agreement {what} {performer}"),
            performer=performer,
            client=NORTHLAB,
            signature=Signature.GENERATIVE_TRAINING,
            uses=_USES,
            limits=limits,
            prices={Use.GENERATIVE_TRAINING: 4000},
            currency="EUR",
            royalty_basis_points=150,
            renewal_fee_minor=9000,
            lawful_basis=dict.fromkeys(_USES, Basis.CONSENT),
        )


_WHATS = (
    *("allowed", "allowed too", "with a partner", "being reviewed", "not taken", "narrowed"),
    *("paused", "paused until", "withdrawn", "ending", "expired", "ended by us", "ending later"),
)
_ALONE = frozenset(_WHATS) - {"with a partner", "withdrawn"}


def make(size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start made stays as it is."""
    session = db.session()
    people = [each for name in _PERFORMERS for each in hooks.people_called(session, name)]
    if len(people) == len(_PERFORMERS):
        made = _Made(size.seed, people[0], people[1], now().date())
        if session.get(Recording, made.id(f"recording {_WHATS[0]}")) is None:
            _register(made)
            _change(made)
    session.rollback()
    return ()


def _register(made: _Made) -> None:
    many = [
        (_recording(made, what, count), made.papers(what)) for count, what in enumerate(_WHATS)
    ][::-1]
    with transaction() as session:
        grants = register_recordings(session, many)
        for (recording, _), what in zip(many, reversed(_WHATS), strict=True):
            if what == "not taken":
                reject_take(session, recording.take_id, cause="off_brief", role="reviewer")
            elif what != "being reviewed":
                accept_take(session, recording.take_id, role="client_producer")
        _expire(session, made, grants)


def _recording(made: _Made, what: str, count: int) -> NewRecording:
    recorded_at = now() - timedelta(days=count + 1, hours=count % 5)
    return NewRecording(
        id=made.id(f"recording {what}"),
        client_id=NORTHLAB,
        take_id=made.id(f"take {what}"),
        sha256=f"sha256:{made.id(what).hex * 2}",
        recorded_at=recorded_at,
        brief_hash=f"sha256:{made.id('brief').hex * 2}",
        # A check finds the one that is older than its brief.
        brief_dated_at=recorded_at + timedelta(days=9 if what == "not taken" else -9),
    )


def _expire(session: Session, made: _Made, grants: list[Grant]) -> None:
    over = [grant for grant in grants if grant.recording_id == made.id("recording expired")]
    lock(session, over)
    ended_on = made.day - timedelta(days=1)
    tell(
        session,
        [(grant, ConsentExpired(**about(grant), ended_on=ended_on)) for grant in over],
        role=SYSTEM.role,
    )


def _change(made: _Made) -> None:
    """As people would, by the actions that they have."""
    actor, day = Actor(made.performer, "performer"), made.day
    no_generation = Narrowing(stopped=frozenset((Use.GENERATIVE_TRAINING,)))
    narrow_recording(made.id("recording narrowed"), no_generation, actor=actor)
    pausing.suspend_recording(made.id("recording paused"), actor=actor)
    pausing.suspend_recording(
        made.id("recording allowed too"), uses=frozenset((Use.EVALUATION,)), actor=actor
    )
    until = day + timedelta(days=14)
    pausing.suspend_recording(made.id("recording paused until"), until=until, actor=actor)
    withdraw_recording(
        made.id("recording withdrawn"),
        reason="The end product is not the one that I was told.",
        actor=actor,
    )
    with transaction() as session:
        _offer(session, made)
        (ended,) = _own(session, made, "ended by us")
    ending_all.terminate_grant(
        ended, Ending.ENGAGEMENT_ENDED, "The client left the project.", actor=SYSTEM
    )
    appealing.appeal(
        made.id("recording ended by us"), Kind.TERMINATED, "I finished all of it.", actor=actor
    )


def _own(session: Session, made: _Made, what: str) -> list[UUID]:
    mine = select(Grant.id).where(
        Grant.recording_id == made.id(f"recording {what}"), Grant.performer_id == made.performer
    )
    return list(session.scalars(mine))


def _offer(session: Session, made: _Made) -> None:
    """The job would make it too; so it is there from the start."""
    paper = made.paper("ending", made.performer)
    starts_on = paper.limits.starts_on or made.day
    session.add(
        RenewalOffer(
            performer_id=made.performer,
            agreement_id=paper.agreement,
            ends_on=paper.limits.ends_on,
            renewed_until=renewed_until(starts_on, paper.limits.ends_on),
            fee_minor=paper.renewal_fee_minor,
            currency=paper.currency,
        )
    )
