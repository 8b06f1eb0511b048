"""Pages of an agent: where the applications of those stand for whom they act, to apply in their
place, and to answer offers with other terms."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation import hooks
from foundation.database import db, transaction
from foundation.errors import DomainError, NotFound
from foundation.web import current_actor
from marketplace.casting import acting_for, showing
from marketplace.casting.applying import Written, posted, still_takes
from marketplace.casting.errors import BelowPosted, GigNotFound, NoSuchPart
from marketplace.casting.saying import REASONS
from marketplace.casting.schemas import (
    ApplyForm,
    DeclineForm,
    TermsForm,
    major,
    proposed_from,
    slots_from,
)
from marketplace.gigs.models import Gig
from marketplace.profiles.mandates.models import Mandate, MandateScope
from marketplace.requests.content import SceneContent

blueprint = Blueprint("agents", __name__)
_Said = Mapping[str, Any]


@blueprint.get("/mandates/<uuid:mandate_id>/applications")
def applications(mandate_id: UUID) -> ResponseReturnValue:
    """Drafts stay with whoever writes them; the performer sees that this was read."""
    actor = current_actor()
    with transaction() as session:
        performer_id = acting_for.seen_as_agent(session, mandate_id, actor=actor)
        found = showing.listed_of(session, performer_id)
        rows = [each for each in found if each.application.submitted_at is not None]
        return render_template(
            "marketplace/casting/acted_for.html",
            rows=rows,
            name=hooks.names(session, [performer_id]).get(performer_id, "A performer"),
            mandate_id=mandate_id,
            negotiates=MandateScope.NEGOTIATE in session.get_one(Mandate, mandate_id).scopes,
        )


@blueprint.get("/mandates/<uuid:mandate_id>/gigs/<uuid:gig_id>/apply")
def apply(mandate_id: UUID, gig_id: UUID) -> ResponseReturnValue:
    return _apply(mandate_id, gig_id, {}, {})


@blueprint.post("/mandates/<uuid:mandate_id>/gigs/<uuid:gig_id>/apply")
def apply_for(mandate_id: UUID, gig_id: UUID) -> ResponseReturnValue:
    try:
        form = ApplyForm().load({**request.form.to_dict(), "act": "submit"})
        written = Written(form["part"], form["note"], slots_from(form, current_user.zone))
        acting_for.apply_for(mandate_id, gig_id, written, actor=current_actor())
    except ValidationError as invalid:
        return _apply(mandate_id, gig_id, request.form, invalid.messages_dict), 422
    except NoSuchPart as refused:
        return _apply(mandate_id, gig_id, request.form, {"part": str(refused)}), 422
    except NotFound:
        raise
    except DomainError as refused:
        return _apply(mandate_id, gig_id, request.form, {"note": str(refused)}), 422
    flash("Submitted in their place. They were told, and can take it back.")
    return redirect(url_for("agents.applications", mandate_id=mandate_id), 303)


@blueprint.get("/mandates/<uuid:mandate_id>/offers/<uuid:offer_id>")
def offer(mandate_id: UUID, offer_id: UUID) -> ResponseReturnValue:
    return _offer(mandate_id, offer_id, {}, {})


@blueprint.post("/mandates/<uuid:mandate_id>/offers/<uuid:offer_id>/terms")
def counter_for(mandate_id: UUID, offer_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    found = acting_for.offer_to(db.session(), mandate_id, offer_id, actor)
    currency = SceneContent.read(found.terms).pay.currency
    try:
        proposed = proposed_from(TermsForm().load(request.form), currency)
        acting_for.counter_for(mandate_id, offer_id, proposed, actor=actor)
    except ValidationError as invalid:
        return _offer(mandate_id, offer_id, request.form, invalid.messages_dict), 422
    except BelowPosted as refused:
        return _offer(mandate_id, offer_id, request.form, refused.sentences), 422
    flash("Your terms are with the client. Nothing is agreed until the performer signs.")
    return redirect(url_for("agents.applications", mandate_id=mandate_id), 303)


@blueprint.post("/mandates/<uuid:mandate_id>/offers/<uuid:offer_id>/decline")
def decline_for(mandate_id: UUID, offer_id: UUID) -> ResponseReturnValue:
    try:
        form = DeclineForm().load(request.form)
    except ValidationError as invalid:
        return _offer(mandate_id, offer_id, request.form, invalid.messages_dict), 422
    acting_for.decline_for(mandate_id, offer_id, form["reason"], actor=current_actor())
    flash("You declined the offer in their place. Both were told.")
    return redirect(url_for("agents.applications", mandate_id=mandate_id), 303)


def _apply(mandate_id: UUID, gig_id: UUID, values: _Said, errors: _Said) -> str:
    session = db.session()
    performer_id = acting_for.stood_for(session, mandate_id, MandateScope.APPLY, current_actor())
    gig = session.get(Gig, gig_id)
    if gig is None:
        raise GigNotFound
    content = posted(session, gig)
    return render_template(
        "marketplace/casting/apply_for.html",
        gig=gig,
        content=content,
        takes=still_takes(gig, content),
        mandate_id=mandate_id,
        name=_name(performer_id),
        zone=current_user.zone,
        values=values,
        errors=errors,
    )


def _offer(mandate_id: UUID, offer_id: UUID, values: _Said, errors: _Said) -> str:
    session = db.session()
    found = acting_for.offer_to(session, mandate_id, offer_id, current_actor())
    pay = SceneContent.read(found.terms).pay
    offered = {
        "hourly": major(pay.hourly_minor, pay.currency),
        "take": major(pay.take_minor, pay.currency),
    }
    return render_template(
        "marketplace/casting/offer_for.html",
        offer=found,
        pay=pay,
        gig=session.get_one(Gig, found.gig_id),
        mandate_id=mandate_id,
        name=_name(found.performer_id),
        reasons=[(each.value, said) for each, said in REASONS.items()],
        values={**offered, **values},
        errors=errors,
    )


def _name(performer_id: UUID) -> str:
    return hooks.names(db.session(), [performer_id]).get(performer_id, "a performer")
