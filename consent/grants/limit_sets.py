"""Limits as rows by their content, written once however many grants share them."""

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785
from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import LimitSet
from foundation.statements import insert_unless_there

BESIDE_THE_SET = ("starts_on", "ends_on")
"""Dates differ from grant to grant, and stand in the right itself."""


def limit_set(session: Session, limits: Mapping[str, Any]) -> int:
    """A step. The id of these limits, which is the same wherever they are kept."""
    body, digest = _body(limits), digest_of(limits)
    row: dict[str, Any] = {"id": int.from_bytes(digest[:8]) >> 1, "hash": digest.hex()}
    if _hash_of(session, row["id"]) is None:
        insert_unless_there(session, LimitSet, **row, body=body)
    if _hash_of(session, row["id"]) != row["hash"]:
        # Somebody looked for two sets of limits with one id. Neither may stand for the other.
        raise ValueError("other limits have this id")
    return int(row["id"])


def digest_of(limits: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(rfc8785.dumps(_body(limits))).digest()


def _body(limits: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in limits.items() if name not in BESIDE_THE_SET}


def _hash_of(session: Session, id: int) -> str | None:
    return session.scalar(select(LimitSet.hash).where(LimitSet.id == id))
