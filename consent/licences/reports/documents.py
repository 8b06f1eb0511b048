"""The whole of a report as one canonical document with one hash: what is signed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import rfc8785

from consent.ledger.explaining.opening import write_instant
from consent.ledger.explaining.words import Use
from consent.licences.reports.models import UseReport, UseReportTraining
from consent.licences.reports.new import NewReport
from foundation.actors import Actor

STATEMENT = (
    "This report is complete and true. Whoever signs it binds the client, and knows that performers"
    " see it."
)


@dataclass(frozen=True, slots=True)
class Document:
    report: UseReport
    new: NewReport
    trained: Sequence[UseReportTraining]
    method: str
    canonical: bytes

    @property
    def hash(self) -> str:
        return "sha256:" + hashlib.sha256(self.canonical).hexdigest()


def document(
    report: UseReport,
    new: NewReport,
    trained: Sequence[UseReportTraining],
    *,
    method: str,
    actor: Actor,
) -> Document:
    content = {
        "report": str(report.id),
        "licence": str(report.licence_id),
        "client": str(report.client_id),
        "from_on": report.from_on.isoformat(),
        "to_on": report.to_on.isoformat(),
        "uses": [use.value for use in Use if use in new.uses],
        "models": list(report.models),
        "trained": [_trained(each) for each in trained],
        "recordings": sorted({str(each) for each in new.recordings}) or "all",
        "statement": STATEMENT,
        "signed_by": str(actor.id),
        "signed_as": actor.role,
        "signed_at": write_instant(report.reported_at),
        "method": method,
    }
    return Document(report, new, trained, method, rfc8785.dumps(content))


def _trained(each: UseReportTraining) -> dict[str, Any]:
    return {
        "model": each.model,
        "delivery": str(each.delivery_id),
        "reference": each.reference,
        "recipient": str(each.recipient_id) if each.recipient_id else None,
        "dataset": str(each.dataset_id),
        "dataset_name": each.dataset_name,
        "dataset_version": each.dataset_version,
        "choice": each.choice_hash,
        "cut_off": each.cut_off.isoformat(),
    }
