"""Licences in every state, and rules of places, kept by two who are not in the cast."""

from io import BytesIO
from uuid import UUID, uuid4

from werkzeug.datastructures import FileStorage

from consent.agreements.terms_form import values_of
from consent.jurisdictions import actions as rules
from consent.jurisdictions.actions import NewRule
from consent.jurisdictions.words import RuleCode
from consent.licences import offering
from consent.licences.breaches.actions import NewBreach, record_breach
from consent.licences.filings import actions as filings
from consent.licences.filings import content
from consent.licences.filings.actions import NewFiling, NewSubProcessor
from consent.licences.filings.models import FilingKind
from consent.licences.models import Licence
from consent.licences.recipients.models import EndRecipient, EndRecipientName
from consent.licences.reports.models import UseReport
from consent.licences.templates import actions as templates
from foundation import clock
from foundation.actors import Actor
from foundation.database import db, transaction
from marketplace.accounts.roles import CLIENT_SIDE, Role
from tests.access.rules import Only, Own, Rule, Values
from tests.cast import NORTHLAB, Person
from tests.consent.licences.licensed import (
    TERMS,
    WRITER,
    draft,
    open_offer,
    published,
    signed_by,
    version_of,
)

KEEPERS = frozenset((Role.COMPLIANCE, Role.ADMIN))
OWNERS = frozenset((Role.CLIENT_OWNER,))
READERS = CLIENT_SIDE | KEEPERS
RULE_FORM = {
    "jurisdiction": "DE",
    "code": "contract_kept_years",
    "value": "10",
    "effective_from": "2026-01-01",
    "source": "A law of its own.",
}
TEMPLATE_FORM = {
    **{name: each for name, each in values_of(TERMS.rights).items() if each},
    "trained_models": "keep",
    "report_every_months": "3",
    "recipient_notice_days": "14",
    "locale": "en",
    "seen": "2",
}
RECIPIENT_FORM = {"name": "Partner", "country": "DE", "purpose": "Fine-tunes for support."}
BREACH_BODY = {
    "client_id": str(NORTHLAB),
    "learned_at": "2026-03-02T08:00:00+00:00",
    "what": "A clone was made.",
}
BREACH_FORM = {
    "client_id": str(NORTHLAB),
    "learned_at": "2026-03-02T08:00",
    "what": "A clone was made.",
}
FILING_FORM = {"kind": "other", "title": "Assessment", "text": "Low risk."}
PROCESSOR_FORM = {
    "name": "Storage",
    "purpose": "Keeps files",
    "region": "EU",
    "since_on": "2026-01-01",
}
SIGN_FORM = {"name": "Ada Brandt", "seen": "sha256:0"}
REPORT_BODY = {"from_on": "2026-03-02", "uses": ["evaluation"], "name": "Ada Brandt"}
REPORT_FORM = {"from_on": "2026-03-02", "uses": "evaluation", "name": "Ada Brandt"}


def a_proposed_rule(_person: Person) -> Values:
    new = NewRule(
        jurisdiction="DE",
        code=RuleCode.CONTRACT_KEPT_YEARS,
        value=10,
        effective_from=clock.now().date(),
        source="A law of its own.",
    )
    return {"rule_id": rules.propose_rule(new, actor=WRITER)}


def a_version() -> UUID:
    return published(name=f"Licence {uuid4()}")


def a_draft(_person: Person) -> Values:
    return {"version_id": draft(name=f"Draft {uuid4()}")}


def a_proposed(person: Person) -> Values:
    begun = a_draft(person)
    templates.propose_version(begun["version_id"], 2, actor=WRITER)
    return begun


def a_template(_person: Person) -> Values:
    return {"template_id": version_of(a_version()).template_id}


def an_offered(person: Person) -> Values:
    """To the person's organisation; to one of nobody's where they have none."""
    client = person.actor.on_behalf_of or uuid4()
    today = clock.now().date()
    return {"licence_id": offering.offer_licence(client, a_version(), today, actor=WRITER)}


def an_offer(person: Person) -> Values:
    return {"offer_id": open_offer(an_offered(person)["licence_id"])}


def a_licence(person: Person) -> Values:
    made = an_offered(person)
    client = person.actor.on_behalf_of
    if client is None:
        db.session.rollback()
        client = db.session().get_one(Licence, made["licence_id"]).client_id
    signed_by(client, open_offer(made["licence_id"]))
    return made


def northlabs(person: Person) -> Person:
    """The same person, as if they acted for Northlab: so that things are Northlab's."""
    actor = Actor(person.actor.id, person.actor.role, NORTHLAB, person.actor.powers)
    return Person(person.id, person.email, person.grant_id, actor)


def an_offer_to_northlab(person: Person) -> Values:
    return an_offer(northlabs(person))


def a_licence_of_northlab(person: Person) -> Values:
    return a_licence(northlabs(person))


def a_report(person: Person) -> Values:
    licence = a_licence(person)
    today = clock.now().date()
    with transaction() as session:
        row = UseReport(
            licence_id=licence["licence_id"],
            client_id=session.get_one(Licence, licence["licence_id"]).client_id,
            from_on=today,
            to_on=today,
            due_on=today,
            uses=0,
            models=[],
            about_all=True,
            reported_by=WRITER.id,
        )
        session.add(row)
        session.flush()
        return {**licence, "report_id": row.id}


def a_recipient(person: Person) -> Values:
    licence = a_licence(person)["licence_id"]
    with transaction() as session:
        row = EndRecipient(
            licence_id=licence,
            client_id=session.get_one(Licence, licence).client_id,
            country="DE",
            named_by=WRITER.id,
            announced_to=0,
            effective_on=clock.now().date(),
        )
        session.add(row)
        session.flush()
        session.add(EndRecipientName(recipient_id=row.id, name="Partner", purpose="Training"))
        return {"recipient_id": row.id}


def a_recipient_of_northlab(person: Person) -> Values:
    return a_recipient(northlabs(person))


def a_breach(person: Person) -> Values:
    client = person.actor.on_behalf_of or uuid4()
    new = NewBreach(client_id=client, learned_at=clock.now(), what="A clone was made.")
    return {"breach_id": record_breach(new, actor=WRITER)}


def a_filing(person: Person) -> Values:
    client = person.actor.on_behalf_of or uuid4()
    new = NewFiling(kind=FilingKind.OTHER, title="Assessment", client_id=client)
    return {"filing_id": filings.keep_filing(new, content.of_text("Low."), actor=WRITER)}


def a_filing_of_northlab(person: Person) -> Values:
    return a_filing(northlabs(person))


def a_filed_file(person: Person) -> Values:
    filing = a_filing(person)["filing_id"]
    file = FileStorage(BytesIO(b"%PDF-1.7\n"), "dpia.pdf", content_type="application/pdf")
    number = filings.keep_version(filing, content.of_file(file), actor=WRITER)
    return {"filing_id": filing, "number": number}


def a_sub_processor(_person: Person) -> Values:
    new = NewSubProcessor(
        name="Storage", purpose="Keeps files", region="EU", since_on=clock.now().date()
    )
    return {"sub_processor_id": filings.add_sub_processor(new, actor=WRITER)}


def an_offer_form(_person: Person) -> Values:
    today = clock.now().date().isoformat()
    return {"client_id": str(uuid4()), "version_id": str(a_version()), "starts_on": today}


ROWS: dict[str, Rule] = {
    "GET api_licences.Licences": Only(roles=READERS),
    "GET api_licences.Reports": Own(a_licence, roles=CLIENT_SIDE, others=KEEPERS),
    "GET api_licences.OneLicence": Own(a_licence, roles=CLIENT_SIDE, others=KEEPERS),
    "GET api_register.Breaches": Only(roles=READERS),
    "GET api_register.Filings": Only(roles=READERS),
    "POST api_register.Breaches": Only(roles=OWNERS | KEEPERS, send=BREACH_BODY),
    "POST api_register.Filings": Only(
        roles=OWNERS | KEEPERS,
        send={"kind": "impact_assessment", "title": "DPIA", "text": "Low risk."},
    ),
    "POST api_licences.Recipients": Own(a_licence, roles=OWNERS, send=RECIPIENT_FORM),
    "POST api_licences.Reports": Own(a_licence, roles=OWNERS, send=REPORT_BODY),
    "GET breaches.page": Only(roles=READERS),
    "GET breaches.show": Own(a_breach, roles=CLIENT_SIDE, others=KEEPERS),
    "GET filings.file": Own(a_filed_file, roles=CLIENT_SIDE, others=KEEPERS),
    "GET filings.page": Only(roles=READERS),
    "GET filings.show": Own(a_filing, roles=CLIENT_SIDE, others=KEEPERS),
    "GET jurisdictions.page": Only(roles=KEEPERS),
    "GET licence_templates.edit": Only(a_draft, roles=KEEPERS),
    "GET licence_templates.page": Only(roles=KEEPERS),
    "GET licence_templates.template": Only(a_template, roles=KEEPERS),
    "GET licence_templates.version": Only(a_draft, roles=KEEPERS),
    "GET licences.offer": Own(an_offer, roles=CLIENT_SIDE, others=KEEPERS),
    "GET licences.page": Only(roles=READERS),
    "GET licences.show": Own(a_licence, roles=CLIENT_SIDE, others=KEEPERS),
    "GET recipients.new": Own(a_licence, roles=OWNERS),
    "GET recipients.new in one's own": Only(a_licence_of_northlab, roles=OWNERS),
    "GET recipients.page": Own(a_recipient, roles=CLIENT_SIDE, others=KEEPERS),
    "GET use_reports.new": Own(a_licence, roles=OWNERS),
    "GET use_reports.show": Own(a_report, roles=CLIENT_SIDE, others=KEEPERS),
    "GET use_reports.new in one's own": Only(a_licence_of_northlab, roles=OWNERS),
    "POST breaches.close_breach": Only(
        a_breach,
        roles=KEEPERS,
        send={"seen": "1", "outcome": "no_breach", "closing": "It was none."},
    ),
    "POST breaches.record_breach": Only(roles=OWNERS | KEEPERS, send=BREACH_FORM),
    "POST breaches.tell_performers": Only(
        a_breach, roles=KEEPERS, send={"seen": "1", "told": "It was stopped."}
    ),
    "POST filings.add_sub_processor": Only(roles=KEEPERS, send=PROCESSOR_FORM),
    "POST filings.end_sub_processor": Only(
        a_sub_processor, roles=KEEPERS, send={"until_on": "2027-01-01"}
    ),
    "POST filings.keep_filing": Only(roles=OWNERS | KEEPERS, send=FILING_FORM),
    "POST filings.keep_version": Own(
        a_filing, roles=OWNERS, others=KEEPERS, send={"text": "Higher."}
    ),
    "POST filings.keep_version in one's own": Only(
        a_filing_of_northlab, roles=OWNERS | KEEPERS, send={"text": "Higher."}
    ),
    "POST jurisdictions.confirm_rule": Only(a_proposed_rule, roles=KEEPERS),
    "POST jurisdictions.discard_rule": Only(a_proposed_rule, roles=KEEPERS),
    "POST jurisdictions.propose_rule": Only(roles=KEEPERS, send=RULE_FORM),
    "POST licence_templates.begin_template": Only(roles=KEEPERS, send={"name": "New"}),
    "POST licence_templates.begin_version": Only(a_template, roles=KEEPERS),
    "POST licence_templates.change_version": Only(a_draft, roles=KEEPERS, send=TEMPLATE_FORM),
    "POST licence_templates.discard_version": Only(a_draft, roles=KEEPERS),
    "POST licence_templates.propose_version": Only(a_draft, roles=KEEPERS, send={"seen": "2"}),
    "POST licence_templates.publish_version": Only(a_proposed, roles=KEEPERS),
    "POST licence_templates.return_version": Only(a_proposed, roles=KEEPERS),
    "POST licences.offer_extension": Only(a_licence, roles=KEEPERS, send=an_offer_form),
    "POST licences.offer_licence": Only(roles=KEEPERS, send=an_offer_form),
    "POST licences.refuse_offer": Own(an_offer, roles=OWNERS),
    "POST licences.refuse_offer in one's own": Only(an_offer_to_northlab, roles=OWNERS),
    "POST licences.sign_offer": Own(an_offer, roles=OWNERS, send=SIGN_FORM, fresh=True),
    "POST licences.sign_offer in one's own": Only(
        an_offer_to_northlab, roles=OWNERS, send=SIGN_FORM, fresh=True
    ),
    "POST licences.offer_extension in one's own": Only(
        a_licence_of_northlab, roles=KEEPERS, send=an_offer_form
    ),
    "POST licences.take_back_offer": Only(an_offer, roles=KEEPERS),
    "POST licences.take_back_offer in one's own": Only(an_offer_to_northlab, roles=KEEPERS),
    "POST licences.terminate_licence in one's own": Only(
        a_licence_of_northlab,
        roles=KEEPERS,
        send={"cause": "client_breach", "reason": "A clone."},
    ),
    "POST licences.terminate_licence": Only(
        a_licence, roles=KEEPERS, send={"cause": "client_breach", "reason": "A clone."}
    ),
    "POST recipients.change_mail": Own(a_recipient, roles=OWNERS),
    "POST recipients.change_mail in one's own": Only(a_recipient_of_northlab, roles=OWNERS),
    "POST recipients.end_recipient": Own(a_recipient, roles=OWNERS),
    "POST recipients.end_recipient in one's own": Only(a_recipient_of_northlab, roles=OWNERS),
    "POST recipients.name_recipient": Own(a_licence, roles=OWNERS, send=RECIPIENT_FORM),
    "POST recipients.name_recipient in one's own": Only(
        a_licence_of_northlab, roles=OWNERS, send=RECIPIENT_FORM
    ),
    "POST use_reports.report_uses": Own(a_licence, roles=OWNERS, send=REPORT_FORM, fresh=True),
    "POST use_reports.report_uses in one's own": Only(
        a_licence_of_northlab, roles=OWNERS, send=REPORT_FORM, fresh=True
    ),
}
