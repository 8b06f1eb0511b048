"""A grant in the terms of W3C's Data Privacy Vocabulary 2.3, with its extension about AI."""

from typing import Any

from consent.ledger.explaining.words import Basis, Use
from consent.projections.granted import Granted

CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "ai": "https://w3id.org/dpv/ai#",
    "pd": "https://w3id.org/dpv/pd#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "fairtake": "urn:fairtake:terms:",
}
PROCESSING: dict[Use, tuple[str, str]] = {
    Use.REVIEW: ("dpv:Assess", ""),
    Use.NON_GENERATIVE_TRAINING: ("ai:ModelTraining", ""),
    Use.GENERATIVE_TRAINING: ("ai:ModelTraining", "ai:ContentGeneration"),
    Use.FINE_TUNING: ("ai:ModelFineTuning", ""),
    Use.EVALUATION: ("dpv:Assess", "ai:TestingData"),
    Use.INFERENCE_INPUT: ("dpv:Infer", ""),
    Use.DATA_MINING: ("dpv:Analyse", ""),
    Use.EMOTION_RECOGNITION: ("dpv:Infer", "ai:EmotionRecognition"),
    Use.VOICE_REPLICA: ("dpv:Generate", "ai:AudioGeneration"),
    Use.LIKENESS_REPLICA: ("dpv:Generate", "ai:ImageGeneration"),
    Use.REAL_TIME_GENERATION: ("dpv:Generate", "ai:ContentGeneration"),
    Use.SYNTHETIC_DERIVATION: ("dpv:Derive", ""),
    Use.PUBLIC_RELEASE: ("dpv:Disseminate", ""),
    Use.MARKETING: ("dpv:Use", "dpv:Marketing"),
    Use.SUB_LICENCE: ("dpv:Share", ""),
    Use.RESALE: ("dpv:Share", "dpv:SellDataToThirdParties"),
}
"""What is done, and what tells it apart from another use: a capability, a purpose, a kind of data.
The exact use stands beside it as `fairtake:use`: DPV has no word for some of them."""
STATUS = {
    "requested": "dpv:ConsentRequested",
    "refused": "dpv:ConsentRefused",
    "given": "dpv:ConsentGiven",
    "renewed": "dpv:RenewedConsentGiven",
    "withdrawn": "dpv:ConsentWithdrawn",
    "expired": "dpv:ConsentExpired",
    "terminated": "dpv:ConsentRevoked",
    "invalidated": "dpv:ConsentInvalidated",
    "suspended": "fairtake:ConsentSuspended",
}
"""DPV has no suspension; whoever knows only its words must not take it for given."""
BASES = {
    Basis.CONSENT: "dpv:Consent",
    Basis.CONTRACT: "dpv:Contract",
    Basis.LEGITIMATE_INTEREST: "dpv:LegitimateInterest",
    Basis.LEGAL_DUTY: "dpv:LegalObligation",
}
DATA = ("pd:VoiceCommunicationRecording", "pd:FacialExpression")


def record(found: Granted) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@id": f"urn:uuid:{found.grant_id}",
        "@type": "dpv:ConsentRecord",
        "dct:date": {"@value": found.on.isoformat(), "@type": "xsd:date"},
        "dpv:hasDataSubject": {"@id": f"urn:uuid:{found.performer}"},
        "dpv:hasConsentStatus": {"@id": STATUS[found.state]},
        "dpv:hasRecipient": [{"@id": f"urn:uuid:{each}"} for each in found.clients],
        "dpv:hasProcess": [_process(found, use) for use in found.uses],
    }


def _process(found: Granted, use: Use) -> dict[str, Any]:
    processing, told_apart = PROCESSING[use]
    basis = (found.terms.get("lawful_basis") or {}).get(use)
    until = found.limits.get("ends_on")
    return {
        "@type": "dpv:Process",
        "fairtake:use": use.value,
        "dpv:hasProcessing": {"@id": processing},
        **({"dpv:hasContext": {"@id": told_apart}} if told_apart else {}),
        **({"dpv:hasLegalBasis": {"@id": BASES[Basis(basis)]}} if basis else {}),
        **({"dct:valid": {"@value": until, "@type": "xsd:date"}} if until else {}),
        "dpv:hasPersonalData": [{"@id": each} for each in DATA],
    }
