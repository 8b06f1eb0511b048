"""Says where a thread stands, in plain sentences."""

from collections.abc import Iterator

from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.phrases import STANDING, STATES
from consent.ledger.explaining.sentences import (
    fill,
    read_amount,
    read_date,
    read_limits,
    read_uses,
)
from consent.ledger.explaining.standing import Standing, Suspension
from consent.ledger.explaining.words import said


def summary(standing: Standing) -> list[str]:
    """For people: what was allowed on that day, and everything one should not overlook."""
    return [
        STATES[standing.state],
        *_permission(standing),
        *_done(standing),
        *(STANDING["fault"].format(fault=fault) for fault in standing.faults),
    ]


def _permission(standing: Standing) -> Iterator[str]:
    if standing.state not in PERMITTING:
        return
    if standing.uses is None or standing.limits is None:
        yield STANDING["unknown"]
    else:
        yield from read_uses(standing.uses)
        yield from read_limits(standing.limits)
    if standing.kind == "grant" and standing.take != "accepted":
        yield STANDING["take"]
    for each in standing.suspended(standing.on):
        yield _suspension(each)


def _suspension(each: Suspension) -> str:
    values = {"cause": said(each.cause) if each.cause else STANDING["unknown_cause"]}
    if each.uses is not None:
        values["uses"] = ", ".join(map(said, each.uses))
    if each.clients is not None:
        values["clients"] = ", ".join(each.clients)
    if each.until is not None:
        values["until"] = read_date(each.until)
    return fill(STANDING["suspended"], values)


def _done(standing: Standing) -> Iterator[str]:
    if standing.holders:
        yield STANDING["holders"].format(holders="; ".join(map(_holder, standing.holders)))
    if standing.recalls:
        recalls = ", ".join(each or STANDING["unknown_cause"] for each in standing.recalls)
        yield STANDING["recalls"].format(recalls=recalls)
    if standing.minutes:
        yield STANDING["minutes"].format(minutes=standing.minutes)
    if standing.paid:
        amounts = ", ".join(
            read_amount(standing.paid[each], each) for each in sorted(standing.paid)
        )
        yield STANDING["paid"].format(amounts=amounts)
    if standing.erased:
        yield STANDING["erased"]


def _holder(holder: tuple[str, str]) -> str:
    client, recipient = holder
    if not recipient:
        return client
    return STANDING["holder_for"].format(client=client, recipient=recipient)
