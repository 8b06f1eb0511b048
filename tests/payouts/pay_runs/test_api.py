"""Runs and payouts for programs: the same doors, the same refusals, the same sums."""

import pytest

from payouts.pay_runs import opening
from payouts.pay_runs.models import Payout, RunState
from tests.api.asking import Program
from tests.marketplace.accounts.phones import set_up_phone
from tests.payouts.pay_runs.earned import all_of, earn, over, runs

pytestmark = pytest.mark.usefixtures("session")
AT = "/api/v1/pay-runs"


@pytest.fixture
def run_id(cast):
    earn(cast.omar.id, 1_000_001)
    earn(cast.mira.id, 499)
    over()
    for each in (cast.fay, cast.admin):
        set_up_phone(each)
    return opening.plan_due()


def test_two_programs_approve_above_the_limit_and_each_request_counts_once(app, cast, run_id):
    fay, admin = Program(app, cast.fay), Program(app, cast.admin)
    found = fay.get(f"{AT}/{run_id}").json
    total = {"currency": "EUR", "payouts": 1, "amount_minor": 1_000_001, "withheld_minor": 0}
    assert found["totals"] == [total]
    assert (found["people_needed"], found["skipped"]) == (2, {"below_minimum": 1})
    body = {"fingerprint": found["fingerprint"]}
    path = f"{AT}/{run_id}/approval"
    first = fay.post(path, body, key="once-and-once-more")
    assert (first.status_code, first.json["state"]) == (201, "planned")
    again = fay.post(path, body, key="once-and-once-more")
    assert (again.status_code, again.json) == (201, first.json)
    assert fay.post(path, body).status_code == 409
    assert admin.post(path, {"fingerprint": "another plan"}).status_code == 409
    assert admin.post(path, body).json["state"] == "approved"
    assert runs()[0].state is RunState.APPROVED


def test_payouts_are_listed_and_each_line_is_traced(app, cast, run_id):
    fay, omar, mira = (Program(app, each) for each in (cast.fay, cast.omar, cast.mira))
    assert [each["number"] for each in fay.get(AT).json["items"]] == ["P-2026-00001"]
    (payout,) = fay.get(f"{AT}/{run_id}/payouts").json["items"]
    assert omar.get(AT).json["items"] == []
    assert omar.get("/api/v1/payouts").json["items"] == []
    assert omar.get(f"/api/v1/payouts/{payout['id']}").status_code == 404
    approve = {"fingerprint": fay.get(f"{AT}/{run_id}").json["fingerprint"]}
    for each in (cast.fay, cast.admin):
        Program(app, each).post(f"{AT}/{run_id}/approval", approve)
    assert [each["id"] for each in omar.get("/api/v1/payouts").json["items"]] == [payout["id"]]
    found = omar.get(f"/api/v1/payouts/{payout['id']}").json
    (line,) = found["lines"]
    assert (line["label"], line["amount_minor"], line["unit"]) == ("Take 1", 1_000_001, "take")
    assert mira.get(f"/api/v1/payouts/{payout['id']}").status_code == 404


def test_a_rejection_needs_its_reason(app, cast, run_id):
    fay = Program(app, cast.fay)
    path = f"{AT}/{run_id}/rejection"
    assert fay.post(path, {"because": " "}).status_code == 422
    assert fay.post(path, {"because": "Wrong week."}).json["state"] == "rejected"
    assert {each.state.value for each in all_of(Payout)} == {"void"}
    assert Program(app, cast.omar).post(path, {"because": "No."}).status_code == 404
