"""One grant as it stands today, with the whole of its terms: what the longer projections show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consent.grants.knowing import right_of
from consent.grants.models import Grant, LimitSet, Right
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.words import Answer, Use
from consent.ledger.openings.lines import Line
from consent.projections.answers import of_right
from consent.projections.pauses import paused


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    grant_id: UUID
    recording: UUID
    performer: UUID
    agreement: UUID
    on: date
    state: str
    """What consent is on the day, suspended and expired too."""
    uses: tuple[Use, ...]
    """That may be made of it on the day, within the limits."""
    terms: Mapping[str, Any]
    """The newest, as the ledger's opening spells them; empty where they were erased or never were.
    """
    recalled: Sequence[Mapping[str, Any]]
    """Recalls that were opened, as the openings spell them."""

    @property
    def limits(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.terms.get("limits", {})
        return found

    @property
    def clients(self) -> Sequence[str]:
        found: Sequence[str] = self.limits.get("clients", ())
        return found


def granted(session: Session, grant: Grant, lines: Sequence[Line], on: date) -> Granted:
    right = right_of(session, grant)
    limits = session.get_one(LimitSet, right.limit_set_id).body
    stopped = paused(session, grant.id, limits, on) if right.suspended else 0
    held = of_right(right, limits, stopped, on)
    told = [line.payload for line in lines if line.payload]
    return Granted(
        grant_id=grant.id,
        recording=grant.recording_id,
        performer=grant.performer_id,
        agreement=grant.agreement_id,
        on=on,
        state=_state(right, stopped, on),
        uses=tuple(use for use in Use if held[use].answer is not Answer.NOT_ALLOWED),
        terms=next((each for each in reversed(told) if "uses" in each and "limits" in each), {}),
        recalled=[each for each in told if "recall" in each and "due_on" in each],
    )


def _state(right: Right, stopped: int, on: date) -> str:
    if right.state not in PERMITTING:
        return right.state.value
    if on > right.ends_on:
        return "expired"
    return "suspended" if right.uses & ~stopped == 0 else right.state.value
