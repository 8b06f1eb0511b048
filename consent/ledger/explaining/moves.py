"""Which entry may come when, in which kind of thread."""

from consent.ledger.entries import EntryType

KINDS = ("grant", "work", "licence", "log")
"""One performer's grant for one recording; one performer's hours and pay; a client's licence; the
log itself."""
STATES = (
    "requested",
    "refused",
    "given",
    "renewed",
    "withdrawn",
    "expired",
    "terminated",
    "invalidated",
)
"""What consent can be by the entries alone; what is suspended or has ended depends on the day."""
PERMITTING = ("given", "renewed")
_SAME = ""
_ALIVE = ["requested", "refused", "given", "renewed", "expired"]

KINDS_OF: dict[EntryType, tuple[str, ...]] = {
    EntryType.AGREEMENT_SIGNED: ("work",),
    EntryType.CONSENT_GIVEN: ("grant",),
    EntryType.CONSENT_REFUSED: ("grant",),
    EntryType.CONSENT_NARROWED: ("grant",),
    EntryType.CONSENT_RENEWED: ("grant",),
    EntryType.CONSENT_SUSPENDED: ("grant",),
    EntryType.CONSENT_RESUMED: ("grant",),
    EntryType.CONSENT_WITHDRAWN: ("grant",),
    EntryType.CONSENT_EXPIRED: ("grant",),
    EntryType.CONSENT_TERMINATED: ("grant", "licence"),
    EntryType.CONSENT_INVALIDATED: ("grant",),
    EntryType.RECORDING_REGISTERED: ("grant",),
    EntryType.TAKE_ACCEPTED: ("grant",),
    EntryType.TAKE_REJECTED: ("grant",),
    EntryType.HOURS_APPROVED: ("work",),
    EntryType.EARNING_PAID: ("work",),
    EntryType.EARNING_RETURNED: ("work",),
    EntryType.DELIVERY_MADE: ("grant",),
    EntryType.RECALL_OPENED: ("grant",),
    EntryType.RECALL_ATTESTED: ("grant",),
    EntryType.LICENCE_SIGNED: ("licence",),
    EntryType.LICENCE_EXTENDED: ("licence",),
    EntryType.USE_REPORTED: ("grant", "licence"),
    EntryType.MEDIA_DESTROYED: ("grant", "work"),
    EntryType.ERASURE_PERFORMED: ("grant", "work", "licence"),
    EntryType.KEY_ROTATED: ("log",),
    EntryType.CORRECTION: ("grant", "work", "licence", "log"),
}
IDENTITY = {
    "grant": ("person", "recording", "agreement"),
    "work": ("person", "agreement"),
    "licence": ("licence",),
    "log": (),
}
"""What every opening of a thread must say alike, where it says it."""

MOVES: dict[EntryType, tuple[list[str], str]] = {
    EntryType.CONSENT_GIVEN: (["requested", "refused"], "given"),
    EntryType.CONSENT_REFUSED: (["requested"], "refused"),
    EntryType.CONSENT_NARROWED: (["given", "renewed"], _SAME),
    EntryType.CONSENT_RENEWED: (["given", "renewed", "expired"], "renewed"),
    EntryType.CONSENT_SUSPENDED: (["given", "renewed"], _SAME),
    EntryType.CONSENT_RESUMED: (["given", "renewed"], _SAME),
    EntryType.CONSENT_WITHDRAWN: (_ALIVE, "withdrawn"),
    EntryType.CONSENT_EXPIRED: (["given", "renewed"], "expired"),
    EntryType.CONSENT_TERMINATED: (_ALIVE, "terminated"),
    EntryType.CONSENT_INVALIDATED: ([*_ALIVE, "withdrawn", "terminated"], "invalidated"),
    EntryType.LICENCE_SIGNED: (["requested"], "given"),
    EntryType.LICENCE_EXTENDED: (["given", "renewed", "expired"], "renewed"),
}
"""From which states, and to which. Types that are not here come at any time and move nothing."""


def may_follow(state: str, type_: EntryType) -> bool:
    """For who is about to write: whether the replay would take it."""
    return type_ not in MOVES or state in MOVES[type_][0]
