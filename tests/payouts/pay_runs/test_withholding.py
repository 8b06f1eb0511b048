"""What the law makes us keep back is taken by the run: said in the plan, counted again until it is
approved, void with its payout."""

import csv
import json
from collections.abc import Sequence
from io import StringIO

import pytest
from sqlalchemy import select

from foundation.database import db
from foundation.notices.models import Notice
from foundation.webhooks.models import EventBody
from payouts.journal.balances import balance
from payouts.journal.chart import Kind, platform
from payouts.pay_runs import approving, asking, opening, own_data, setting_aside, sums
from payouts.pay_runs.asking import NOTHING, Withheld
from payouts.pay_runs.errors import RunChanged
from payouts.pay_runs.models import Payout, PayoutState, PayRun, RunState
from tests.access.things import an_endpoint
from tests.api.asking import Program
from tests.cast import sign_in
from tests.marketplace.accounts.phones import set_up_phone
from tests.payouts.pay_runs.earned import (
    all_of,
    earn,
    faults,
    kept,
    over,
    paid_in,
    payable,
    reasons_in,
    runs,
)
from tests.payouts.pay_runs.test_pages import job, text

pytestmark = pytest.mark.usefixtures("session")
WHY = "A form is missing."


class Law:
    """A quarter, of those whose form is missing."""

    def __init__(self) -> None:
        self.liable = set()
        self.share = (1, 4)
        self.asked = []

    def withheld(self, _session, coming, year) -> Sequence[Withheld]:
        self.asked.append(year)
        return [self._one(each) if each.performer_id in self.liable else NOTHING for each in coming]

    def _one(self, each) -> Withheld:
        part, whole = self.share
        return Withheld(sum(each.kinds.values()) * part // whole, WHY)


@pytest.fixture
def law(cast, monkeypatch):
    """Omar's form is missing, mira's is there."""
    law = Law()
    law.liable = {cast.omar.id}
    monkeypatch.setattr(asking, "withheld_in", (law.withheld,))
    return law


@pytest.fixture
def run_id(cast, law):
    earn(cast.omar.id, 7_500)
    earn(cast.omar.id, 2_500)
    earn(cast.mira.id, 4_000)
    over()
    return opening.plan_due()


def tax() -> tuple[int, int]:
    """Owed to the tax office, and what will be."""
    db.session.rollback()
    found = balance(db.session(), platform(Kind.TAX_WITHHELD, "EUR"))
    return found.posted.amount_minor, found.coming.amount_minor


def of(person) -> Payout:
    (found,) = [each for each in all_of(Payout) if each.performer_id == person.id]
    return found


def seen() -> str:
    db.session.rollback()
    (run,) = runs()
    return sums.fingerprint(run, sums.totals(db.session(), [run.id])[run.id])


def approve(run_id, person, fingerprint=None) -> bool:
    return approving.approve_run(run_id, fingerprint or seen(), actor=person.actor)


def test_what_is_sent_is_less_and_both_are_set_aside_together(cast, law, run_id, each_database):
    payout = of(cast.omar)
    assert (payout.amount_minor, payout.withheld_minor) == (7_500, 2_500)
    assert payout.withheld_because == WHY
    assert payable(cast.omar.id) == (10_000, 10_000)
    assert tax() == (0, 2_500)
    assert paid_in(run_id)[cast.mira.id, "EUR"] == 4_000
    assert (of(cast.mira).withheld_minor, of(cast.mira).withheld_because) == (0, "")
    assert law.asked == [2026]
    assert faults() == []


def test_what_would_be_sent_is_what_the_minimum_is_of(cast, law):
    earning = earn(cast.omar.id, 600)
    earn(cast.mira.id, 600)
    over()
    run_id = opening.plan_due()
    assert paid_in(run_id) == {(cast.mira.id, "EUR"): 600}
    assert reasons_in(run_id) == {earning: "below_minimum"}
    assert (payable(cast.omar.id), tax()) == ((600, 0), (0, 0))


def test_where_nothing_would_be_left_nothing_is_paid_and_nothing_withheld(cast, law):
    law.share = (1, 1)
    earning = earn(cast.omar.id, 9_000)
    earn(cast.mira.id, 600)
    over()
    assert reasons_in(opening.plan_due()) == {earning: "below_minimum"}
    assert tax() == (0, 0)
    assert faults() == []


def test_a_form_that_comes_after_the_plan_counts_and_is_looked_at(cast, law, run_id, each_database):
    before = seen()
    law.liable.clear()
    with pytest.raises(RunChanged):
        approve(run_id, cast.fay, before)
    payout = of(cast.omar)
    assert (payout.amount_minor, payout.withheld_minor) == (10_000, 0)
    assert payout.withheld_because == ""
    assert (payable(cast.omar.id), tax()) == ((10_000, 10_000), (0, 0))
    assert faults() == []
    assert approve(run_id, cast.fay)
    assert of(cast.omar).state is PayoutState.APPROVED
    assert faults() == []


def test_a_form_that_is_of_no_use_after_all_counts_too(cast, law, run_id):
    law.liable.add(cast.mira.id)
    with pytest.raises(RunChanged):
        approve(run_id, cast.fay)
    assert (of(cast.mira).amount_minor, tax()) == (3_000, (0, 3_500))
    law.liable.clear()
    job("pay_runs.count_again")
    assert (of(cast.mira).amount_minor, tax()) == (4_000, (0, 0))
    assert of(cast.mira).counted_again == 2
    assert faults() == []


def test_a_change_back_and_forth_is_another_plan_each_time(cast, law, run_id):
    before = seen()
    for liable in (set(), {cast.omar.id}):
        law.liable = liable
        job("pay_runs.count_again")
    assert of(cast.omar).withheld_minor == 2_500
    assert seen() != before


def test_what_is_approved_is_frozen(cast, law, run_id):
    approve(run_id, cast.fay)
    law.liable.clear()
    job("pay_runs.count_again")
    assert of(cast.omar).withheld_minor == 2_500
    assert tax() == (0, 2_500)


def test_two_approve_by_what_is_earned_and_both_of_the_same_plan(cast, law):
    earn(cast.omar.id, 1_200_000)
    over()
    run_id = opening.plan_due()
    assert not approve(run_id, cast.fay), "900,000 are sent, 1,200,000 are paid"
    law.liable.clear()
    job("pay_runs.count_again")
    assert not approve(run_id, cast.admin), "what fay approved was another plan"
    assert approve(run_id, cast.fay)


def test_a_payout_that_nothing_would_be_left_of_is_taken_out(cast, law, run_id):
    law.share = (1, 1)
    job("pay_runs.count_again")
    assert (of(cast.omar).state, of(cast.omar).because) == (PayoutState.VOID, WHY)
    assert (payable(cast.omar.id), tax()) == ((10_000, 0), (0, 0))
    assert approve(run_id, cast.fay)
    assert faults() == []


def test_whole_forints_are_sent_and_the_rest_is_carried(cast, law):
    earn(cast.omar.id, 800_250, "HUF")
    over()
    opening.plan_due()
    payout = of(cast.omar)
    assert (payout.amount_minor, payout.withheld_minor) == (600_100, 200_062)
    assert payout.carried_out_minor == 88
    law.liable.clear()
    job("pay_runs.count_again")
    assert (of(cast.omar).amount_minor, of(cast.omar).carried_out_minor) == (800_200, 50)
    assert faults() == []


def test_what_is_taken_out_or_rejected_is_not_withheld(cast, law, run_id):
    approving.take_out(of(cast.omar).id, "Wrong.", actor=cast.fay.actor)
    assert (payable(cast.omar.id), tax()) == ((10_000, 0), (0, 0))
    assert faults() == []


def test_a_tax_that_is_taken_twice_is_refused_by_the_journal_or_found(cast, law, monkeypatch):
    """Planted."""
    honest = setting_aside.entry

    def greedy(*given, **more):
        made = honest(*given, **more)
        return type(made)(made.key, [*made.lines, *made.lines[1:]], pending=True)

    monkeypatch.setattr(setting_aside, "entry", greedy)
    law.liable = {cast.omar.id, cast.mira.id}
    earn(cast.omar.id, 10_000)
    only = earn(cast.mira.id, 10_000)
    over()
    earn(cast.omar.id, 5_000)
    assert reasons_in(opening.plan_due()) == {only: "mismatch"}, "mira has not so much"
    found = faults()
    assert any("withheld in EUR" in each for each in found), found


def test_it_stands_on_the_pages_and_in_the_file(cast, law, run_id, client):
    sign_in(client, cast.fay)
    page = text(client, f"/finance/runs/{run_id}")
    for said in ("withheld for taxes by law", "25.00", "75.00", "counted again"):
        assert said in page
    assert WHY in text(client, f"/payouts/{of(cast.omar).id}")
    rows = list(csv.DictReader(StringIO(text(client, f"/finance/runs/{run_id}/lines.csv"))))
    (row,) = [each for each in rows if each["what"] == "withheld"]
    assert (row["amount_minor"], row["reason"]) == ("2500", WHY)
    assert row["payout_id"] == str(of(cast.omar).id)
    approve(run_id, cast.fay)
    sign_in(client, cast.omar)
    page = text(client, f"/payouts/{of(cast.omar).id}")
    for said in (WHY, "Withheld for taxes", 'href="/payouts/account"'):
        assert said in page
    assert "25.00 for taxes" in text(client, "/payouts")


def test_the_performer_is_told_with_the_run(cast, law, run_id):
    approve(run_id, cast.fay)
    job("statements.send")
    told = db.session().scalars(
        select(Notice.text).where(
            Notice.kind == "statement.ready", Notice.account_id == cast.omar.id
        )
    )
    (said,) = told
    assert "€25.00 are withheld for taxes." in said
    assert said.endswith("says what for and why.")


def test_programs_and_machines_read_it(app, cast, law):
    set_up_phone(cast.fay)
    an_endpoint(cast.admin)
    earn(cast.omar.id, 10_000)
    over()
    run_id = opening.plan_due()
    fay, path = Program(app, cast.fay), f"/api/v1/pay-runs/{run_id}"
    total = {"currency": "EUR", "payouts": 1, "amount_minor": 7_500, "withheld_minor": 2_500}
    assert fay.get(path).json["totals"] == [total]
    (payout,) = fay.get(f"{path}/payouts").json["items"]
    assert (payout["withheld_minor"], payout["withheld_because"]) == (2_500, WHY)
    (event,) = all_of(EventBody)
    assert json.loads(event.text)["data"]["totals"] == [total]


def test_a_program_whose_plan_changed_is_told_and_the_change_is_kept(app, cast, law, run_id):
    set_up_phone(cast.fay)
    fay, path = Program(app, cast.fay), f"/api/v1/pay-runs/{run_id}"
    before = fay.get(path).json["fingerprint"]
    law.liable.clear()
    answer = fay.post(f"{path}/approval", {"fingerprint": before})
    assert (answer.status_code, "changed since you looked" in answer.json["detail"]) == (409, True)
    now = fay.get(path).json
    assert now["fingerprint"] != before
    assert now["totals"][0]["withheld_minor"] == 0
    assert fay.post(f"{path}/approval", {"fingerprint": now["fingerprint"]}).status_code == 201
    assert {each.state for each in all_of(PayRun)} == {RunState.APPROVED}
    assert faults() == []


def test_ones_own_copy_has_it(cast, law, run_id):
    approve(run_id, cast.fay)
    (found,) = own_data.exports_of(db.session(), cast.omar.id)["payouts"]
    assert (found["withheld_minor"], found["withheld_because"]) == (2_500, WHY)
    assert kept(platform(Kind.TAX_WITHHELD, "EUR"))[0] == 0, "nothing was sent yet"
