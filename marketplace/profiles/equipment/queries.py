"""What is asked about checks of equipment."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.profiles.equipment.findings import Findings
from marketplace.profiles.models import EquipmentCheck


@dataclass(frozen=True, slots=True)
class Checked:
    found: Findings
    checked_at: datetime


def newest_check(session: Session, performer_id: UUID) -> Checked | None:
    row = session.get(EquipmentCheck, performer_id)
    return Checked(Findings.read(row.found), row.checked_at) if row else None
