"""Deactivations to decide, to read and to take back."""

from uuid import UUID

from foundation.actors import Actor, Power
from marketplace.accounts.deactivation.actions import appeal, deactivate
from marketplace.accounts.deactivation.models import DeactivationReason
from marketplace.accounts.roles import Role
from tests.access.rules import Only, Rule, Values
from tests.access.rules import Person as Anybody
from tests.cast import Person
from tests.marketplace.casting.scene import crowd

DECIDERS = frozenset((Role.COMPLIANCE, Role.ADMIN))
SAID = {"reason": "harassment", "evidence": "On 2 March they threatened a partner.", "days": "14"}
DECISION = {"decision": "overturn", "answer": "It was somebody else."}
_ELSEWHERE = Actor(UUID(int=34), Role.COMPLIANCE, powers=frozenset((Power.KEEP_RIGHTS,)))
"""Decided what those who ask now had no part in."""


def a_person(_: Person) -> Values:
    return {"account_id": crowd(1)[0].id}


def a_deactivation(_: Person) -> Values:
    return {"deactivation_id": _decided(crowd(1)[0])}


def an_appeal(_: Person) -> Values:
    (person,) = crowd(1)
    made = _decided(person)
    appeal("It was not me.", actor=person.actor)
    return {"deactivation_id": made}


def _decided(person: Person) -> UUID:
    harm = DeactivationReason.HARASSMENT
    return deactivate(person.id, reason=harm, evidence="On 2 March.", days=14, actor=_ELSEWHERE)


def by_program(_: Person) -> Values:
    return {**SAID, "account_id": str(crowd(1)[0].id), "days": 14}


ROWS: dict[str, Rule] = {
    "GET api_deactivations.Deactivations": Only(roles=DECIDERS),
    "GET api_deactivations.OneDeactivation": Only(a_deactivation, roles=DECIDERS),
    "GET api_deactivations.OwnDeactivation": Anybody(),
    "POST api_deactivations.AppealDecision": Only(
        an_appeal, roles=DECIDERS, send={"overturn": True, "answer": "It was somebody else."}
    ),
    "POST api_deactivations.DeactivationTakenBack": Only(a_deactivation, roles=DECIDERS),
    "POST api_deactivations.Deactivations": Only(roles=DECIDERS, send=by_program),
    "POST api_deactivations.OwnAppeal": Anybody(send={"text": "It was not me."}),
    "GET deactivated.page": Anybody(),
    "POST deactivated.appeal": Anybody(send={"text": "It was not me."}),
    "GET deactivations.all_of": Only(roles=DECIDERS),
    "GET deactivations.decide": Only(a_person, roles=DECIDERS),
    "POST deactivations.deactivate": Only(a_person, roles=DECIDERS, send=SAID),
    "GET deactivations.show": Only(a_deactivation, roles=DECIDERS),
    "POST deactivations.decide_appeal": Only(an_appeal, roles=DECIDERS, send=DECISION),
    "POST deactivations.take_back": Only(a_deactivation, roles=DECIDERS),
}
