"""From a proven password to being signed in, by way of the second factor where there is one."""

from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from foundation.database import db
from foundation.web import settings
from marketplace.accounts.factors import halfway
from marketplace.accounts.factors.queries import has_factor
from marketplace.accounts.next_page import own_path
from marketplace.accounts.sign_in import actions, browser, known_browsers


def let_in(account_id: UUID, next_path: str | None = None) -> Response:
    earlier = browser.signed_in_with()
    if has_factor(db.session(), account_id):
        if earlier:
            actions.end_replaced(earlier, by=account_id)
        browser.forget()
        halfway.remember(account_id, own_path(next_path, ""))
        return redirect(url_for("factors.challenge"))
    sign_in_id = actions.begin_sign_in(
        account_id,
        replaces=earlier,
        known_browser=known_browsers.of(request, settings()).knows(account_id),
    )
    return browser.admit(account_id, sign_in_id, next_path)
