"""A grant as an ODRL 2.2 Agreement (JSON-LD), by the profile that docs/projections.md describes."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from consent.ledger.explaining.words import Use
from consent.projections.granted import Granted
from consent.projections.odrl_terms import ACTIONS, CONTEXT, OPERANDS, PROFILE
from foundation.money import decimals_of

Node = dict[str, Any]


def agreement(found: Granted) -> Node:
    """Whatever no permission names is not permitted: ODRL's core does not say so, the profile does.
    Every use without permission is prohibited by name besides."""
    target = _urn(found.recording)
    refused = [use for use in Use if use not in found.uses]
    return {
        "@context": CONTEXT,
        "@id": _urn(found.grant_id),
        "@type": "odrl:Agreement",
        "odrl:uid": {"@id": _urn(found.grant_id)},
        "odrl:profile": {"@id": PROFILE},
        "odrl:conflict": {"@id": "odrl:prohibit"},
        "odrl:assigner": {"@id": _urn(found.performer)},
        "odrl:assignee": [{"@id": f"urn:uuid:{each}"} for each in found.clients],
        "fairtake:agreement": {"@id": _urn(found.agreement)},
        "fairtake:state": found.state,
        "fairtake:asOf": _typed(found.on.isoformat(), "date"),
        "odrl:permission": [_permission(found, use, target) for use in found.uses],
        "odrl:prohibition": [
            {"@type": "odrl:Prohibition", **_about(use, target)} for use in refused
        ],
        "odrl:obligation": list(_duties(found, target)),
    }


def offer(uses: Mapping[Use, str], status_url: str) -> Node:
    """For a dataset or a part of it: what may be offered, and where today's answer is. It names no
    target: readers of datasets follow a name back to the node in which it stands, without end."""
    return {
        "@type": "odrl:Offer",
        "odrl:profile": {"@id": PROFILE},
        "odrl:conflict": {"@id": "odrl:prohibit"},
        "odrl:permission": [
            {
                "@type": "odrl:Permission",
                "odrl:action": _action(use),
                "odrl:constraint": [_constraint("ends_on", until)],
                "odrl:duty": [_review(status_url)],
            }
            for use, until in uses.items()
        ],
        "odrl:prohibition": [
            {"@type": "odrl:Prohibition", "odrl:action": _action(use)}
            for use in Use
            if use not in uses
        ],
    }


def _permission(found: Granted, use: Use, target: str) -> Node:
    limits = [_constraint(name, found.limits[name]) for name in OPERANDS if name in found.limits]
    price = (found.terms.get("prices") or {}).get(use)
    duties = [] if price is None else [_compensate(price, found.terms["currency"])]
    return {
        "@type": "odrl:Permission",
        **_about(use, target),
        "odrl:constraint": limits,
        **({"odrl:duty": duties} if duties else {}),
    }


def _about(use: Use, target: str) -> Node:
    return {"odrl:target": {"@id": target}, "odrl:action": _action(use)}


def _action(use: Use) -> Node:
    action, included_in = ACTIONS[use]
    return {"@id": action, "odrl:includedIn": {"@id": included_in}}


def _constraint(name: str, value: Any) -> Node:
    operand, operator = OPERANDS[name]
    return {
        "@type": "odrl:Constraint",
        "odrl:leftOperand": {"@id": operand},
        "odrl:operator": {"@id": operator},
        "odrl:rightOperand": _right(name, value),
    }


def _right(name: str, value: Any) -> Any:
    if name in ("clients", "recipients"):
        return [{"@id": f"urn:uuid:{each}"} for each in value]
    if name == "starts_on":
        return _typed(f"{value}T00:00:00Z", "dateTime")
    if name == "ends_on":
        return _typed(f"{value}T23:59:59Z", "dateTime")
    return value


def _duties(found: Granted, target: str) -> Iterator[Node]:
    """Of the client's: what it shares, and what it must do with what was recalled."""
    points = found.terms.get("royalty_basis_points")
    if points:
        yield _duty("compensate", "odrl:percentage", _typed(str(Decimal(points) / 100), "decimal"))
    for recall in found.recalled:
        client = {"odrl:assignee": {"@id": f"urn:uuid:{recall['client']}"}}
        due = _typed(f"{recall['due_on']}T23:59:59Z", "dateTime")
        for action in ("delete", "inform"):
            duty = _duty(action, "odrl:dateTime", due, operator="odrl:lteq")
            yield {**duty, "odrl:target": {"@id": target}, **client}


def _compensate(price_minor: int, currency: str) -> Node:
    amount = Decimal(price_minor).scaleb(-decimals_of(currency))
    duty = _duty("compensate", "odrl:payAmount", _typed(f"{amount:f}", "decimal"))
    duty["odrl:constraint"][0]["odrl:unit"] = {"@id": f"urn:iso:std:iso:4217:{currency}"}
    return duty


def _review(status_url: str) -> Node:
    return {
        "@type": "odrl:Duty",
        "odrl:action": {"@id": "odrl:reviewPolicy"},
        "odrl:target": {"@id": status_url},
    }


def _duty(action: str, operand: str, value: Any, *, operator: str = "odrl:eq") -> Node:
    return {
        "@type": "odrl:Duty",
        "odrl:action": {"@id": f"odrl:{action}"},
        "odrl:constraint": [
            {
                "@type": "odrl:Constraint",
                "odrl:leftOperand": {"@id": operand},
                "odrl:operator": {"@id": operator},
                "odrl:rightOperand": value,
            }
        ],
    }


def _typed(value: str, kind: str) -> Node:
    return {"@value": value, "@type": f"xsd:{kind}"}


def _urn(id: UUID) -> str:
    return f"urn:uuid:{id}"
