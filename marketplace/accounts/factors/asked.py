"""The question that a browser was given for its passkey: the cookie carries which one."""

from uuid import UUID

from flask import session as cookie

from marketplace.accounts.factors.passkey_actions import give_challenge, take_challenge

_NAME = "passkey_challenge"


def ask(account_id: UUID | None) -> bytes:
    challenge_id, challenge = give_challenge(account_id)
    cookie[_NAME] = str(challenge_id)
    return challenge


def answered(account_id: UUID | None) -> bytes:
    """What was asked of this browser; asked anew it is gone."""
    kept = cookie.pop(_NAME, None)
    return take_challenge(UUID(kept) if kept else None, account_id)
