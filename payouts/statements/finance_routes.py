"""The overview for finance, and the page that tells everybody how punctual we are."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from foundation import hooks
from foundation.database import db
from foundation.web import current_actor, settings
from payouts.pay_runs import saying as run_words
from payouts.pay_runs import sums
from payouts.statements import overview as money
from payouts.statements import policy, record
from payouts.stripe_gateway import mode

overview_pages = Blueprint("pay_overview", __name__)
record_pages = Blueprint("pay_record", __name__)


@overview_pages.get("/finance/overview")
def page() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_view_overview(actor))
    found = money.overview(session)
    return render_template(
        "payouts/statements/overview.html",
        found=found,
        totals=sums.totals(session, [each.id for each in found.runs]),
        progress=sums.progress(session, [each.id for each in found.runs]),
        names=hooks.names(session, {each.payout.performer_id for each in found.wrong}),
        said=money.said,
        mode=mode.mode_of(settings()),
        of_mode=mode.SENTENCES,
        api_version=mode.API_VERSION,
        steps=money.STEPS,
        words=run_words,
    )


@record_pages.get("/pay-record", endpoint="page")
def pay_record() -> ResponseReturnValue:
    found = record.newest(db.session())
    return render_template("payouts/statements/record.html", found=found, fewest=record.FEWEST)
