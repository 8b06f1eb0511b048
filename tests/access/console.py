"""What compliance's console shows, for the rows of the table."""

from datetime import date
from uuid import UUID

from sqlalchemy import select, update

from consent.console.bundles import making
from consent.console.bundles.actions import ask_for_bundle
from consent.console.bundles.models import Bundle, BundleState, Scope
from consent.console.checks.models import CheckFinding
from consent.console.checks.replaying import AS_REPLAYED
from consent.console.checks.running import run_checks
from consent.console.samples.actions import ask_for_sample
from consent.console.samples.models import SampleItem
from consent.grants.models import Right
from consent.keeping.actions import create_key
from consent.keeping.jobs import keep
from consent.ledger.models import LedgerKey
from foundation.actors import SYSTEM, Actor, Power
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.web import settings
from marketplace.accounts.roles import Role
from tests.access.rules import Only, Rule, Values
from tests.cast import Person
from tests.consent.console.recorded import recorded


def a_recording(person: Person) -> Values:
    grant = recorded(person.id)
    return {"recording_id": grant.recording_id}


def a_search(person: Person) -> Values:
    recorded(person.id)
    return {"state": "running"}


def a_performer(person: Person) -> Values:
    recorded(person.id)
    return {"person_id": person.id}


def a_report(_person: Person) -> Values:
    return {"name": "processing"}


def a_check(_person: Person) -> Values:
    return {"name": AS_REPLAYED.name}


def a_finding(person: Person) -> Values:
    grant = recorded(person.id)
    with transaction() as session:
        session.execute(update(Right).where(Right.grant_id == grant.id).values(uses=1))
    run_checks(actor=SYSTEM)
    about = CheckFinding.about == grant.thread
    return {"finding_id": db.session().scalars(select(CheckFinding.id).where(about).limit(1)).one()}


def a_checkpoint(person: Person) -> Values:
    recorded(person.id)
    if not db.session().scalar(select(LedgerKey.number)):
        create_key(settings=settings())
    keep()
    return {}


def a_made_bundle(person: Person) -> Values:
    a_checkpoint(person)
    days = date(2000, 1, 1), date(3000, 1, 1)
    bundle = ask_for_bundle(Scope.PERIOD, period=days, actor=AUDITOR)
    run_due([making.JOBS[0]], new_id(), even_if_not_due=True)
    return {"bundle_id": bundle}


def a_sample(person: Person) -> Values:
    a_checkpoint(person)
    return {"sample_id": ask_for_sample("A look at random", 3, actor=AUDITOR)}


def a_drawn_item(person: Person) -> Values:
    sample = a_sample(person)
    with transaction() as session:
        session.add(SampleItem(sample_id=sample["sample_id"], number=1, position=0))
    return {**sample, "number": 1}


def a_failed_bundle(person: Person) -> Values:
    bundle = a_made_bundle(person)
    with transaction() as session:
        row = session.get_one(Bundle, bundle["bundle_id"])
        row.state, row.said = BundleState.FAILED, "There is no key."
    return bundle


AUDITOR = Actor(id=UUID(int=31), role="compliance", powers=frozenset((Power.READ_RIGHTS,)))
_THIS_YEAR = {"scope": "period", "from_on": "2000-01-01", "to_on": "3000-01-01"}
_AUDITORS = frozenset({Role.COMPLIANCE, Role.ADMIN})
ROWS: dict[str, Rule] = {
    "GET bundles.file": Only(a_made_bundle, roles=_AUDITORS),
    "GET bundles.page": Only(roles=_AUDITORS),
    "GET bundles.show": Only(a_made_bundle, roles=_AUDITORS),
    "GET checks.page": Only(roles=_AUDITORS),
    "GET checks.show": Only(a_check, roles=_AUDITORS),
    "GET compliance.page": Only(roles=_AUDITORS),
    "GET deadlines.page": Only(roles=_AUDITORS),
    "GET api_compliance.Checks": Only(roles=_AUDITORS),
    "GET api_compliance.Deadlines": Only(roles=_AUDITORS),
    "GET api_compliance.Findings": Only(a_check, roles=_AUDITORS),
    "GET api_compliance.Grants": Only(a_search, roles=_AUDITORS),
    "GET api_compliance.OneStory": Only(a_recording, roles=_AUDITORS),
    "GET reports.page": Only(roles=_AUDITORS),
    "GET reports.person": Only(a_performer, roles=_AUDITORS),
    "GET reports.show": Only(a_report, roles=_AUDITORS),
    "GET rights_search.page": Only(a_search, roles=_AUDITORS),
    "GET samples.page": Only(roles=_AUDITORS),
    "GET samples.show": Only(a_sample, roles=_AUDITORS),
    "GET stories.page": Only(a_recording, roles=_AUDITORS),
    "GET api_evidence.OneBundle": Only(a_made_bundle, roles=_AUDITORS),
    "GET api_evidence.Samples": Only(roles=_AUDITORS),
    "POST api_evidence.Bundles": Only(
        a_checkpoint,
        roles=_AUDITORS,
        send={"scope": "period", "from_on": "2000-01-01", "to_on": "2100-01-01"},
    ),
    "POST api_evidence.Samples": Only(
        a_checkpoint, roles=_AUDITORS, send={"purpose": "A look", "wanted": 3}
    ),
    "POST bundles.ask_again": Only(a_failed_bundle, roles=_AUDITORS),
    "POST bundles.ask": Only(a_checkpoint, roles=_AUDITORS, send=_THIS_YEAR),
    "POST checks.ask_now": Only(a_check, roles=_AUDITORS),
    "POST checks.open_case": Only(a_finding, roles=_AUDITORS),
    "POST samples.ask": Only(
        a_checkpoint, roles=_AUDITORS, send={"purpose": "A look", "wanted": "3"}
    ),
    "POST samples.judge": Only(a_drawn_item, roles=_AUDITORS, send={"verdict": "right"}),
}
