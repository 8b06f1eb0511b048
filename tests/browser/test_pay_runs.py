"""Finance looks at a plan and approves it; the performer reads what each cent is for."""

from datetime import timedelta

import pytest

from payouts.pay_runs import opening
from tests.browser.visiting import inspect
from tests.cast import START
from tests.payouts.pay_runs.earned import earn, hold, over
from tests.payouts.payable import everybody_can_be_paid  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("everybody_can_be_paid")


@pytest.fixture
def run_id(everybody_can_be_paid, cast):  # noqa: F811 - the fixture
    for amount, currency in ((7_550, "EUR"), (12_000, "EUR"), (300_050, "HUF")):
        earn(cast.omar.id, amount, currency)
    held = earn(cast.mira.id, 3_108)
    hold(held, START.date() + timedelta(days=20))
    earn(cast.vera.id, 100)
    over()
    return opening.plan_due()


def test_from_a_plan_to_the_performers_own_page(page, cast, run_id, sign_in_as):
    sign_in_as(cast.fay)
    page.goto("/finance/runs")
    inspect(page, "pay_runs with a plan")
    page.get_by_role("link", name="P-2026-00001").click()
    inspect(page, "pay_run to approve")
    page.get_by_role("button", name="Approve P-2026-00001").click()
    page.get_by_text("Approved and frozen").wait_for()
    inspect(page, "pay_run approved")
    page.goto("/finance/rules")
    inspect(page, "pay_rules")
    sign_in_as(cast.omar)
    page.goto("/payouts")
    inspect(page, "payouts of a performer")
    page.get_by_role("row").filter(has_text="HUF").get_by_role("link").click()
    page.get_by_text("are left for the next payout").wait_for()
    inspect(page, "payout with a rest")
