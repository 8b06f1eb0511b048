"""The 22 fields of the Data Provenance Standards: those that consent can answer, by recording."""

from datetime import date
from typing import Any

from consent.ledger.explaining.words import Answer, Use
from consent.projections.answers import Answers

VERSION = "1.0.0"
FIELDS: dict[str, str] = {
    "standards_version": "constant",
    "title": "whoever delivers",
    "unique_metadata_id": "the recording's public id",
    "metadata_location": "its public address",
    "issuer": "whoever delivers",
    "description": "whoever delivers",
    "source_metadata": "none: a recording has no source but the performance",
    "source_if_different_from_issuer": "none",
    "data_origin_geography": "whoever delivers",
    "issue_date": "whoever delivers",
    "previous_issue_date": "whoever delivers",
    "generation_date_range": "when it was recorded",
    "method": "constant",
    "format": "whoever delivers",
    "confidentiality_classification": "constant",
    "consent_documentation_location": "its public address",
    "privacy_enhancing_technologies": "whoever delivers",
    "processing_geography": "limits of the grants: whoever may read them",
    "storage_geography": "limits of the grants: whoever may read them",
    "license_to_use": "its public address",
    "intended_data_use": "the uses that are allowed today",
    "proprietary_data": "constant",
}
"""Each field, and from where its value comes. What a delivery knows, the delivery fills in."""
INTENDED: dict[Use, str] = {
    Use.REVIEW: "other",
    Use.NON_GENERATIVE_TRAINING: "pre-training",
    Use.GENERATIVE_TRAINING: "pre-training",
    Use.FINE_TUNING: "alignment",
    Use.EVALUATION: "evaluation",
    Use.INFERENCE_INPUT: "other",
    Use.DATA_MINING: "other",
    Use.EMOTION_RECOGNITION: "other",
    Use.VOICE_REPLICA: "synthetic data generation",
    Use.LIKENESS_REPLICA: "synthetic data generation",
    Use.REAL_TIME_GENERATION: "synthetic data generation",
    Use.SYNTHETIC_DERIVATION: "synthetic data generation",
    Use.PUBLIC_RELEASE: "other",
    Use.MARKETING: "other",
    Use.SUB_LICENCE: "other",
    Use.RESALE: "other",
}


def fields(recorded_on: date, answers: Answers, status_url: str) -> dict[str, Any]:
    """One consent address for each recording, as the draft allows for each individual."""
    uses = [use for use, held in answers.items() if held.answer is not Answer.NOT_ALLOWED]
    day = recorded_on.isoformat()
    return {
        "standards_version": VERSION,
        "unique_metadata_id": status_url.rsplit("/", 1)[-1],
        "metadata_location": status_url,
        "source_metadata": [],
        "generation_date_range": {"from": day, "to": day},
        "method": "primary user source",
        "confidentiality_classification": "personal data",
        "consent_documentation_location": status_url,
        "license_to_use": {"kind": "commercial/negotiated", "location": status_url},
        "intended_data_use": sorted({INTENDED[use] for use in uses}),
        "proprietary_data": "performers' rights",
    }
