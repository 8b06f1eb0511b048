"""Coming in with a second factor after the password, or with a passkey alone."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.database import transaction
from marketplace.accounts.factors import proving
from marketplace.accounts.factors.ceremonies import Answer, RelyingParty
from marketplace.accounts.factors.errors import WrongCode, WrongPasskey
from marketplace.accounts.factors.proving import Proof
from marketplace.accounts.models import Account
from marketplace.accounts.sign_in import steps
from marketplace.accounts.sign_in.known_browsers import KnownBrowser
from marketplace.accounts.visitors import themselves


def finish_with_code(
    account_id: UUID, typed: str, *, browser: KnownBrowser, replaces: UUID | None
) -> UUID:
    """The sign-in that the right password had begun. `replaces` is this browser's earlier one."""
    with transaction() as session:
        proof = proving.take_code(session, themselves(account_id), typed)
        if proof is not None:
            return _begin(session, proof, browser, replaces)
    raise WrongCode  # Only now, so that the audit keeps that it was tried.


def enter_with_passkey(
    answer: Answer,
    challenge: bytes,
    party: RelyingParty,
    *,
    browser: KnownBrowser,
    replaces: UUID | None,
) -> tuple[UUID, UUID]:
    """Whose passkey it was, and their sign-in: what one has and what one knows, or is, at once."""
    with transaction() as session:
        proof = proving.spend_passkey(session, answer, challenge, party)
        if session.get_one(Account, proof.account_id).closed_at is not None:
            raise WrongPasskey
        return proof.account_id, _begin(session, proof, browser, replaces)


def _begin(session: Session, proof: Proof, browser: KnownBrowser, replaces: UUID | None) -> UUID:
    who = themselves(proof.account_id)
    if replaces is not None:
        steps.end(session, who, replaces, "signed in anew")
    audit.record(session, who, "factor.shown", proof.factor_id, kind=proof.kind)
    if not browser.knows(proof.account_id):
        steps.warn_of_new_browser(session, proof.account_id)
    return steps.begin(session, proof.account_id, second_factor=True)
