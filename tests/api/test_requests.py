"""Scene requests by token: written, submitted and judged by the same actions as on the pages."""

from foundation.database import db
from marketplace.requests.models import RequestState
from tests.api.asking import Program
from tests.marketplace.accounts.phones import set_up_phone
from tests.marketplace.market import papers
from tests.marketplace.requests.written import begun, covered, newest, request_of, sent, typed

PATH = "/api/v1/requests"


def test_a_program_begins_writes_and_submits(app, cast):
    covered(cast)
    said = typed()
    db.session.rollback()
    ben = Program(app, cast.ben)
    begun_as = ben.post(PATH, {"kind": "scenes"}).json
    url = f"{PATH}/{begun_as['id']}"
    written = ben.post(f"{url}/draft", {"sections": said})
    assert (written.status_code, written.json["findings"]) == (200, {})
    assert written.json["cost"]["total_minor"] == 196_650
    submitted = ben.post(f"{url}/submission", {})
    assert (submitted.status_code, submitted.json["state"]) == (201, "submitted")
    whole = ben.get(f"{url}/versions/1").json
    assert whole["hash"] == submitted.json["versions"][0]["hash"]
    assert whole["content"]["pay"]["hourly_minor"] == 6000


def test_a_program_reads_what_performers_may_be_asked_to_sign(app, cast):
    papers()
    found = {each["signature"]: each for each in Program(app, cast.ben).get(f"{PATH}/papers").json}
    assert found.keys() == {"recording_and_pay", "generative_training"}
    [option] = found["generative_training"]["options"]
    assert (option["use"], float(option["price"])) == ("fine_tuning", 300)
    assert Program(app, cast.omar).get(f"{PATH}/papers").status_code == 403


def test_what_is_missing_is_in_the_answer_and_refuses_a_submission(app, cast):
    ben = Program(app, cast.ben)
    request_id = begun(cast.ben, {})
    draft = ben.get(f"{PATH}/{request_id}/draft").json
    assert draft["findings"]["pay.hourly"] == "Say what an hour is paid."
    assert ben.post(f"{PATH}/{request_id}/submission", {}).status_code == 422


def test_a_field_of_the_wrong_shape_is_refused_and_nothing_is_kept(app, cast):
    ben, request_id = Program(app, cast.ben), begun(cast.ben, {})
    for sections in (
        {"pay": {"hourly": "a lot"}},
        {"pay": {"hurly": "1"}},
        {"parts": {"parts": [{"name": "Rosa", "secret": 1}]}},
        {"nothing": {}},
    ):
        answer = ben.post(f"{PATH}/{request_id}/draft", {"sections": sections})
        assert answer.status_code == 422
    assert ben.get(f"{PATH}/{request_id}/draft").json["sections"] == {}


def test_what_somebody_else_wrote_since_is_not_overwritten(app, cast):
    ben, request_id = Program(app, cast.ben), begun(cast.ben, {})
    seen = ben.get(f"{PATH}/{request_id}/draft").json["marks"]
    first = {"sections": {"brief": {"title": "One (AI)"}}, "seen": {"brief": seen["brief"]}}
    second = {"sections": {"brief": {"title": "Two (AI)"}}, "seen": {"brief": seen["brief"]}}
    assert ben.post(f"{PATH}/{request_id}/draft", first).status_code == 200
    assert ben.post(f"{PATH}/{request_id}/draft", second).status_code == 409


def test_a_copy_begins_as_the_earlier_one(app, cast):
    ben, request_id = Program(app, cast.ben), begun(cast.ben)
    copy = ben.post(PATH, {"copied_from": str(request_id)}).json
    draft = ben.get(f"{PATH}/{copy['id']}/draft").json
    assert draft["sections"]["brief"] == typed()["brief"]


def test_compliance_returns_with_notes_and_the_client_reads_them(app, cast):
    request_id = sent(cast)
    body = {
        "version_id": str(newest(request_id)),
        "verdict": "returned",
        "notes": {"pay.hourly": "Is this for two people?"},
    }
    set_up_phone(cast.cora)
    cora = Program(app, cast.cora)
    assert [each["id"] for each in cora.get(PATH).json["items"]] == [str(request_id)]
    assert cora.post(f"{PATH}/{request_id}/review", body).status_code == 201
    (version,) = Program(app, cast.ben).get(f"{PATH}/{request_id}").json["versions"]
    assert version["notes"] == body["notes"]


def test_compliance_approves_and_the_budget_can_be_asked_for(app, cast):
    request_id = sent(cast)
    body = {"version_id": str(newest(request_id)), "verdict": "approved"}
    ben = Program(app, cast.ben)
    assert ben.get(f"{PATH}/{request_id}/budget").status_code == 404
    set_up_phone(cast.cora)
    Program(app, cast.cora).post(f"{PATH}/{request_id}/review", body)
    assert request_of(request_id).state is RequestState.APPROVED
    budget = ben.get(f"{PATH}/{request_id}/budget").json
    assert (budget["wanted_minor"], budget["confirmed_minor"]) == (196_650, 0)


def test_a_list_is_read_page_by_page(app, cast):
    made = {str(begun(cast.ben, {})) for _ in range(3)}
    ben = Program(app, cast.ben)
    first = ben.get(PATH, limit=2).json
    rest = ben.get(PATH, limit=2, after=first["next"]).json
    assert {each["id"] for each in (*first["items"], *rest["items"])} == made
