"""Whether what was handed over would still be permitted, for the same purpose, today."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from consent.decisions.answers import Refusal
from consent.decisions.deciding import decide
from consent.decisions.reasons import Reason
from consent.holders.purposes import Stated

Whose = tuple[UUID, UUID]
"""A recording, and one performer in it."""


def uncovered(session: Session, stated: Stated, recordings: Collection[UUID]) -> dict[Whose, bool]:
    """Who no longer permits one of its uses in every dimension that was stated, under any paper:
    each for themselves, whatever others in it do. And whether it is a pause alone, which ends."""
    found: dict[Whose, bool] = {}
    # One alone is read by its key: of all sets of limits only its own are judged.
    asked = recordings if len(recordings) > 1 else next(iter(recordings))
    for purpose in stated.purposes():
        decisions = decide(session, asked, purpose)
        for recording in decisions.refused():
            for performer, pause in _refusing(decisions.refusals(recording)).items():
                whose = recording, performer
                found[whose] = found.get(whose, True) and pause
    return found


def _refusing(refusals: Iterable[Refusal]) -> dict[UUID, bool]:
    """Of several papers of one performer a pause of one is enough to call it a pause."""
    found: dict[UUID, bool] = {}
    for each in refusals:
        if each.performer_id is not None:
            pause = each.reasons == Reason.SUSPENDED
            found[each.performer_id] = found.get(each.performer_id, False) or pause
    return found
