"""The roles a person may hold, and what each opens."""

from enum import StrEnum

from foundation.actors import Power


class Role(StrEnum):
    PERFORMER = "performer"
    CLIENT_OWNER = "client_owner"
    CLIENT_PRODUCER = "client_producer"
    CLIENT_VIEWER = "client_viewer"
    CASTING = "casting"
    REVIEWER = "reviewer"
    FINANCE = "finance"
    COMPLIANCE = "compliance"
    ADMIN = "admin"
    OBSERVER = "observer"


STAFF = frozenset((Role.CASTING, Role.REVIEWER, Role.FINANCE, Role.COMPLIANCE, Role.ADMIN))
CLIENT_SIDE = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER, Role.CLIENT_VIEWER))
NEEDS_SECOND_FACTOR = STAFF | {Role.CLIENT_OWNER}
"""These reach other people's money and secrets: a password alone does not let them act."""

POWERS: dict[Role, frozenset[Power]] = {
    # Webhooks are for those who run machines. Performers are told by notices and mail.
    Role.CLIENT_OWNER: frozenset(
        (
            Power.KEEP_WEBHOOKS,
            Power.SIGN_LICENCES,
            Power.ANSWER_RECALLS,
            Power.OPEN_RECORDINGS,
        )
    ),
    Role.CLIENT_PRODUCER: frozenset((Power.ANSWER_RECALLS, Power.OPEN_RECORDINGS)),
    Role.CASTING: frozenset((Power.ANSWER_CASES,)),
    Role.REVIEWER: frozenset((Power.ANSWER_CASES, Power.OPEN_RECORDINGS)),
    Role.FINANCE: frozenset(
        (Power.ANSWER_CASES, Power.APPROVE_PAY, Power.CONFIRM_BUDGETS, Power.KEEP_PAY)
    ),
    Role.COMPLIANCE: frozenset(
        (
            Power.ANSWER_CASES,
            Power.KEEP_AGREEMENTS,
            Power.KEEP_PAY,
            Power.KEEP_RIGHTS,
            Power.OPEN_RECORDINGS,
            Power.READ_AUDIT,
            Power.READ_RIGHTS,
            Power.REVIEW_REQUESTS,
        )
    ),
    Role.ADMIN: frozenset(Power),
}

LABELS: dict[Role, str] = {
    Role.PERFORMER: "Performer",
    Role.CLIENT_OWNER: "Client owner",
    Role.CLIENT_PRODUCER: "Client producer",
    Role.CLIENT_VIEWER: "Client viewer",
    Role.CASTING: "Casting",
    Role.REVIEWER: "Reviewer",
    Role.FINANCE: "Finance",
    Role.COMPLIANCE: "Compliance",
    Role.ADMIN: "Administrator",
    Role.OBSERVER: "Observer",
}


def with_power(power: Power) -> frozenset[str]:
    """The roles that open what this power opens: for navigation, where nobody is shown a wall."""
    return frozenset(role for role, powers in POWERS.items() if power in powers)
