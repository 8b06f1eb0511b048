"""Why is this 31.08 on hold? A performer finds out on their phone, objects, and is paid."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from foundation import clock
from tests.browser.visiting import PHONE, visit
from tests.payouts.earnings.earned import earned
from tests.payouts.earnings.test_holding import TEXT, held, run
from tests.payouts.earnings.test_reducing import paid, proposed
from tests.payouts.transfers.sent import can_be_paid


def test_why_is_this_on_hold(page: Page, cast, sign_in_as):
    waits, rest, was_paid = earned(cast.omar.id, 3_108, 1_000, 4_000)
    held(waits, cast.fay, 3)
    paid(was_paid)
    proposed(rest, 300, cast.fay)
    sign_in_as(cast.omar)
    visit(page, "/earnings", name="earnings-filled")
    page.set_viewport_size(PHONE)
    page.get_by_label("Where it stands").select_option("Held")
    page.get_by_role("button", name="Show").click()
    row = page.get_by_role("row").filter(has_text="€31.08")
    expect(row).to_contain_text("the amount may be miscounted")
    row.get_by_role("link", name="Take 1").click()
    expect(page.get_by_text(TEXT)).to_be_visible()
    page.get_by_role("button", name="Object to this hold").click()
    page.get_by_label("What is wrong with it").fill("I played it twice.")
    page.get_by_role("button", name="Object to this hold").click()
    expect(page.get_by_text("We have your objection")).to_be_visible()
    visit(page, f"/earnings/{waits}", name="earning-held")
    visit(page, f"/earnings/{rest}", name="earning-reduced")

    clock.move(timedelta(days=4))
    run("earnings.end_holds")
    sign_in_as(cast.omar)
    page.goto(f"/earnings/{waits}")
    expect(page.get_by_text("You have not said yet where your pay should go.")).to_be_visible()
    can_be_paid(cast.omar.id, "acct_omar", {"EUR": "ba_1"})
    page.reload()
    expect(page.get_by_text("It is in the next pay run")).to_be_visible()


def test_finance_sees_what_waits_and_makes_something_wait(page: Page, cast, sign_in_as):
    waits, rest = earned(cast.omar.id, 3_108, 1_000)
    held(waits, cast.cora, 3)
    sign_in_as(cast.fay)
    visit(page, "/finance/earnings", name="finance-earnings-filled")
    visit(page, f"/finance/earnings/{waits}", name="finance-earning-held")
    page.goto(f"/finance/earnings/{rest}")
    page.get_by_role("button", name="Hold it").click()
    wrong = page.get_by_role("alert", name="Please check what you entered")
    expect(wrong).to_contain_text("Choose a reason.")
    page.get_by_label("we must be sure who is paid").check()
    page.get_by_label("Last day").fill(str(clock.now().date() + timedelta(days=5)))
    page.get_by_label("Why, in words that the performer reads").fill("Two people of one name.")
    page.get_by_role("button", name="Hold it").click()
    expect(page.get_by_text("It waits now, and the performer is told.")).to_be_visible()
    visit(page, f"/finance/earnings/{rest}", name="finance-earning-own-hold")
