"""An organisation's statement for programs."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask.views import MethodView

from foundation import api, hooks
from foundation.database import db
from foundation.web import current_actor
from payouts.client_statements import saying
from payouts.client_statements.adding_up import Spend, Statement, Total, statement
from payouts.client_statements.movements import What
from payouts.client_statements.periods import meant
from payouts.client_statements.schemas import (
    ClientStatementSchema,
    PeriodAskedQuery,
    StatedPaymentSchema,
)
from payouts.client_statements.standing import Standing, Standings, standings
from payouts.funding import queries as funding
from payouts.funding.models import Funding

READ = api.Scope("client_statements:read", "Read your organisation's statement of what it spent")
SCOPES = (READ,)
blueprint = api.ApiBlueprint(
    "api_client_statements",
    __name__,
    url_prefix="/api/v1/client-statement",
    description="What became of your organisation's money",
)
_OF_TOTAL = ("set_aside", "balance", "owed", "going_back")
_OF_STANDING = ("committed", "funded", "spent", "left", "free", "missing")


@blueprint.route("")
class OwnStatement(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(PeriodAskedQuery, location="query")
    @blueprint.response(200, ClientStatementSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: dict[str, Any]) -> dict[str, Any]:
        """What your organisation paid in, spent by order, and still has

        Of a year, or from a day to a day, by UTC; this year where nothing is said.
        """
        session, actor = db.session(), current_actor()
        client_id = funding.own_client(actor)
        found = statement(session, client_id, meant(**asked), actor)
        now = standings(session, client_id)
        numbers = hooks.references(session, found.orders | {each.order_id for each in now.orders})
        return plain(found, now, numbers)


def plain(found: Statement, now: Standings, numbers: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "client_id": found.client_id,
        "first": found.period.first,
        "last": found.period.last,
        "totals": [_total(each) for each in found.totals],
        "spends": [_spend(each, numbers) for each in found.spends],
        "payments": [_payment(each, found.invoices) for each in found.payments],
        "now": [_standing(each, numbers) for each in now.orders],
        "unmoved_orders": now.unmoved,
    }


def _payment(each: Funding, invoices: Mapping[UUID, str]) -> dict[str, Any]:
    names = [name for name in StatedPaymentSchema().fields if name != "invoice"]
    return {
        **{name: getattr(each, name) for name in names},
        "invoice": invoices.get(each.id, ""),
    }


def _moved(of: Spend | Total) -> dict[str, Any]:
    return {
        "currency": of.currency,
        "before_minor": of.before,
        "moved": [
            {"what": what, "amount_minor": of.moved[what]} for what in What if of.moved.get(what)
        ],
        "after_minor": of.after,
    }


def _total(each: Total) -> dict[str, Any]:
    return {**_moved(each), **{f"{name}_minor": getattr(each, name) for name in _OF_TOTAL}}


def _spend(each: Spend, numbers: Mapping[UUID, str]) -> dict[str, Any]:
    number = saying.spend_name(each, numbers)
    return {
        **_moved(each),
        "order_id": each.order_id,
        "of_debt": each.of_debt,
        "number": number,
    }


def _standing(each: Standing, numbers: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "order_id": each.order_id,
        "number": saying.order_name(each.order_id, numbers),
        "currency": each.currency,
        **{f"{name}_minor": getattr(each, name) for name in _OF_STANDING},
    }
