"""What a performer has earned so far: each cause with its rate, its decision and its day."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from foundation import hooks
from foundation.database import db
from foundation.web import current_actor
from marketplace.facts import policy, queries, saying

blueprint = Blueprint("facts", __name__)


@blueprint.get("/earnings")
def page() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_earn(actor))
    after = request.args.get("after") or None
    found = queries.page(session, actor, after=after, limit=queries.PAGE)
    people = {each.decided_by for each in found.items} | {each.client_id for each in found.items}
    return render_template(
        "marketplace/facts/page.html",
        facts=found.items,
        older=found.next,
        newest=not after,
        totals=queries.totals(session, actor),
        names=hooks.names(session, people),
        saying=saying,
    )
