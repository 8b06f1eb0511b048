"""Files for an answer: sent to Stripe as they come, and named in the answer when that is sent."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete

from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction
from payouts.disputes import actions
from payouts.disputes.errors import NotAFileForBanks, TooLarge
from payouts.disputes.models import AnswerFile, Shows
from payouts.stripe_gateway import files
from payouts.stripe_gateway.conversation import done
from payouts.stripe_gateway.making import stripe
from payouts.stripe_gateway.sdk import NamedFile

LARGEST = 4_000_000
"""Stripe takes 4.5 MB in all."""
_BEGINS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n": "png"}


@dataclass(frozen=True, slots=True)
class Given:
    shows: Shows
    name: str
    content: bytes


def add_file(dispute_id: UUID, given: Given, *, actor: Actor) -> None:
    """In place of the one that showed the same. It is known by its hash, so that a second click
    sends nothing a second time."""
    ending = _kind_of(given.content)
    with transaction() as session:
        actions.changeable(session, dispute_id, actor)
    hashed = sha256(given.content).hexdigest()
    # What a bank is shown is not named by whoever sent it to us.
    named = NamedFile(f"{given.shows.value}.{ending}", given.content)
    key = f"dispute-file:{dispute_id}:{given.shows.value}:{hashed}"
    made = done(files.send_evidence(stripe(), named, key=key))
    with transaction() as session:
        answer = actions.changeable(session, dispute_id, actor)
        session.merge(
            AnswerFile(
                dispute_id=dispute_id,
                shows=given.shows,
                name=given.name[:200],
                size=len(given.content),
                sha256=hashed,
                stripe_id=made.id,
                added_by=actor.id,
            )
        )
        answer.changes += 1
        audit.record(session, actor, "dispute.file_added", dispute_id, sha256=hashed)


def take_away_file(dispute_id: UUID, shows: Shows, *, actor: Actor) -> None:
    """Out of the answer. At Stripe it stays, and nobody is shown it."""
    with transaction() as session:
        answer = actions.changeable(session, dispute_id, actor)
        of = AnswerFile
        session.execute(delete(of).where(of.dispute_id == dispute_id, of.shows == shows))
        answer.changes += 1
        audit.record(session, actor, "dispute.file_taken_away", dispute_id)


def _kind_of(content: bytes) -> str:
    if len(content) > LARGEST:
        raise TooLarge
    for begins, ending in _BEGINS.items():
        if content.startswith(begins):
            return ending
    raise NotAFileForBanks
