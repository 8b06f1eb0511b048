"""Gigs of one's own client or of another's, and who may do what with them."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from foundation.actors import Actor
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.gigs import actions
from marketplace.gigs.policy import KEEPERS
from marketplace.gigs.saved.actions import save_search
from marketplace.gigs.saved.models import Pace
from marketplace.requests import drafts
from marketplace.requests.models import RequestKind
from marketplace.requests.references import add_reference
from tests.access.requests import MATERIAL
from tests.access.rules import Only, Open, Own, Rule, Values
from tests.access.rules import Person as AnyPerson
from tests.cast import NORTHLAB, Person
from tests.marketplace.market import BRIEF, content, posted


def _somebody(number: int, role: Role, client_id: UUID | None = None) -> Person:
    who = UUID(int=number)
    return Person(who, "", who, Actor(who, role, client_id))


_CHECKER = _somebody(21, Role.COMPLIANCE)
_PRODUCER = _somebody(22, Role.CLIENT_PRODUCER, NORTHLAB)
LATER = date(2026, 3, 25).isoformat()


def a_gig(person: Person) -> Values:
    """Of whoever can have one; of Northlab for everybody else."""
    owner = person if person.actor.on_behalf_of else _PRODUCER
    return {"gig_id": posted(owner, _CHECKER)}


def a_paused_gig(person: Person) -> Values:
    values = a_gig(person)
    actions.pause_gig(values["gig_id"], "For now.", actor=person.actor)
    return values


def a_gig_with_material(person: Person) -> Values:
    draft = drafts.begin_request(RequestKind.SCENES, actor=_PRODUCER.actor)
    added = add_reference(draft, MATERIAL, actor=_PRODUCER.actor)
    said = content(brief=replace(BRIEF, references=(added,)))
    return {"gig_id": posted(_PRODUCER, _CHECKER, said), "reference_id": added}


def a_saved_search(person: Person) -> Values:
    return {"search_id": save_search("Quarrels", {"q": "quarrel"}, Pace.DAILY, actor=person.actor)}


ROWS: dict[str, Rule] = {
    "GET api_gigs.Gigs": AnyPerson(),
    "GET api_gigs.OneGig": AnyPerson(a_gig),
    "GET gigs.gig": Open(a_gig),
    "GET gigs.page": Open(),
    "GET gigs.pay": Open(),
    "GET gigs.reference": AnyPerson(a_gig_with_material),
    "GET own_gigs.ask_to_end": Own(a_gig, roles=KEEPERS),
    "GET own_gigs.own": Only(roles=frozenset(CLIENT_SIDE)),
    "GET own_gigs.page": Own(a_gig, roles=KEEPERS),
    "DELETE api_searches.OneSearch": Own(a_saved_search),
    "GET api_searches.Searches": AnyPerson(),
    "POST api_searches.SearchPace": Own(a_saved_search, send={"pace": "never"}),
    "POST api_searches.Searches": AnyPerson(
        send={"name": "New ones", "pace": "daily", "asked": {"q": "grief"}}
    ),
    "GET saved_searches.page": AnyPerson(),
    "POST api_gigs.Cancelling": Own(a_gig, roles=KEEPERS, send={"reason": "x"}),
    "POST api_gigs.Closing": Own(a_gig, roles=KEEPERS, send={"reason": "x"}),
    "POST api_gigs.Extending": Own(a_gig, roles=KEEPERS, send={"apply_by": LATER}),
    "POST api_gigs.Pausing": Own(a_gig, roles=KEEPERS, send={"reason": "x"}),
    "POST api_gigs.Resuming": Own(a_paused_gig, roles=KEEPERS),
    "POST own_gigs.cancel": Own(a_gig, roles=KEEPERS, send={"cancel_reason": "x"}),
    "POST own_gigs.close": Own(a_gig, roles=KEEPERS, send={"close_reason": "x"}),
    "POST own_gigs.extend": Own(a_gig, roles=KEEPERS, send={"apply_by": LATER}),
    "POST own_gigs.pause": Own(a_gig, roles=KEEPERS, send={"pause_reason": "x"}),
    "POST own_gigs.resume": Own(a_paused_gig, roles=KEEPERS),
    "POST saved_searches.change_pace": Own(a_saved_search, send={"pace": "never"}),
    "POST saved_searches.delete": Own(a_saved_search),
    "POST saved_searches.save": AnyPerson(send={"name": "New ones", "pace": "daily"}),
}
