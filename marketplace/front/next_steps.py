"""What there is to do for somebody in this role, said once, in the order it makes sense."""

from dataclasses import dataclass

from marketplace.accounts.roles import NEEDS_SECOND_FACTOR, STAFF, Role


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    sentence: str
    endpoint: str
    roles: frozenset[Role]


EVERYBODY = frozenset(Role)
STEPS = (
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
        "Read the audit",
        "Who did what, as whom and when.",
        "auditing.page",
        frozenset((Role.COMPLIANCE, Role.ADMIN)),
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
