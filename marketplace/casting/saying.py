"""States in words, for whoever looks at them."""

from marketplace.casting.models import ApplicationState, DeclineReason, OfferState

SAID = {
    ApplicationState.DRAFT: "a draft",
    ApplicationState.SUBMITTED: "submitted",
    ApplicationState.WITHDRAWN: "withdrawn",
    ApplicationState.SHORTLISTED: "on the shortlist",
    ApplicationState.OFFERED: "answered with an offer",
    ApplicationState.ENGAGED: "engaged",
    ApplicationState.DECLINED: "declined",
    ApplicationState.KEPT: "kept for later",
    ApplicationState.LAPSED: "lapsed",
}
FOR_PERFORMERS = {
    ApplicationState.DRAFT: "You are still writing this. Nobody but you sees it.",
    ApplicationState.SUBMITTED: "It is with the client. An answer is owed to you by:",
    ApplicationState.WITHDRAWN: "You took it back. Nothing more comes of it.",
    ApplicationState.SHORTLISTED: "You are on the shortlist. A final answer is owed to you by:",
    ApplicationState.OFFERED: "An offer is open.",
    ApplicationState.ENGAGED: "You accepted and signed: the part is yours.",
    ApplicationState.DECLINED: "It is not going to be you this time.",
    ApplicationState.KEPT: "Not this time. The client would like to ask you first for the next.",
    ApplicationState.LAPSED: "The offer ran out without an answer from you.",
}
DECLINED_OFFER = "You declined the offer. Nothing more comes of it."
"""In the place of what is said of one that was taken back."""
ENDED = {
    OfferState.OPEN: "is open",
    OfferState.COUNTERED: "was answered with other terms",
    OfferState.ACCEPTED: "was accepted",
    OfferState.DECLINED: "was declined",
    OfferState.WITHDRAWN: "was withdrawn",
    OfferState.EXPIRED: "ran out",
    OfferState.FILLED: "ended because the part was filled",
}
REASONS = {
    DeclineReason.PAY: "The pay",
    DeclineReason.TIME: "The days or the amount of time",
    DeclineReason.CONTENT: "What is played",
    DeclineReason.USES: "What the recordings would be used for",
    DeclineReason.CLIENT: "Who the client is",
    DeclineReason.OTHER_WORK: "Other work",
    DeclineReason.NOT_SAID: "I would rather not say",
}
STEPS = {
    "draft": "Begun",
    "submitted": "Submitted",
    "withdrawn": "Taken back",
    "shortlisted": "On the shortlist",
    "offered": "An offer was made",
    "countered": "Answered with other terms",
    "offer_declined": "The offer was declined",
    "offer_withdrawn": "The offer was withdrawn",
    "filled": "The part was filled by somebody else",
    "engaged": "Accepted and signed",
    "declined": "Declined",
    "kept": "Kept for later",
    "lapsed": "The offer ran out",
    "counter_lapsed": "The other terms were not answered in time",
    "gig_ended": "The gig ended, and everybody was answered",
    "part_gone": "The part is not in the gig any more",
    "unanswered": "Nobody answered in time, so it was closed",
    "invited": "Invited to apply",
    "undone": "Put back",
}
