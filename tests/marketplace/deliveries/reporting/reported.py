"""What Northlab trained on a delivery, reported when its first three months are over."""

from datetime import date
from typing import Any
from uuid import UUID

from consent.ledger.explaining.words import Use
from consent.licences.reports.actions import report_uses
from consent.licences.reports.new import NewReport, Training
from foundation.actors import Actor
from foundation.database import db

FIRST, LAST = date(2026, 3, 2), date(2026, 6, 1)
CUT_OFF = date(2026, 5, 20)
TRAINED = (Use.GENERATIVE_TRAINING,)


def training(delivery: UUID, model: str = "Aria 3", cut_off: date = CUT_OFF) -> Training:
    return Training(model=model, delivery=delivery, cut_off=cut_off)


def report(licence: UUID, *trained: Training, actor: Actor, **more: Any) -> UUID:
    db.session.rollback()
    new = NewReport(**{"from_on": FIRST, "uses": TRAINED, "trained": trained, **more})
    return report_uses(licence, new, "Ada Brandt", actor=actor)
