"""Where one arrives after signing in: what waits, what is new, what there is to do."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation import hooks, notices
from foundation.clock import now
from foundation.database import db
from foundation.notices import queries as notice_queries
from foundation.web import current_actor
from marketplace.front.inbox import grouped
from marketplace.front.next_steps import STANDING, next_steps

blueprint = Blueprint("home", __name__)
_NEWEST = 5


@blueprint.get("/home")
def page() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    waiting = hooks.waiting(session, actor)
    newest = notice_queries.page(session, actor.id, only_unread=True, limit=_NEWEST)
    return render_template(
        "marketplace/front/home.html",
        name=current_user.name,
        waits=sum(not each.comes_by_itself for each in waiting),
        groups=grouped(waiting, now()),
        unread=notices.unread(session, actor.id),
        newest=newest.items,
        standing=STANDING.get(actor.role, ""),
        steps=next_steps(actor.role),
    )
