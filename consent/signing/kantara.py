"""The same receipt in the older form of Kantara's Consent Receipt 1.1: another view, not another
record."""

from typing import Any

from consent.ledger.explaining.words import Use, said
from consent.signing.reading import Signed
from consent.signing.receipts import allowed, jurisdiction, parties, receipt_id
from foundation.settings import Settings


def kantara_receipt(signed: Signed, settings: Settings) -> dict[str, Any]:
    return {
        "version": "KI-CR-v1.1.0",
        "jurisdiction": jurisdiction(signed),
        "consentTimestamp": int(signed.kept.signed_at.timestamp()),
        "collectionMethod": signed.kept.method,
        "consentReceiptID": str(receipt_id(signed)),
        "language": signed.showing.locale,
        "piiPrincipalId": str(signed.kept.performer_id),
        "piiControllers": [
            {
                "piiController": each["party_name"],
                "onBehalf": False,
                "contact": each["party_contact"],
                "address": each["party_address"],
                "url": each["party_url"],
            }
            for each in parties(signed, settings)
        ],
        "policyUrl": f"{settings.url}/sign/{signed.kept.agreement_id}/signed",
        "sensitive": signed.offer.is_replica,
        "services": [{"service": settings.operator_name, "purposes": _purposes(signed)}],
    }


def _purposes(signed: Signed) -> list[dict[str, Any]]:
    limits = signed.plan.limits_from(signed.kept.first_day, clients=(signed.kept.client_id,))
    return [
        {
            "purpose": said(use),
            "purposeCategory": [use.value],
            "consentType": "EXPLICIT",
            "piiCategory": ["recording of a performance"],
            "primaryPurpose": use is Use.REVIEW,
            "termination": limits.ends_on.isoformat(),
            "thirdPartyDisclosure": True,
            "thirdPartyName": signed.client,
        }
        for use in allowed(signed)
    ]
