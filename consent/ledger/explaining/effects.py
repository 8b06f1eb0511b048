"""What one entry does to a standing. Each returns why it cannot have been, or nothing."""

from collections.abc import Mapping
from typing import Any

from consent.ledger.entries import Entry, EntryType
from consent.ledger.explaining.narrowing import widened
from consent.ledger.explaining.permitting import why_not
from consent.ledger.explaining.phrases import FAULTS, REFUSALS
from consent.ledger.explaining.standing import Standing, Suspension
from consent.ledger.explaining.words import said

Payload = Mapping[str, Any] | None
NOT_OPENED = ""


def set_terms(standing: Standing, entry: Entry, payload: Payload) -> str:
    standing.uses = payload["uses"] if payload else None
    standing.limits = payload["limits"] if payload else None
    return ""


def narrow(standing: Standing, entry: Entry, payload: Payload) -> str:
    if payload and standing.uses is not None and standing.limits is not None:
        field = widened(standing.uses, standing.limits, payload["uses"], payload["limits"])
        if field:
            return REFUSALS["widened"].format(n=entry.n, field=said(field))
    return set_terms(standing, entry, payload)


def suspend(standing: Standing, entry: Entry, payload: Payload) -> str:
    found = payload or {}
    standing.suspensions.append(
        Suspension(
            cause=found.get("cause"),
            until=found.get("until"),
            uses=_tuple(found.get("uses")),
            clients=_tuple(found.get("clients")),
        )
    )
    return ""


def resume(standing: Standing, entry: Entry, payload: Payload) -> str:
    cause = payload["cause"] if payload else None
    for each in reversed(standing.suspensions):
        if cause is None or each.cause is None or each.cause == cause:
            standing.suspensions.remove(each)
            return ""
    return REFUSALS["resumed"].format(n=entry.n)


def expire(standing: Standing, entry: Entry, payload: Payload) -> str:
    if standing.until and entry.event.time.isoformat() <= standing.until:
        standing.faults.append(FAULTS["early"].format(n=entry.n))
    return ""


def judge_take(standing: Standing, entry: Entry, payload: Payload) -> str:
    standing.take = entry.event.type.value.removeprefix("take.")
    return ""


def count_minutes(standing: Standing, entry: Entry, payload: Payload) -> str:
    standing.minutes += payload["minutes"] if payload else 0
    return ""


def pay(standing: Standing, entry: Entry, payload: Payload) -> str:
    if payload:
        sign = -1 if entry.event.type is EntryType.EARNING_RETURNED else 1
        before = standing.paid.get(payload["currency"], 0)
        standing.paid[payload["currency"]] = before + sign * payload["amount_minor"]
    return ""


def deliver(standing: Standing, entry: Entry, payload: Payload) -> str:
    why = why_not(standing, entry.event.time.isoformat(), payload)
    if why:
        standing.faults.append(FAULTS["delivered"].format(n=entry.n, why=why))
    if payload:
        holder = (payload["client"], payload.get("recipient", ""))
        if holder not in standing.holders:
            standing.holders.append(holder)
    return ""


def recall(standing: Standing, entry: Entry, payload: Payload) -> str:
    standing.recalls.append(payload["recall"] if payload else NOT_OPENED)
    return ""


def attest(standing: Standing, entry: Entry, payload: Payload) -> str:
    """It may answer a recall that is not opened here; then nothing is held against it."""
    for which in (payload["recall"] if payload else NOT_OPENED, NOT_OPENED):
        if which in standing.recalls:
            standing.recalls.remove(which)
            return ""
    if payload:
        standing.faults.append(FAULTS["recall"].format(n=entry.n))
    return ""


def erase(standing: Standing, entry: Entry, payload: Payload) -> str:
    standing.erased = True
    return ""


def correct(standing: Standing, entry: Entry, payload: Payload) -> str:
    if payload and payload["corrects"] >= entry.n:
        return REFUSALS["corrects"].format(n=entry.n)
    return ""


def _tuple(found: list[str] | None) -> tuple[str, ...] | None:
    return None if found is None else tuple(found)
