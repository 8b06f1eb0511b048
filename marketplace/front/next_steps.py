"""What there is to do for somebody in this role, said once, in the order it makes sense."""

from dataclasses import dataclass

from marketplace.accounts.roles import CLIENT_SIDE, NEEDS_SECOND_FACTOR, STAFF, Role


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    sentence: str
    endpoint: str
    roles: frozenset[Role]


EVERYBODY = frozenset(Role)
STANDING: dict[str, str] = {
    Role.PERFORMER: "When there are gigs, offers or payments for you, they appear here.",
    Role.OBSERVER: "What is opened to you for reading stands under “Open to you”.",
    **dict.fromkeys(CLIENT_SIDE, "When takes are to be reviewed or signed for, they appear here."),
}
"""What an empty list will one day hold, so that nobody takes it for a fault."""
STEPS = (
    Step(
        "Find a gig",
        "What is open now, what it pays first; apply with a few words or a self-tape.",
        "gigs.page",
        frozenset((Role.PERFORMER,)),
    ),
    Step(
        "Your profile",
        "What you play, when you are free, who sees it; and what is still missing.",
        "profile.page",
        frozenset((Role.PERFORMER,)),
    ),
    Step(
        "Your pay",
        "What you earned down to the take, what waits and why, and when your bank has it.",
        "earnings.page",
        frozenset((Role.PERFORMER,)),
    ),
    Step(
        "Your payments",
        "What you paid for which order, what is still free, and receipts.",
        "funding.page",
        frozenset((Role.CLIENT_OWNER,)),
    ),
    Step(
        "Pay people",
        "What is due and until when; look at a run line by line, and approve it.",
        "pay_runs.page",
        frozenset((Role.FINANCE,)),
    ),
    Step(
        "Verify organisations",
        "Who asked, and what they say they are. Nothing of theirs is posted before.",
        "verification_of_clients.page",
        frozenset((Role.COMPLIANCE,)),
    ),
    Step(
        "Check identity and age",
        "Performers who asked, so that they can be booked.",
        "identity.page",
        frozenset((Role.COMPLIANCE,)),
    ),
    Step(
        "Answer cases",
        "Questions, complaints and disputes, what is due first on top.",
        "desk.queue",
        STAFF,
    ),
    Step(
        "Is everything running?",
        "Jobs, workers, and how much waits.",
        "operations.page",
        frozenset((Role.ADMIN,)),
    ),
    Step(
        "Invite and help people",
        "Staff come by invitation; roles are given and ended with a reason.",
        "people.search",
        frozenset((Role.ADMIN,)),
    ),
    Step(
        "Read the audit",
        "Who did what, as whom and when.",
        "auditing.page",
        frozenset((Role.COMPLIANCE, Role.ADMIN)),
    ),
    Step(
        "Ask for scenes",
        "Write it in sections, see what it may cost, submit it when nothing is missing.",
        "requests.page",
        frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER)),
    ),
    Step(
        "Your takes",
        "What you played, how far it is, and what is expected of whom by when.",
        "takes.page",
        frozenset((Role.PERFORMER,)),
    ),
    Step(
        "Judge takes",
        "Play them, say how they are, and accept them; what is due first on top.",
        "judging.page",
        frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER, Role.REVIEWER)),
    ),
    Step(
        "Choose a dataset",
        "Accepted takes by use, language, feeling and length, and why others are left out.",
        "datasets.page",
        CLIENT_SIDE,
    ),
    Step(
        "Take deliveries home",
        "How far each is, its files with what proves them, and what was recalled.",
        "deliveries.page",
        CLIENT_SIDE,
    ),
    Step(
        "Review scene requests",
        "What clients submitted, what is due first on top.",
        "request_reviews.page",
        frozenset((Role.COMPLIANCE,)),
    ),
    Step(
        "See budgets",
        "What orders need, what has been paid in, and what is promised.",
        "budgets.page",
        frozenset((Role.FINANCE,)),
    ),
    Step(
        "Your organisation",
        "Who acts for it, and in which role.",
        "clients.mine",
        CLIENT_SIDE - {Role.CLIENT_OWNER},
    ),
    Step(
        "Invite your people",
        "Producers ask for scenes and review takes, viewers read. Each has an own account.",
        "clients.mine",
        frozenset((Role.CLIENT_OWNER,)),
    ),
    Step(
        "Papers to sign",
        "What you are asked to allow, each paper by itself; sign it or refuse it.",
        "signing.page",
        frozenset((Role.PERFORMER,)),
    ),
    Step(
        "See your rights records",
        "What you signed, allowed and took back, how it stands, and proof of it.",
        "threads.mine",
        frozenset((Role.PERFORMER,)),
    ),
    Step(
        "Let programs work for you",
        "Tokens for the API, each for what you choose and only until a day you choose.",
        "tokens.page",
        CLIENT_SIDE,
    ),
    Step(
        "Make your account safer",
        "A passkey or an app on your phone, so that a stolen password opens nothing.",
        "security.page",
        EVERYBODY - NEEDS_SECOND_FACTOR,
    ),
    Step(
        "How we reach you",
        "Which notices come by mail, at once or once a day.",
        "notices.choices",
        EVERYBODY - NEEDS_SECOND_FACTOR,
    ),
    Step("Ask us", "You get a number, and an answer in 2 working days.", "cases.new", EVERYBODY),
)


def next_steps(role: str) -> list[Step]:
    return [step for step in STEPS if role in step.roles or step.roles == EVERYBODY]
