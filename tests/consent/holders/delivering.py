"""Deliveries to try things on, by the gate that every delivery takes."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.holders.actions import deliver
from consent.holders.handing import Handover
from consent.holders.purposes import Stated
from consent.ledger.explaining.words import Use
from foundation.actors import SYSTEM
from foundation.ids import new_id
from tests.cast import NORTHLAB

FILE, MANIFEST = f"sha256:{'0b' * 32}", f"sha256:{'0c' * 32}"
STATED: dict[str, Any] = {
    "client": NORTHLAB,
    "uses": (Use.EVALUATION,),
    "end_product": "support",
    "regions": ("EU",),
}


def built(recordings: Iterable[UUID], **stated: Any) -> Handover:
    return Handover(
        delivery=new_id(),
        stated=Stated(**{**STATED, **stated}),
        recordings={each: (FILE,) for each in recordings},
        manifest=MANIFEST,
    )


def delivered(
    *grants: Grant, publish: Callable[[Session], None] | None = None, **stated: Any
) -> UUID:
    handover = built([grant.recording_id for grant in grants], **stated)
    deliver(handover, publish=publish, actor=SYSTEM)
    return handover.delivery
