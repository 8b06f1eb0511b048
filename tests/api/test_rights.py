"""One's own rights for programs: what is allowed, and stopping it."""

import pytest
from sqlalchemy import select

from consent.grants.models import Right, State
from consent.rights.withdrawing import withdraw_recording
from foundation.notices.models import Notice
from tests.api.asking import Program
from tests.cast import NORTHLAB, RIVALLAB
from tests.consent.recordings.performed import recorded

ALLOWED = {"use": "evaluation", "client_id": str(NORTHLAB)}


@pytest.fixture
def omar(app, cast):
    return Program(app, cast.omar, ["rights:read", "rights:write"])


def path(grant, *more):
    return "/".join(("/api/v1/rights", str(grant.recording_id), *more))


def test_the_list_says_what_is_allowed(omar, cast):
    (grant,) = recorded(cast.omar.id)
    recorded(cast.mira.id)
    (found,) = omar.get("/api/v1/rights").json["items"]
    assert found["recording_id"] == str(grant.recording_id)
    (paper,) = found["agreements"]
    assert paper["uses"] == ["review", "generative_training", "evaluation"]
    assert (paper["state"], paper["ends_on"]) == ("given", "2029-03-01")


def test_a_long_list_has_pages(omar, cast):
    recorded(cast.omar.id, count=3)
    first = omar.get("/api/v1/rights", limit=2).json
    second = omar.get("/api/v1/rights", limit=2, after=first["next"]).json
    found = [each["recording_id"] for page in (first, second) for each in page["items"]]
    assert (len(set(found)), second["next"]) == (3, None)


def test_whether_a_purpose_is_allowed_is_answered_with_reasons(omar, cast):
    (grant,) = recorded(cast.omar.id)
    asked = path(grant, "allowed")
    assert omar.get(asked, **ALLOWED).json == {"allowed": True, "reasons": []}
    rivals = {**ALLOWED, "client_id": str(RIVALLAB)}
    refused = omar.get(asked, **rivals).json
    assert refused == {"allowed": False, "reasons": ["it was not allowed to this client"]}


def test_what_a_partner_answered_changes_nothing_of_ones_own_answer(omar, cast):
    grant, _ = recorded(cast.omar.id, cast.mira.id)
    withdraw_recording(grant.recording_id, actor=cast.mira.actor)
    assert omar.get(path(grant, "allowed"), **ALLOWED).json["allowed"]


def test_withdrawing_holds_at_once_and_is_told(omar, session, cast):
    (grant,) = recorded(cast.omar.id)
    found = omar.post(path(grant, "withdrawal"), {"reason": "Not told all."}).json
    assert found["agreements"][0]["state"] == "withdrawn"
    assert omar.post(path(grant, "withdrawal"), {}).status_code == 409
    session.rollback()
    assert session.scalars(select(Right.state)).one() is State.WITHDRAWN
    assert session.scalars(select(Notice.kind)).all().count("rights.withdrawn") == 1


def test_narrowing_pausing_and_resuming(omar, cast):
    (grant,) = recorded(cast.omar.id)

    def uses(answer):
        return answer.json["agreements"][0]["uses"]

    narrowed = omar.post(path(grant, "narrowing"), {"stop": ["generative_training"]})
    assert uses(narrowed) == ["review", "evaluation"]
    assert omar.post(path(grant, "narrowing"), {}).status_code == 422
    some = omar.post(path(grant, "suspension"), {"uses": ["evaluation"]})
    assert uses(some) == ["review"]
    assert uses(omar.post(path(grant, "suspension"), {})) == []
    assert uses(omar.post(path(grant, "resumption"), {})) == ["review", "evaluation"]
    assert omar.post(path(grant, "resumption"), {}).status_code == 409


def test_reading_is_not_writing(app, cast):
    (grant,) = recorded(cast.omar.id)
    reader = Program(app, cast.omar, ["rights:read"])
    assert reader.get(path(grant)).status_code == 200
    assert reader.post(path(grant, "withdrawal"), {}).status_code == 403


def test_anothers_recording_does_not_exist(omar, cast):
    (grant,) = recorded(cast.mira.id)
    assert omar.get(path(grant)).status_code == 404
    assert omar.post(path(grant, "withdrawal"), {}).status_code == 404
