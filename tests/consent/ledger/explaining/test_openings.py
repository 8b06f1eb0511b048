"""An opening is exactly the fields of its type, each in its form, or it is refused by name."""

from datetime import date
from uuid import UUID

import pytest

from consent.ledger.commitments import opens
from consent.ledger.entries import EntryType, random_text
from consent.ledger.explaining.committing import commit_to
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.schemas import OPENINGS, BadOpening, check_opening
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Use
from tests.consent.ledger.explaining.examples import EXAMPLES
from tests.consent.ledger.stories import AGREEMENT, LAB, MAYA, RECORDING, at, given

GIVEN = given(at(3, 2)).payload()
WITHOUT_OPENING = {EntryType.KEY_ROTATED, EntryType.ERASURE_PERFORMED}


def test_every_type_but_those_about_the_log_itself_has_an_opening():
    assert set(OPENINGS) == set(EntryType) - WITHOUT_OPENING
    assert {each.type for each in EXAMPLES} == set(OPENINGS)


@pytest.mark.parametrize("opening", EXAMPLES, ids=lambda each: each.type.value)
def test_what_a_value_object_makes_its_schema_takes(opening: Opening):
    check_opening(opening.type, opening.payload())


def test_a_payload_is_plain_and_exact():
    assert {
        "person": str(MAYA),
        "at": "2026-03-02T09:00:00.123456Z",
        "recording": str(RECORDING),
        "agreement": str(AGREEMENT),
        "uses": {
            "review": "allowed",
            "non_generative_training": "allowed",
            "generative_training": "constrained",
            "voice_replica": "not_allowed",
        },
        "limits": {"ends_on": "2029-03-01", "clients": [str(LAB)]},
    } == GIVEN


def test_an_event_commits_to_its_opening():
    made = commit_to(
        given(at(3, 2)),
        id=random_text(bytes(16)),
        thread=random_text(bytes(16)),
        actor="performer",
    )
    assert made.event.time == date(2026, 3, 2)
    assert opens(made.event.entry(0, ""), made.salt, made.payload)


def test_nothing_is_committed_to_that_could_not_be_explained():
    with pytest.raises(BadOpening, match=r"^uses: constrained"):
        commit_to(
            given(at(3, 2), limits=Limits(ends_on=date(2029, 3, 1))),
            id=random_text(bytes(16)),
            thread=random_text(bytes(16)),
            actor="performer",
        )


LIMITS = GIVEN["limits"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"note": "x"}, r"^note: no such field"),
        ({"person": None}, r"^person: is missing"),
        ({"person": str(MAYA).replace("0", "O")}, r"^person: "),
        ({"person": "AAAAAAAA-0000-0000-0000-000000000001"}, r"^person: "),
        ({"at": "2026-03-02T09:00:00Z"}, r"^at: "),
        ({"at": "2026-03-02T09:00:00.123456+00:00"}, r"^at: "),
        ({"at": "2026-02-30T09:00:00.123456Z"}, r"^at: "),
        ({"at": "2026-03-02T24:00:00.123456Z"}, r"^at: "),
        ({"uses": {}}, r"^uses: "),
        ({"uses": {"identification": "allowed"}}, r"^uses: "),
        ({"uses": {"review": "yes"}}, r"^uses: "),
        ({"uses": ["review"]}, r"^uses: "),
        ({"limits": {}}, r"^limits.ends_on: is missing"),
        ({"limits": []}, r"^limits: "),
        ({"limits": LIMITS | {"ends_on": "perpetual"}}, r"^limits.ends_on: "),
        ({"limits": LIMITS | {"ends_on": "0000-01-01"}}, r"^limits.ends_on: "),
        ({"limits": LIMITS | {"starts_on": "2029-03-02"}}, r"^limits.ends_on: .*before it starts"),
        ({"limits": LIMITS | {"clients": []}}, r"^limits.clients: "),
        ({"limits": LIMITS | {"clients": [str(LAB), str(LAB)]}}, r"^limits.clients: "),
        ({"limits": LIMITS | {"planets": ["EARTH"]}}, r"^limits.planets: no such field"),
        ({"limits": {"ends_on": "2029-03-01"}}, r"^uses: constrained, but no limit"),
        ({"limits": LIMITS | {"models": ["a\u202eb"]}}, r"^limits.models: "),
        ({"limits": LIMITS | {"models": [""]}}, r"^limits.models: "),
        ({"royalty_basis_points": -1}, r"^royalty_basis_points: "),
        ({"royalty_basis_points": True}, r"^royalty_basis_points: "),
        ({"royalty_basis_points": 2**53}, r"^royalty_basis_points: "),
        ({"prices": {"review": 100}}, r"^currency: is missing"),
        ({"prices": {"review": 100}, "currency": "eur"}, r"^currency: "),
    ],
)
def test_what_is_no_opening_is_refused_by_its_field(changes, why):
    payload = {name: value for name, value in (GIVEN | changes).items() if value is not None}
    with pytest.raises(BadOpening, match=why):
        check_opening(EntryType.CONSENT_GIVEN, payload)


def test_what_a_replica_of_the_terms_would_hide_is_too_large():
    models = [f"{number:04}" + "m" * 496 for number in range(200)]
    with pytest.raises(BadOpening, match="at most"):
        check_opening(EntryType.CONSENT_GIVEN, GIVEN | {"limits": LIMITS | {"models": models}})


@pytest.mark.parametrize("type_", sorted(WITHOUT_OPENING))
def test_what_has_no_opening_takes_none(type_):
    with pytest.raises(BadOpening, match="has no opening"):
        check_opening(type_, {"person": str(UUID(int=1))})


def test_the_uses_are_the_closed_list():
    assert len(Use) == 16
    assert len(Answer) == 3
