"""Putting a passkey on an account, naming it, taking it away, and what one is asked to sign."""

from uuid import UUID

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from foundation.statements import insert_unless_there
from marketplace.accounts.factors import ceremonies, challenges, news, queries, steps
from marketplace.accounts.factors.ceremonies import Answer, RelyingParty
from marketplace.accounts.factors.errors import PasskeyAlreadyHere, TooManyFactors
from marketplace.accounts.factors.models import Passkey

MOST_PASSKEYS = 20


def give_challenge(account_id: UUID | None) -> tuple[UUID, bytes]:
    """For anybody who is at the door: it is worth nothing without the passkey."""
    with transaction() as session:
        row = challenges.give(session, account_id)
        return row.id, row.challenge


def take_challenge(challenge_id: UUID | None, account_id: UUID | None) -> bytes:
    """Its own transaction: a wrong answer spends it too."""
    with transaction() as session:
        return challenges.take(session, challenge_id, account_id)


def add_passkey(
    answer: Answer,
    challenge: bytes,
    *,
    name: str,
    party: RelyingParty,
    sign_in_id: UUID,
    actor: Actor,
) -> UUID:
    new = ceremonies.checked_new(answer, challenge, party)
    with transaction() as session:
        steps.lock(session, actor.id)
        if len(queries.passkey_ids(session, actor.id)) >= MOST_PASSKEYS:
            raise TooManyFactors
        passkey_id = new_id()
        row = {"id": passkey_id, "account_id": actor.id, "name": name, "created_at": now()}
        key = {
            "credential_id": new.credential_id,
            "public_key": new.public_key,
            "sign_count": new.sign_count,
        }
        if not insert_unless_there(session, Passkey, **row, **key):
            raise PasskeyAlreadyHere
        steps.count_as_shown(session, actor.id, sign_in_id)
        audit.record(session, actor, "factor.added", passkey_id, kind="passkey")
        news.tell(session, actor.id, news.FACTOR_ADDED, what="a passkey")
    return passkey_id


def rename_passkey(passkey_id: UUID, name: str, *, actor: Actor) -> None:
    with transaction() as session:
        queries.own_passkey(session, passkey_id, actor).name = name
        audit.record(session, actor, "passkey.renamed", passkey_id)


def remove_passkey(passkey_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        steps.lock(session, actor.id)
        passkey = queries.own_passkey(session, passkey_id, actor)
        steps.refuse_to_leave_none(session, actor.id)
        session.delete(passkey)
        session.flush()
        steps.drop_recovery_codes_if_alone(session, actor.id)
        audit.record(session, actor, "factor.removed", passkey_id, kind="passkey")
        news.tell(session, actor.id, news.FACTOR_REMOVED, what="a passkey")
