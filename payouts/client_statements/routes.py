"""An organisation's statement as a page, for spreadsheets and as a document."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation import formats, hooks
from foundation.clock import now
from foundation.database import db
from foundation.shell import reader
from foundation.web import current_actor, settings
from payouts.client_statements import documents, saying, spreadsheet
from payouts.client_statements.accounts import years_of
from payouts.client_statements.adding_up import statement
from payouts.client_statements.periods import Period, chosen, of_year
from payouts.client_statements.schemas import PeriodQuery
from payouts.client_statements.standing import standings

blueprint = Blueprint("client_statements", __name__, url_prefix="/client-statements")
_ONE = "/<uuid:client_id>"


@blueprint.get(_ONE)
def show(client_id: UUID) -> ResponseReturnValue:
    try:
        return _show(client_id, _asked(), {})
    except ValidationError as invalid:
        return _refused(client_id, invalid)


@blueprint.get(f"{_ONE}/statement.csv")
def export(client_id: UUID) -> ResponseReturnValue:
    try:
        period = _asked()
    except ValidationError as invalid:
        return _refused(client_id, invalid)
    session = db.session()
    found = statement(session, client_id, period, current_actor())
    standing = standings(session, client_id).orders
    numbers = hooks.references(session, found.orders | {each.order_id for each in standing})
    text = "".join(spreadsheet.lines(found, standing, numbers))
    return _file(text, "text/csv; charset=utf-8", found.period, "csv")


@blueprint.get(f"{_ONE}/statement.pdf")
def document(client_id: UUID) -> ResponseReturnValue:
    try:
        period = _asked()
    except ValidationError as invalid:
        return _refused(client_id, invalid)
    session = db.session()
    found = statement(session, client_id, period, current_actor())
    client = hooks.names(session, [client_id]).get(client_id, "A client")
    numbers = hooks.references(session, found.orders)
    made = documents.document_of(found, client, numbers, reader(), settings())
    return _file(made, "application/pdf", found.period, "pdf")


def _asked() -> Period:
    """Empty fields of a form are as if they were not sent."""
    sent = {name: value for name, value in request.args.items() if value}
    return chosen(**PeriodQuery().load(sent))


def _refused(client_id: UUID, invalid: ValidationError) -> ResponseReturnValue:
    """The page, which says what is wrong: a file of another time than was asked for would be taken
    for the right one."""
    return _show(client_id, of_year(now().year), invalid.messages_dict), 422


def _show(client_id: UUID, period: Period, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    found = statement(session, client_id, period, actor)
    standing = standings(session, client_id)
    orders = found.orders | {each.order_id for each in standing.orders}
    return render_template(
        "payouts/client_statements/show.html",
        found=found,
        standing=standing,
        client=hooks.names(session, [client_id]).get(client_id, "A client"),
        own=actor.on_behalf_of == client_id,
        numbers=hooks.references(session, orders),
        years=years_of(session, client_id),
        values=_typed(period) if not errors else request.args,
        errors=errors,
        saying=saying,
        money=lambda minor, currency: formats.money(minor, currency, reader()),
    )


def _typed(period: Period) -> dict[str, str]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}


def _file(content: Any, content_type: str, period: Period, ending: str) -> Response:
    answer = Response(content, content_type=content_type)
    name = f"statement-{period.first.isoformat()}-{period.last.isoformat()}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
