"""What the replay says: states, refusals, faults, and how a standing reads."""

STATES = {
    "requested": "Nothing had been allowed.",
    "refused": "Consent was refused: nothing was allowed.",
    "given": "Consent was given and held.",
    "renewed": "Consent was renewed and held.",
    "suspended": "Consent was suspended: nothing was allowed for the time being.",
    "withdrawn": "Consent was withdrawn: nothing was allowed any more.",
    "expired": "Consent had expired: nothing was allowed any more.",
    "terminated": "Consent was terminated: nothing was allowed any more.",
    "invalidated": "Consent never was valid: nothing was allowed.",
    "work": "This thread is about work and pay.",
    "log": "This thread is about the log itself.",
}
REFUSALS = {
    "empty": "a thread has at least one entry",
    "thread": "number {n} belongs to another thread",
    "gap": "number {expected} of the thread is missing: number {n} stands in its place",
    "prev": "number {n} does not continue the entry before it",
    "kind": "number {n}, {type}, does not belong in this thread",
    "opening": "number {n}: its opening: {why}",
    "day": "number {n} is opened with an instant of a later day",
    "identity": "number {n} is about another {field} than the thread",
    "move": "number {n}, {type}, cannot come when consent is {state}",
    "widened": "number {n} says narrowed, but {field} allows more than before",
    "resumed": "number {n} resumes what was not suspended",
    "corrects": "number {n} corrects an entry that does not come before it",
}
"""A thread of which this is true is no evidence of anything."""
FAULTS = {
    "back": "Number {n} is dated before the entry that it follows.",
    "ahead": "Number {n} is dated after {on}.",
    "delivered": "Number {n} is a delivery that was not permitted: {why}.",
    "early": "Number {n} records an end before the last day that was agreed.",
    "recall": "Number {n} attests a recall that was not opened.",
}
"""The evidence is genuine, and shows that something was done wrong."""
REASONS = {
    "state": "consent was {state}",
    "suspended": "consent was suspended; cause: {cause}",
    "started": "consent was to start on {date} only",
    "ended": "consent had ended at the end of {date}",
    "take": "the take was not accepted, so that only review was allowed",
    "use": "{use} was not allowed",
    "limit": "it does not keep to the limit: {limit}",
}
STANDING = {
    "unknown": "What it allowed cannot be said: the entry is not opened here.",
    "take": "The take was not accepted: only review was allowed.",
    "suspended": (
        "Suspended; cause: {cause}[; only for: {uses}][; only for clients: {clients}]"
        "[; until the end of {until}]."
    ),
    "unknown_cause": "not opened here",
    "holders": "Copies were handed to: {holders}.",
    "holder_for": "{client} for {recipient}",
    "recalls": "Recalls not yet attested: {recalls}.",
    "minutes": "Minutes approved: {minutes}.",
    "paid": "Paid, less what came back: {amounts}.",
    "erased": "Private content of this thread was erased; its entries still prove their order.",
    "fault": "FAULT: {fault}",
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
