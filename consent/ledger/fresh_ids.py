"""New names for threads and events: random, so that they tell nothing and link nothing."""

import secrets

from consent.ledger.entries import random_text


def fresh_id() -> str:
    return random_text(secrets.token_bytes(16))
