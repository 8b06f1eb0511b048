"""How reasons and states of a deactivation are said."""

from marketplace.accounts.deactivation.models import (
    Deactivation,
    DeactivationEnding,
    DeactivationReason,
)

REASONS = {
    DeactivationReason.HARASSMENT: "Threats, harassment or abuse of somebody else",
    DeactivationReason.UNDER_AGE: "Not of age",
    DeactivationReason.MISUSE: "Recordings or data used outside of what was allowed",
    DeactivationReason.FALSE_IDENTITY: "Not the person they say they are",
    DeactivationReason.PAY_FRAUD: "Deception about money",
    DeactivationReason.BROKEN_PROMISES: "Agreed work not done, again and again",
}
_ENDINGS = {
    DeactivationEnding.OVERTURNED: ("Overturned on appeal", "ok"),
    DeactivationEnding.TAKEN_BACK: ("Taken back", "ok"),
    DeactivationEnding.APPEAL_LATE: ("Back: the appeal was not decided in time", "ok"),
}


def state_of(row: Deactivation) -> tuple[str, str]:
    """A badge: what it says, and its tone."""
    if row.ending is not None:
        return _ENDINGS[row.ending]
    if row.waits_for_decision:
        return "Appealed", "warn"
    if row.upheld_at is not None:
        return "Upheld on appeal", "stop"
    return ("In effect", "stop") if row.effected_at else ("Announced", "info")
