"""What a holder says to a recall: that it stopped, and what became of its copies."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.ledger.explaining.delivering import RecallAttested
from consent.ledger.explaining.words import Attestation, RecallCause
from consent.ledger.outbox import lock_threads
from consent.media.telling import tell_grants
from consent.recalls import news, policy
from consent.recalls.errors import (
    AllFiles,
    AlreadyAttested,
    AlreadyStopped,
    InOtherCopies,
    NotAllFiles,
    NotEnough,
    NotItsFiles,
    RecallNotFound,
    UnknownFiles,
)
from consent.recalls.having import files_by_delivery
from consent.recalls.models import Recall, RecallAttestation
from consent.recalls.opening import put
from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction

_NAMED = 5
"""Hashes in a sentence."""
SETTING_ASIDE_WILL_DO = frozenset((RecallCause.SUSPENDED, RecallCause.NARROWED))
"""Of these something may come back, or goes on for other uses."""


def confirm_stop(recall_id: UUID, *, actor: Actor) -> None:
    """It is used and offered no more; what becomes of the copies is answered later."""
    with transaction() as session:
        recall, _ = _locked(session, recall_id, actor)
        if recall.stopped_at is not None or recall.attested_at is not None:
            raise AlreadyStopped
        recall.stopped_at = now()
        audit.record(session, actor, "recall.stopped", recall.id)


def attest_recall(
    recall_id: UUID,
    answer: Attestation,
    files: Sequence[str],
    deliveries: Collection[UUID] | None = None,
    *,
    actor: Actor,
) -> UUID | None:
    """Into the ledger with it. Gives the recall that asks for the rest, after a partial answer.

    Who names deliveries answers for their copies alone, and so for no file of which another has a
    copy too; who names none answers for all.
    """
    with transaction() as session:
        recall, grant = _locked(session, recall_id, actor)
        if recall.attested_at is not None:
            raise AlreadyAttested
        named = _checked(recall, answer, files)
        if deliveries is not None:
            _refuse_others(files_by_delivery(session, [recall])[recall.id], named, deliveries)
        recall.attested_at, recall.stopped_at = now(), recall.stopped_at or now()
        session.add(
            RecallAttestation(
                recall_id=recall.id, answer=answer.value, files=named, attested_by=actor.id
            )
        )
        told = partial(_attested, recall, answer, named)
        tell_grants(session, [grant], told, role=actor.role)
        audit.record(session, actor, "recall.attested", recall.id, answer=answer.value)
        if answer is Attestation.PARTLY_DESTROYED:
            return _ask_for_the_rest(session, grant, recall, named)
        news.tell_answered(session, recall)
        return None


def _locked(session: Session, recall_id: UUID, actor: Actor) -> tuple[Recall, Grant]:
    """Its thread first, as everything does that changes rights."""
    found = session.get(Recall, recall_id)
    if found is None:
        raise RecallNotFound
    if not policy.may_answer(actor, found):
        raise RecallNotFound
    grant = session.get_one(Grant, found.grant_id)
    lock_threads(session, [grant.thread])
    fresh = select(Recall).where(Recall.id == recall_id).with_for_update()
    return session.scalars(fresh.execution_options(populate_existing=True)).one(), grant


def _checked(recall: Recall, answer: Attestation, files: Sequence[str]) -> list[str]:
    named, asked = set(files), set(recall.files)
    if not named:
        raise NotItsFiles
    if unknown := named - asked:
        raise UnknownFiles(_some(unknown))
    if answer is Attestation.QUARANTINED and recall.cause not in SETTING_ASIDE_WILL_DO:
        raise NotEnough
    if answer is Attestation.PARTLY_DESTROYED and named == asked:
        raise AllFiles
    if answer is not Attestation.PARTLY_DESTROYED and named != asked:
        raise NotAllFiles
    return sorted(named)


def _refuse_others(
    copies: Mapping[UUID, set[str]], named: Sequence[str], deliveries: Collection[UUID]
) -> None:
    theirs = {file for each in deliveries for file in copies.get(each, ())}
    others = {file for each, files in copies.items() if each not in deliveries for file in files}
    if wrong := {each for each in named if each not in theirs or each in others}:
        raise InOtherCopies(_some(wrong))


def _some(hashes: Collection[str]) -> str:
    first = ", ".join(sorted(hashes)[:_NAMED])
    return f"{first} and {len(hashes) - _NAMED} more" if len(hashes) > _NAMED else first


def _attested(
    recall: Recall, answer: Attestation, files: Sequence[str], grant: Grant
) -> RecallAttested:
    return RecallAttested(
        person=grant.performer_id,
        at=now(),
        recording=grant.recording_id,
        agreement=grant.agreement_id,
        recall=recall.id,
        client=recall.client_id,
        recipient=recall.recipient_id,
        answer=answer,
        files=tuple(files),
    )


def _ask_for_the_rest(session: Session, grant: Grant, recall: Recall, gone: Sequence[str]) -> UUID:
    """In the ledger an answer closes its recall, so what is left has one of its own; its day does
    not move."""
    rest = Recall(
        grant_id=recall.grant_id,
        recording_id=recall.recording_id,
        performer_id=recall.performer_id,
        client_id=recall.client_id,
        recipient_id=recall.recipient_id,
        cause=recall.cause,
        files=sorted(set(recall.files) - set(gone)),
        attest_due_at=recall.attest_due_at,
        opened_at=recall.opened_at,
        follows_id=recall.id,
        notified_at=recall.notified_at,
        stopped_at=recall.stopped_at,
        reminders=recall.reminders,
    )
    put(session, [(grant, rest)])
    return rest.id
