"""Why is this on hold? The page itself says it, and what one can do; so does finance's."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import clock, hooks
from foundation.cases.models import Case
from foundation.database import db, transaction
from foundation.ids import new_id
from marketplace.facts.next_pay import next_pay
from payouts.earnings.hold_models import HoldReason, PayHold
from payouts.earnings.holding import Why, place_hold
from payouts.earnings.models import EarningState
from payouts.earnings.reduction_models import Reduction, ReductionState
from payouts.earnings.settling import claim
from tests.cast import sign_in
from tests.payouts.earnings.earned import earned, of, published
from tests.payouts.earnings.test_holding import TEXT, held, run
from tests.payouts.earnings.test_reducing import EVIDENCE, paid, proposed
from tests.payouts.transfers.sent import can_be_paid


@pytest.fixture
def omar(client, cast):
    sign_in(client, cast.omar)
    return client


@pytest.fixture
def fay(client, cast):
    sign_in(client, cast.fay)
    return client


def day(days: int) -> str:
    return str(clock.now().date() + timedelta(days=days))


class TestOnesOwn:
    def test_nothing_yet(self, omar):
        assert "Nothing is earned yet" in omar.get("/earnings").text

    def test_sums_by_where_it_stands(self, cast, omar):
        first, second, third = earned(cast.omar.id, 3_108, 1_000, 200)
        held(first, cast.fay)
        paid(second)
        published(cast.omar.id, 50)
        page = omar.get("/earnings").text
        for sum_ in ("€43.58", "€31.08", "€10.00", "€2.50"):
            assert sum_ in page
        assert of(third).state is EarningState.PAYABLE

    def test_what_keeps_it_from_being_sent_and_when_it_goes(self, cast, omar):
        (id_,) = earned(cast.omar.id, 3_108)
        for url in ("/earnings", f"/earnings/{id_}"):
            page = omar.get(url).text
            assert "You have not said yet where your pay should go." in page
            assert "/payouts/account" in page
        listed = omar.get("/earnings").text
        assert "Waits for your payout account" in listed
        can_be_paid(cast.omar.id, "acct_omar", {"EUR": "ba_1"})
        going = next_pay(db.session())
        db.session.rollback()
        listed = omar.get("/earnings").text
        assert "You have not said yet" not in listed
        assert "Waits for your payout account" not in listed
        page = omar.get(f"/earnings/{id_}").text
        assert "It is in the next pay run" in page
        assert f'<time datetime="{going.pay_on}"' in page
        assert "Why not earlier?" in page

    def test_what_a_plan_has_is_not_said_to_be_on_its_way(self, cast, omar):
        """Nobody has approved it yet, and somebody may reject it."""
        (id_,) = earned(cast.omar.id, 3_108)
        with transaction() as session:
            claim(session, {new_id(): [id_]})
        for url in ("/earnings", "/statements"):
            page = omar.get(url).text
            assert "In a pay run" in page
            assert "On its way" not in page

    def test_a_wait_that_they_asked_for_is_said_to_themselves(self, cast, omar):
        (id_,) = earned(cast.omar.id, 3_108)
        day_on = clock.now().date() + timedelta(days=5)
        place_hold(id_, HoldReason.ASKED_BY_PERFORMER, Why(day_on, TEXT), actor=cast.fay.actor)
        assert "You asked for it" in omar.get(f"/earnings/{id_}").text
        assert "you asked for it" in omar.get("/earnings").text

    def test_our_fee_is_shown_to_who_is_paid(self, cast, omar):
        (id_,) = earned(cast.omar.id, 2_000)
        assert "€3.00, which the client pays on top" in omar.get(f"/earnings/{id_}").text

    def test_of_others_there_is_nothing(self, cast, omar):
        (hers,) = earned(cast.mira.id, 3_108)
        assert "Nothing is earned yet" in omar.get("/earnings").text
        assert omar.get(f"/earnings/{hers}").status_code == 404

    @pytest.mark.parametrize(
        ("query", "there"),
        [
            ("state=held", "Rehearsal"),
            ("state=payable", "Take 1"),
            ("month=2026-02", "Rehearsal"),
            ("month=2026-03", "Take 1"),
        ],
    )
    def test_by_state_and_month(self, cast, omar, query, there):
        (old,) = earned(
            cast.omar.id, 10, label="Rehearsal", worked_on=clock.now().date() - timedelta(days=20)
        )
        held(old, cast.fay)
        earned(cast.omar.id, 20)
        page = omar.get(f"/earnings?{query}").text
        other = {"Rehearsal", "Take 1"} - {there}
        assert there in page
        assert other.pop() not in page

    @pytest.mark.parametrize("query", ["state=x", "month=9999-12", "month=-", "state=paid"])
    def test_of_no_such_kind_it_says_so_or_shows_all(self, cast, omar, query):
        earned(cast.omar.id, 10)
        answer = omar.get(f"/earnings?{query}")
        assert answer.status_code == 200
        assert ("Nothing of this kind" in answer.text) is (query == "state=paid")

    def test_why_it_is_held_is_on_the_page_itself(self, cast, omar):
        (id_,) = earned(cast.omar.id, 3_108)
        held(id_, cast.fay)
        page = omar.get(f"/earnings/{id_}").text
        for said in ("The amount may be miscounted", "7 Mar 2026", TEXT, "Fay", "Finance"):
            assert said in page

    def test_objecting_opens_a_case(self, cast, omar, session):
        (id_,) = earned(cast.omar.id, 3_108)
        url = f"/earnings/{id_}/holds/{held(id_, cast.fay)}/objections"
        wrong = omar.post(url, data={"text": " "})
        assert wrong.status_code == 422
        assert "Say what is wrong." in wrong.text
        right = omar.post(url, data={"text": "I played it twice."}, follow_redirects=True)
        assert "We have your objection" in right.text
        assert session.scalars(select(Case)).one().about == f"/earnings/{id_}"
        assert "You objected to this" in omar.get(f"/earnings/{id_}").text
        assert omar.post(url, data={"text": "Again."}).status_code == 409

    def test_appealing(self, cast, omar, session):
        (id_,) = earned(cast.omar.id, 3_108)
        reduction = proposed(id_, 100, cast.fay)
        page = omar.get(f"/earnings/{id_}").text
        assert EVIDENCE in page
        assert "Nothing is taken before" in page
        url = f"/earnings/{id_}/reductions/{reduction}/appeals"
        answer = omar.post(url, data={"text": "It is right."}, follow_redirects=True)
        assert "We have your appeal" in answer.text
        session.rollback()
        assert session.get_one(Reduction, reduction).state is ReductionState.APPEALED

    def test_what_was_taken_is_told_line_by_line(self, cast, omar):
        wrong, other = earned(cast.omar.id, 1_000, 1_000)
        paid(wrong)
        proposed(wrong, 100, cast.fay)
        clock.move(timedelta(days=14))
        run("earnings.reduce")
        sign_in(omar, cast.omar)
        assert "€1.00 taken" in omar.get(f"/earnings/{other}").text
        assert "another line that was too much" in omar.get(f"/earnings/{other}").text
        assert "€10.00 paid" in omar.get(f"/earnings/{wrong}").text

    def test_by_program(self, cast, omar, session):
        (id_,) = earned(cast.omar.id, 3_108)
        held(id_, cast.fay)
        found = hooks.exports(session, cast.omar.id)
        assert found["earnings"][0]["state"] == "held"
        assert found["pay_holds"][0]["why"] == TEXT
        assert hooks.exports(session, cast.mira.id)["earnings"] == []


class TestFinance:
    def test_nothing_yet(self, fay):
        page = fay.get("/finance/earnings").text
        for said in ("Nothing is held.", "Nothing is owed to anybody.", "No client owes us"):
            assert said in page

    def test_finds_a_performer_and_says_who_owes(self, cast, fay):
        earned(cast.omar.id, 3_108)
        earned(cast.mira.id, 77)
        page = fay.get("/finance/earnings?q=omar").text
        assert "€31.08" in page
        assert "€0.77" not in page
        assert "€36.63" in page

    def test_holds_extends_and_ends(self, cast, fay, session):
        (id_,) = earned(cast.omar.id, 3_108)
        url = f"/finance/earnings/{id_}/holds"
        typed = {"reason": "possible_error", "until_on": day(4), "text": "Counted again."}
        for wrong in ({"reason": ""}, {"until_on": "soon"}, {"text": ""}, {"until_on": day(99)}):
            assert fay.post(url, data=typed | wrong).status_code == 422
        assert "It waits now" in fay.post(url, data=typed, follow_redirects=True).text
        assert fay.post(url, data=typed).status_code == 409
        hold = session.scalars(select(PayHold.id)).one()
        session.rollback()
        later = {"until_on": day(9), "text": "Still counting."}
        answer = fay.post(f"{url}/{hold}/extensions", data=later, follow_redirects=True)
        assert "Still counting." in answer.text
        assert fay.post(f"{url}/{hold}/extensions", data=later).status_code == 422
        answer = fay.post(f"{url}/{hold}/ends", data={"text": "Right."}, follow_redirects=True)
        assert "It is in the next pay run" in answer.text
        assert "It waited before" in answer.text

    def test_proposes_and_takes_back(self, cast, fay):
        (id_,) = earned(cast.omar.id, 3_108)
        url = f"/finance/earnings/{id_}/reductions"
        typed = {"amount": "1.08", "reason": "arithmetic", "text": EVIDENCE}
        for wrong in ({"amount": "0"}, {"amount": "1.001"}, {"amount": "99"}, {"reason": "debt"}):
            assert fay.post(url, data=typed | wrong).status_code == 422
        assert "has 14 days to answer" in fay.post(url, data=typed, follow_redirects=True).text
        reduction = db.session().scalars(select(Reduction.id)).one()
        db.session.rollback()
        answer = fay.post(f"{url}/{reduction}/back", follow_redirects=True)
        assert "Taken back" in answer.text

    def test_who_proposed_is_not_offered_the_appeal(self, cast, fay, client):
        (id_,) = earned(cast.omar.id, 3_108)
        reduction = proposed(id_, 100, cast.fay)
        sign_in(client, cast.omar)
        client.post(f"/earnings/{id_}/reductions/{reduction}/appeals", data={"text": "No."})
        sign_in(client, cast.fay)
        assert "Decide the appeal" not in client.get(f"/finance/earnings/{id_}").text
        sign_in(client, cast.cora)
        assert "Decide the appeal" in client.get(f"/finance/earnings/{id_}").text
        url = f"/finance/earnings/{id_}/reductions/{reduction}/decisions"
        assert client.post(url, data={"decision": "perhaps", "text": "x"}).status_code == 422
        typed = {"decision": "overturn", "text": "It was right."}
        assert "It was right." in client.post(url, data=typed, follow_redirects=True).text

    def test_what_waits_is_on_the_first_page(self, cast, session):
        (id_,) = earned(cast.omar.id, 3_108)
        held(id_, cast.cora, 2)
        proposed(id_, 100, cast.fay)
        for person, said in ((cast.fay, "A hold runs out"), (cast.omar, "Answer a reduction")):
            labels = [each.label for each in hooks.waiting(session, person.actor)]
            assert any(said in label for label in labels)

    def test_of_nothing_there_is_no_page(self, fay):
        assert fay.get(f"/finance/earnings/{new_id()}").status_code == 404
