"""What finance's overview says, for programs."""

from datetime import timedelta

import pytest

from foundation import clock
from foundation.database import db
from payouts.pay_runs.models import Payout
from payouts.transfers import opening
from tests.api.asking import Program
from tests.marketplace.accounts.phones import set_up_phone
from tests.payouts.pay_runs.earned import earn
from tests.payouts.statements.told import let_go, payout_of

pytestmark = pytest.mark.usefixtures("session")


def test_a_program_reads_what_is_owed_on_its_way_and_wrong(app, cast):
    earn(cast.omar.id, 10_000)
    payout_id = payout_of(let_go(cast), cast.omar.id)
    session = db.session()
    payout = session.get_one(Payout, payout_id)
    opening.open_transfer(session, payout, "acct_1", clock.now())
    session.commit()
    set_up_phone(cast.fay)
    fay = Program(app, cast.fay)
    money = fay.get("/api/v1/money").json
    owed = {each["kind"]: (each["amount_minor"], each["currency"]) for each in money["owed"]}
    assert owed["performer_payable"] == (10_000, "EUR")
    (coming,) = money["on_their_way"]
    assert (coming["state"], coming["payouts"], coming["amount_minor"]) == ("approved", 1, 10_000)
    assert money["wrong"] == []
    clock.move(timedelta(days=1, seconds=1))
    (wrong,) = fay.get("/api/v1/money").json["wrong"]
    assert (wrong["payout_id"], wrong["step"], wrong["state"]) == (
        str(payout_id),
        "transfer",
        "ready",
    )
