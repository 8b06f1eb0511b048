"""Deactivations by token: compliance decides, whom it concerns reads why and appeals."""

import pytest

from tests.api.asking import Program
from tests.marketplace.accounts.phones import set_up_phone

AT = "/api/v1/deactivations"
EVIDENCE = "On 2 March they threatened a partner."


@pytest.fixture
def staff(app, cast):
    """With a second factor, which staff owe."""
    for each in (cast.cora, cast.admin):
        set_up_phone(each)


def decision(person, **more):
    said = {"reason": "harassment", "evidence": EVIDENCE, "days": 14}
    return {"account_id": str(person.id), **said, **more}


def test_decided_appealed_and_overturned_by_somebody_else(app, cast, staff):
    omar, cora, ada = (Program(app, each) for each in (cast.omar, cast.cora, cast.ada))
    made = cora.post(AT, decision(cast.omar)).json
    assert ada.get(f"{AT}/{made['id']}").status_code == 403
    standing = omar.get(f"{AT}/own").json["standing"]
    assert (standing["evidence"], standing["case_id"]) == (EVIDENCE, None)
    appealed = omar.post(f"{AT}/own/appeal", {"text": "It was not me."})
    assert appealed.json["standing"]["appeal_due_at"]
    assert omar.post(f"{AT}/own/appeal", {"text": "Once more."}).status_code == 409
    answer = {"overturn": True, "answer": "It was somebody else."}
    assert cora.post(f"{AT}/{made['id']}/decision", answer).status_code == 403
    other = Program(app, cast.admin)
    assert other.post(f"{AT}/{made['id']}/decision", answer).json["ending"] == "overturned"
    assert omar.get(f"{AT}/own").json == {"standing": None}


def test_who_is_shut_out_still_reads_why_and_appeals(app, cast, staff):
    omar, cora = Program(app, cast.omar), Program(app, cast.cora)
    cora.post(AT, decision(cast.omar, days=0))
    assert omar.get("/api/v1/profile").status_code == 403
    assert omar.get(f"{AT}/own").json["standing"]["reason"] == "harassment"
    assert omar.post(f"{AT}/own/appeal", {"text": "It was not me."}).status_code == 201


def test_compliance_lists_them_and_takes_one_back(app, cast, staff):
    cora = Program(app, cast.cora)
    first, second = (cora.post(AT, decision(each)).json for each in (cast.omar, cast.mira))
    page = cora.get(AT, limit=1).json
    rest = cora.get(AT, limit=1, after=page["next"]).json
    found = {each["id"] for each in (*page["items"], *rest["items"])}
    assert found == {first["id"], second["id"]}
    assert "evidence" not in page["items"][0]
    assert cora.post(f"{AT}/{first['id']}/taking-back", {}).json["ending"] == "taken_back"
    assert cora.post(f"{AT}/{first['id']}/taking-back", {}).status_code == 409


def test_no_notice_is_for_safety_alone(app, cast, staff):
    body = decision(cast.omar, reason="pay_fraud", days=0)
    assert Program(app, cast.cora).post(AT, body).status_code == 422
    assert Program(app, cast.ada).post(AT, decision(cast.omar)).status_code == 403
