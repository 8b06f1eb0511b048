"""The receipt of a signature by ISO/IEC TS 27560:2023: a view, made from what is kept."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.ledger.explaining.opening import plain, write_instant
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Basis, Use, said
from consent.signing.reading import Signed
from foundation.settings import Settings

SCHEMA = "ISO/IEC TS 27560:2023"
_BIOMETRIC = frozenset((Use.VOICE_REPLICA, Use.LIKENESS_REPLICA, Use.REAL_TIME_GENERATION))
NOT_SAID = "not stated apart from the text of the agreement"


@dataclass(frozen=True, slots=True)
class Notice:
    """What was shown before consent was asked for, and under whose law."""

    said: str
    locale: str
    jurisdiction: str


def receipt_of(signed: Signed, settings: Settings) -> dict[str, Any]:
    """Every mandatory field, and what else is known. Nothing in it is stored beside the record."""
    return {
        "schema_version": SCHEMA,
        "receipt_id": str(receipt_id(signed)),
        "created": write_instant(signed.kept.signed_at),
        "record": {
            "schema_version": SCHEMA,
            "record_id": str(signed.kept.agreement_id),
            "pii_principal_id": str(signed.kept.performer_id),
        },
        "processing": [_processing(signed, use, settings) for use in allowed(signed)],
        "pii": [pii_of(use) for use in allowed(signed)],
        "parties": parties(signed, settings),
        "events": list(_events(signed)),
    }


def receipt_id(signed: Signed) -> UUID:
    """The same for the same signature, and of another kind than the record's own id."""
    made = hashlib.sha256(f"receipt {signed.kept.agreement_id} {signed.kept.event_id}".encode())
    return UUID(bytes=made.digest()[:16], version=4)


def allowed(signed: Signed) -> list[Use]:
    return [use for use in Use if signed.plan.answer(use) is not Answer.NOT_ALLOWED]


def jurisdiction(signed: Signed) -> str:
    return str(signed.offer.agreement.particulars.get("Law", NOT_SAID))


def parties(signed: Signed, settings: Settings) -> list[dict[str, str]]:
    return parties_of(signed.offer.agreement.client_id, signed.client, settings)


def parties_of(client_id: UUID, client: str, settings: Settings) -> list[dict[str, str]]:
    """Both decide what is done with recordings; the operator answers for both."""
    address = settings.operator_address or settings.url
    contact = f"{settings.url}/cases/new"
    rows = (
        ("operator", settings.operator_name, "PII controller and platform", address),
        (str(client_id), client, "PII controller", f"through {address}"),
    )
    return [
        {
            "party_id": party_id,
            "party_name": name,
            "party_address": where,
            "party_contact": contact,
            "party_url": settings.url,
            "party_role": role,
            "party_type": "organisation",
        }
        for party_id, name, role, where in rows
    ]


def processing_of(
    use: Use,
    notice: Notice,
    basis: Basis | None,
    limits: Limits,
    client_id: UUID,
    settings: Settings,
) -> dict[str, Any]:
    return {
        "privacy_notice": notice.said,
        "language": notice.locale,
        "purpose": said(use),
        "purpose_type": use.value,
        "lawful_basis": basis.value if basis else NOT_SAID,
        "pii_information": [use.value],
        "pii_controllers": ["operator", str(client_id)],
        "collection_method": "recorded performance",
        "processing_method": said(use),
        "storage_locations": list(limits.storage_regions or ()) or [NOT_SAID],
        "processing_locations": list(limits.processing_regions or ()) or [NOT_SAID],
        "geographic_restrictions": list(limits.territories or ()),
        "retention_period": f"until {limits.ends_on.isoformat()}",
        "jurisdiction": notice.jurisdiction,
        "recipient_third_parties": [str(each) for each in limits.recipients or ()],
        "withdrawal_method": f"{settings.url}/rights: in as many steps as giving",
        "privacy_rights": [f"{settings.url}/account/data", f"{settings.url}/cases/new"],
        "limits": plain(limits),
    }


def _processing(signed: Signed, use: Use, settings: Settings) -> dict[str, Any]:
    plan, client = signed.plan, signed.kept.client_id
    shown = f"{signed.showing.text_hash} (version {signed.offer.version_number})"
    notice = Notice(shown, signed.showing.locale, jurisdiction(signed))
    limits = plan.limits_from(signed.kept.first_day, clients=(client,))
    return processing_of(use, notice, (plan.lawful_basis or {}).get(use), limits, client, settings)


def pii_of(use: Use) -> dict[str, Any]:
    return {
        "pii_attribute_id": use.value,
        "pii_type": "recording of a performance: voice, and face where it was filmed",
        "pii_optional": use is not Use.REVIEW,
        "sensitive_pii_category": use in _BIOMETRIC,
    }


def _events(signed: Signed) -> Iterator[dict[str, str]]:
    yield _event(signed, signed.offer.agreement.requested_at, "informed", "requested")
    yield _event(signed, signed.kept.first_shown_at, "informed", "requested")
    yield _event(signed, signed.kept.signed_at, "explicitly expressed", "given")


def _event(signed: Signed, at: datetime, kind: str, state: str) -> dict[str, str]:
    return {
        "event_time": write_instant(at),
        "validity_duration": f"P{signed.plan.months}M",
        "entity_id": str(signed.kept.performer_id),
        "event_type": kind,
        "event_state": state,
        "indication_method": signed.kept.method,
    }
