"""The documents themselves, read back by a tool that knows nothing of ours."""

import json
from datetime import date, timedelta

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from consent.ledger.explaining.moves import STATES
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Basis, Use
from consent.projections.actions import show_grant, show_recording
from consent.projections.cawg import ENTRIES
from consent.projections.dpv import STATUS
from consent.projections.errors import NothingToShow
from consent.rights.withdrawing import withdraw_recording
from foundation import clock
from tests.cast import NORTHLAB
from tests.consent.recordings.performed import recorded

ODRL = Namespace("http://www.w3.org/ns/odrl/2/")
DPV = Namespace("https://w3id.org/dpv#")
OWN = Namespace("urn:fairtake:terms:")
pytestmark = [
    pytest.mark.usefixtures("app"),
    # What rdflib says about a part of its own.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

LIMITS = Limits(
    ends_on=date(2029, 3, 1),
    starts_on=date(2026, 3, 1),
    clients=(NORTHLAB,),
    territories=("EU", "US"),
    prohibited_subjects=("sexual",),
)


@pytest.fixture
def grant(cast):
    (made,) = recorded(
        cast.omar.id,
        limits=LIMITS,
        royalty_basis_points=250,
        lawful_basis={Use.GENERATIVE_TRAINING: Basis.CONSENT},
    )
    return made


def graph(document) -> Graph:
    return Graph().parse(data=json.dumps(document), format="json-ld")


def odrl(grant, person) -> Graph:
    return graph(show_grant(grant.id, "odrl", actor=person.actor))


def actions_of(found: Graph, kind: URIRef) -> set[str]:
    policy = URIRef(next(iter(found.subjects(RDF.type, ODRL.Agreement))))
    rules = found.objects(policy, kind)
    return {str(found.value(rule, ODRL.action)).removeprefix(str(OWN)) for rule in rules}


def test_an_agreement_has_what_odrl_asks_of_one(cast, grant):
    found = odrl(grant, cast.omar)
    (policy,) = found.subjects(RDF.type, ODRL.Agreement)
    assert found.value(policy, ODRL.uid) == URIRef(f"urn:uuid:{grant.id}")
    assert found.value(policy, ODRL.assigner) == URIRef(f"urn:uuid:{cast.omar.id}")
    assert found.value(policy, ODRL.assignee) == URIRef(f"urn:uuid:{NORTHLAB}")
    assert found.value(policy, ODRL.conflict) == ODRL.prohibit
    assert found.value(policy, ODRL.profile) == OWN["profile-1"]
    for rule in found.subjects(RDF.type, ODRL.Permission):
        assert found.value(rule, ODRL.target) == URIRef(f"urn:uuid:{grant.recording_id}")


def test_every_use_is_permitted_or_prohibited_and_never_both(cast, grant):
    found = odrl(grant, cast.omar)
    permitted = actions_of(found, ODRL.permission)
    prohibited = actions_of(found, ODRL.prohibition)
    assert permitted == {"review", "evaluation", "generativeTraining"}
    assert not permitted & prohibited
    assert len(permitted | prohibited) == len(Use)


def test_every_permission_has_every_limit(cast, grant):
    found = odrl(grant, cast.omar)
    for rule in found.subjects(RDF.type, ODRL.Permission):
        operands = [
            found.value(each, ODRL.leftOperand) for each in found.objects(rule, ODRL.constraint)
        ]
        assert sorted(operands) == sorted(
            (ODRL.recipient, OWN.subject, ODRL.spatial, ODRL.dateTime, ODRL.dateTime)
        )


def test_a_price_is_a_duty_to_compensate(cast, grant):
    found = odrl(grant, cast.omar)
    (duty,) = found.objects(None, ODRL.duty)
    assert found.value(duty, ODRL.action) == ODRL.compensate
    limit = found.value(duty, ODRL.constraint)
    assert found.value(limit, ODRL.rightOperand).toPython() == 15
    assert str(found.value(limit, ODRL.unit)).endswith("4217:EUR")


def test_after_a_withdrawal_nothing_is_permitted_any_more(cast, grant):
    withdraw_recording(grant.recording_id, reason=None, actor=cast.omar.actor)
    found = odrl(grant, cast.omar)
    assert actions_of(found, ODRL.permission) == set()
    assert len(actions_of(found, ODRL.prohibition)) == len(Use)
    (policy,) = found.subjects(RDF.type, ODRL.Agreement)
    assert found.value(policy, OWN.state) == Literal("withdrawn")


def test_after_its_last_day_nothing_is_permitted_any_more(cast, grant):
    clock.move(timedelta(days=4 * 365))
    assert actions_of(odrl(grant, cast.omar), ODRL.permission) == set()


def test_a_consent_record_says_its_status_and_each_processing(cast, grant):
    found = graph(show_grant(grant.id, "dpv", actor=cast.omar.actor))
    (record,) = found.subjects(RDF.type, DPV.ConsentRecord)
    assert found.value(record, DPV.hasConsentStatus) == DPV.ConsentGiven
    assert found.value(record, DPV.hasDataSubject) == URIRef(f"urn:uuid:{cast.omar.id}")
    assert len(list(found.objects(record, DPV.hasProcess))) == 3
    assert len(list(found.subjects(DPV.hasLegalBasis, DPV.Consent))) == 1
    withdraw_recording(grant.recording_id, reason=None, actor=cast.omar.actor)
    found = graph(show_grant(grant.id, "dpv", actor=cast.omar.actor))
    assert found.value(record, DPV.hasConsentStatus) == DPV.ConsentWithdrawn
    assert list(found.objects(record, DPV.hasProcess)) == []


def test_every_state_has_a_status():
    assert set(STATUS) == {*STATES, "suspended"}


def cawg(grant, person):
    return show_recording(grant.recording_id, "cawg", actor=person.actor)


def test_an_assertion_answers_each_entry_and_constrains_only_with_an_address(cast, grant):
    """`constrained` without more must be taken for a refusal, so it never stands alone; and
    nothing is `allowed` for good, because it can be withdrawn."""
    found = cawg(grant, cast.omar)
    assert found["label"] == "cawg.training-mining"
    entries = found["data"]["entries"]
    assert set(entries) == set(ENTRIES.values())
    for entry in entries.values():
        assert entry["use"] in ("constrained", "notAllowed")
        assert ("constraint_info" in entry) is (entry["use"] == "constrained")
    assert entries["cawg.ai_generative_training"]["use"] == "constrained"
    assert entries["cawg.ai_training"] == {"use": "notAllowed"}


def test_the_address_in_an_assertion_turns_to_a_refusal_after_a_withdrawal(cast, grant, client):
    address = cawg(grant, cast.omar)["data"]["entries"]["cawg.ai_generative_training"]
    path = address["constraint_info"].removeprefix("http://127.0.0.1")
    before = client.get(f"{path}.json").json["uses"]["generative_training"]
    assert (before["use"], before["until"]) == ("constrained", "2029-03-01")
    withdraw_recording(grant.recording_id, reason=None, actor=cast.omar.actor)
    after = client.get(f"{path}.json").json["uses"]
    assert {each["use"] for each in after.values()} == {"notAllowed"}


def test_it_is_one_address_for_one_recording_whoever_asks(cast, grant):
    asked = [cawg(grant, person) for person in (cast.omar, cast.ada, cast.cora)]
    assert asked[0] == asked[1] == asked[2]


def test_usage_conditions_never_name_the_node_in_which_they_stand(cast, grant):
    """A reader of datasets puts each node where it is named, and would not come to an end."""
    found = show_recording(grant.recording_id, "croissant", actor=cast.ada.actor)
    assert found["@id"] not in json.dumps(found["usageInfo"])


def test_usage_conditions_are_an_offer_of_what_may_be_had(cast, grant):
    document = show_recording(grant.recording_id, "croissant", actor=cast.ada.actor)
    found = graph(document)
    (offer,) = found.subjects(RDF.type, ODRL.Offer)
    permitted = {found.value(rule, ODRL.action) for rule in found.objects(offer, ODRL.permission)}
    assert permitted == {OWN.review, OWN.evaluation, OWN.generativeTraining}
    part = URIRef(f"urn:uuid:{grant.recording_id}")
    assert found.value(part, URIRef("https://schema.org/usageInfo")) == offer


@pytest.mark.parametrize(
    ("uses", "limits", "said"),
    [
        ({Use.GENERATIVE_TRAINING: Answer.ALLOWED}, {}, "train-ai=n"),
        (
            dict.fromkeys((Use.GENERATIVE_TRAINING, Use.FINE_TUNING), Answer.ALLOWED),
            {},
            "train-ai=y",
        ),
        (
            dict.fromkeys((Use.GENERATIVE_TRAINING, Use.FINE_TUNING), Answer.ALLOWED),
            {"territories": ("EU",)},
            "train-ai=n",
        ),
    ],
)
def test_a_preference_says_yes_only_where_nothing_is_limited(cast, uses, limits, said):
    (made,) = recorded(cast.omar.id, uses=uses, limits=Limits(ends_on=date(2029, 3, 1), **limits))
    found = show_recording(made.recording_id, "aipref", actor=cast.omar.actor)
    assert found == {"content_usage": said}


def test_provenance_points_at_the_live_consent(cast, grant):
    found = show_recording(grant.recording_id, "provenance", actor=cast.ada.actor)
    assert "/licence-status/" in found["consent_documentation_location"]
    assert found["intended_data_use"] == ["evaluation", "other", "pre-training"]


def test_none_of_a_recording_s_documents_names_a_performer(cast, grant):
    for kind in ("cawg", "croissant", "aipref", "provenance"):
        text = json.dumps(show_recording(grant.recording_id, kind, actor=cast.ada.actor))
        for secret in (cast.omar.id, grant.id, grant.agreement_id, grant.thread, "Omar"):
            assert str(secret) not in text


@pytest.mark.parametrize("who", ["mira", "rolf", "otto", "remy", "fay"])
def test_to_whom_it_does_not_concern_there_is_nothing(cast, grant, who):
    actor = getattr(cast, who).actor
    with pytest.raises(NothingToShow):
        show_recording(grant.recording_id, "cawg", actor=actor)


def test_a_kind_that_there_is_not_is_not_found(cast, grant):
    with pytest.raises(NothingToShow):
        show_grant(grant.id, "cawg", actor=cast.omar.actor)
    with pytest.raises(NothingToShow):
        show_recording(grant.recording_id, "odrl", actor=cast.omar.actor)
