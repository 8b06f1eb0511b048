"""The terms of a client licence before it has a client: rights as in agreements, and duties."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import rfc8785

from consent.agreements.planned import Planned
from consent.ledger.explaining.forms import Code
from consent.ledger.explaining.opening import plain_fields
from consent.ledger.explaining.terms import Limits

USUAL_NOTICE_DAYS = 14
REPORT_WITHIN_DAYS = 30


class TrainedModels(StrEnum):
    """What happens, once a right has ended, to models that were trained while it held."""

    KEEP = "keep"
    WITHOUT_NEXT_TIME = "without_next_time"
    RETIRE = "retire"


class BannedEnd(StrEnum):
    """What no licence of ours ever allows, whatever else it says."""

    MANIPULATION = "manipulation"
    EMOTION_AT_WORK = "emotion_inference_at_work"
    BIOMETRIC_IDENTIFICATION = "biometric_identification"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    trained_models: TrainedModels = TrainedModels.WITHOUT_NEXT_TIME
    report_every_months: int = 6
    supplies_others: bool = False
    """Whether end recipients may be named at all."""
    recipient_notice_days: int = USUAL_NOTICE_DAYS
    """Between telling performers of a new end recipient and handing anything to it."""
    banned_ends: tuple[Code, ...] = ()
    """Besides those that are always banned."""

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> "Duties":
        models = TrainedModels(said["trained_models"])
        more = {"trained_models": models, "banned_ends": tuple(said["banned_ends"])}
        return cls(**{**said, **more})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLicence:
    rights: Planned
    """Uses, term and limits; a licence names no prices here, the order does."""
    duties: Duties = field(default_factory=Duties)

    def canonical(self) -> bytes:
        """RFC 8785: one spelling, so that equal terms have equal hashes."""
        return rfc8785.dumps(self.plain())

    def plain(self) -> dict[str, Any]:
        return {"rights": plain_fields(self.rights), "duties": plain_fields(self.duties)}

    @property
    def hash(self) -> str:
        return "sha256:" + hashlib.sha256(self.canonical()).hexdigest()

    @classmethod
    def read(cls, canonical: bytes) -> "PlannedLicence":
        """Back from what `canonical` gave."""
        said = json.loads(canonical)
        rights = Planned.read(rfc8785.dumps(said["rights"]))
        return cls(rights=rights, duties=Duties.read(said["duties"]))

    def limits(self, first: date, last: date, client: UUID) -> Limits:
        """As they hold once the client and the days are known."""
        named = {name: getattr(self.rights.limits, name) for name in self.rights.limits.__slots__}
        return Limits(starts_on=first, ends_on=last, clients=(client,), **named)
