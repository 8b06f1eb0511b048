"""Bookings for programs: find a time, ask for it, answer, change it, and what the day needs."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import url_for
from flask.typing import ResponseReturnValue
from flask.views import MethodView

from foundation import api, formats, hooks
from foundation.database import db
from foundation.formats import Reader
from foundation.web import current_actor, settings
from marketplace.bookings import (
    answering,
    attending,
    changing,
    feeds,
    options,
    proposing,
    queries,
    sheet,
    showing,
    swapping,
)
from marketplace.bookings.api_schemas import (
    BookingAcceptanceSchema,
    BookingBodySchema,
    BookingQuery,
    BookingRefusalSchema,
    BookingSchema,
    CalendarAddressSchema,
    CallSheetSchema,
    CancellationBodySchema,
    CommonTimeQuery,
    CommonTimeSchema,
    MoveBodySchema,
    SwapBodySchema,
    WholeBookingSchema,
)
from marketplace.bookings.errors import NotThatLong
from marketplace.bookings.proposing import Asked
from marketplace.bookings.reading import put_on_record
from marketplace.bookings.schemas import LONGEST_SEARCH

READ = api.Scope("bookings:read", "Read bookings, call sheets and common times")
WRITE = api.Scope("bookings:write", "Ask for bookings, answer and change them, check in")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_bookings", __name__, url_prefix="/api/v1/bookings", description="Bookings"
)


@blueprint.route("")
class Bookings(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(BookingQuery, location="query")
    @blueprint.response(200, api.page_schema(BookingSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked) -> dict[str, Any]:
        """Bookings you play in or follow, the latest call first"""
        page = queries.page(db.session(), current_actor(), **asked)
        return {"items": [_listed(row) for row in page.items], "next": page.next}

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(BookingBodySchema)
    @blueprint.response(201, WholeBookingSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Ask performers for a time: each of them says yes or no"""
        gig_id, engagements = form.pop("gig_id"), form.pop("engagement_ids")
        made = proposing.propose_booking(gig_id, engagements, Asked(**form), actor=current_actor())
        return _whole(made)


@blueprint.route("/times")
class CommonTimes(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(CommonTimeQuery, location="query")
    @blueprint.response(200, CommonTimeSchema(many=True))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: dict[str, Any]) -> list[dict[str, str]]:
        """Calls at which everybody engaged for a gig is free

        At most three of a day and 21 in all.
        """
        actor, gig_id = current_actor(), asked["gig_id"]
        queries.gig_for(db.session(), gig_id, actor)
        people = [each.performer_id for each in queries.engagements(db.session(), gig_id)]
        put_on_record(people, actor=actor)
        between = _between(asked["first"], asked["last"])
        found = options.found(db.session(), people, asked["minutes"], between, _reader())
        return [
            {"starts_at": at, "said": said, "by_their_clocks": theirs} for at, said, theirs in found
        ]


@blueprint.route("/<uuid:booking_id>")
class OneBooking(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, WholeBookingSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, booking_id: UUID) -> dict[str, Any]:
        """A booking: who plays, and what changing it costs now"""
        return _whole(booking_id)


@blueprint.route("/<uuid:booking_id>/call-sheet")
class CallSheet(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, CallSheetSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, booking_id: UUID) -> dict[str, Any]:
        """What everybody in a booking needs on its day"""
        content = sheet.content_of(_shown(booking_id), _reader())
        return {name: content[name] for name in CallSheetSchema().fields}


@blueprint.route("/<uuid:booking_id>/acceptance")
class BookingAcceptance(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(BookingAcceptanceSchema)
    @blueprint.response(201, WholeBookingSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], booking_id: UUID) -> dict[str, Any]:
        """Say yes to the call that you saw"""
        answering.accept_booking(booking_id, form["seen"], actor=current_actor())
        return _whole(booking_id)


@blueprint.route("/<uuid:booking_id>/refusal")
class BookingRefusal(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(BookingRefusalSchema)
    @blueprint.response(201, WholeBookingSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], booking_id: UUID) -> dict[str, Any]:
        """Say no, also after a yes until the call"""
        answering.decline_booking(booking_id, form["why"], actor=current_actor())
        return _whole(booking_id)


@blueprint.route("/<uuid:booking_id>/move")
class BookingMove(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(MoveBodySchema)
    @blueprint.response(201, WholeBookingSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], booking_id: UUID) -> dict[str, Any]:
        """Move a booking: everybody is asked again"""
        actor = current_actor()
        booking = queries.booking_for(db.session(), booking_id, actor)
        asked = changing.moved_to(booking, form["starts_at"], form["zone"])
        changing.move_booking(booking_id, asked, form["price_minor"], actor=actor)
        return _whole(booking_id)


@blueprint.route("/<uuid:booking_id>/swap")
class BookingSwap(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(SwapBodySchema)
    @blueprint.response(201, WholeBookingSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], booking_id: UUID) -> dict[str, Any]:
        """Let one performer go, and ask another or go on without

        Both are named by their engagements.
        """
        out, instead, price = form["out"], form["instead"], form["price_minor"]
        swapping.swap_performer(booking_id, out, instead, price, actor=current_actor())
        return _whole(booking_id)


@blueprint.route("/<uuid:booking_id>/cancellation")
class BookingCancellation(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(CancellationBodySchema)
    @blueprint.response(201, WholeBookingSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], booking_id: UUID) -> dict[str, Any]:
        """Cancel a booking, at the price that it says"""
        because, price = changing.Because(form["because"]), form["price_minor"]
        changing.cancel_booking(booking_id, because, price, actor=current_actor())
        return _whole(booking_id)


@blueprint.route("/<uuid:booking_id>/check-in")
class BookingCheckIn(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(201, WholeBookingSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, booking_id: UUID) -> dict[str, Any]:
        """Say that you are there, from 30 minutes before the call"""
        attending.check_in(booking_id, actor=current_actor())
        return _whole(booking_id)


@blueprint.route("/<uuid:booking_id>/dispute")
class BookingDispute(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(201, WholeBookingSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, booking_id: UUID) -> dict[str, Any]:
        """Say that you came although you did not check in: compliance decides"""
        attending.dispute_no_show(booking_id, actor=current_actor())
        return _whole(booking_id)


@blueprint.route("/calendar-address")
class CalendarAddress(MethodView):
    @blueprint.scope(WRITE.name)
    @api.secret_answer
    @blueprint.response(201, CalendarAddressSchema)
    def post(self) -> dict[str, str]:
        """Make a secret address for calendar programs

        Shown this once. The one before ends.
        """
        secret = feeds.make_link(actor=current_actor())
        return {"address": settings().url + url_for("calendars.feed", secret=secret)}

    @blueprint.scope(WRITE.name)
    @blueprint.response(204)
    def delete(self) -> ResponseReturnValue:
        """End your calendar address"""
        feeds.end_link(actor=current_actor())
        return ""


def _between(first: Any, last: Any) -> tuple[datetime, datetime]:
    if not first <= last <= first + LONGEST_SEARCH or not 2020 <= first.year <= 2100:
        raise NotThatLong
    zone = ZoneInfo(_reader().zone)
    ends = datetime.combine(last + timedelta(days=1), time(), tzinfo=zone)
    return datetime.combine(first, time(), tzinfo=zone), ends


def _reader() -> Reader:
    """Whoever the token acts for: times in words are by their clock."""
    actor = current_actor()
    address = hooks.addresses(db.session(), [actor.id]).get(actor.id)
    return Reader(zone=address.zone) if address else formats.NOBODY


def _shown(booking_id: UUID) -> showing.Shown:
    actor = current_actor()
    queries.booking_for(db.session(), booking_id, actor)
    places = queries.places_of(db.session(), [booking_id]).get(booking_id, [])
    put_on_record([each.performer_id for each in places], actor=actor)
    return showing.shown(db.session(), booking_id, actor)


def _whole(booking_id: UUID) -> dict[str, Any]:
    found = _shown(booking_id)
    cancelling, moving = showing.prices(db.session(), found.booking)
    return _plain(found.booking, found.title) | {
        "places": [
            {
                "engagement_id": each.place.engagement_id,
                "performer_id": each.place.performer_id,
                "name": each.name,
                "part": each.part,
                "state": each.place.state,
            }
            for each in found.people
        ],
        "currency": found.content.pay.currency,
        "cancel_price_minor": changing.price(cancelling),
        "move_price_minor": changing.price(moving),
    }


def _listed(row: Any) -> dict[str, Any]:
    return _plain(row.Booking, row.title)


def _plain(booking: Any, title: str) -> dict[str, Any]:
    names = [name for name in BookingSchema().fields if name != "title"]
    return {name: getattr(booking, name) for name in names} | {"title": title}
