"""What a performer is asked before something changes: each page with what was typed and why not."""

from typing import Any
from uuid import UUID

from flask import render_template
from marshmallow import Schema, ValidationError

from consent.ledger.explaining.words import said
from consent.rights import queries, telling_whole
from consent.rights.cards import Card, cards
from consent.rights.pages import pauses_values
from consent.rights.schemas import PauseForm, WithdrawForm
from consent.rights.uses_now import uses_now, what_stops
from foundation.database import db
from foundation.web import current_actor


def loaded(schema: Schema, values: Any) -> dict[str, Any] | None:
    """Of an address that somebody changed by hand, what cannot be read says nothing."""
    try:
        found: dict[str, Any] = schema.load({name: each for name, each in values.items() if each})
        return found
    except ValidationError:
        return None


def card_of(recording_id: UUID) -> Card:
    session, actor = db.session(), current_actor()
    found = queries.recording_of(session, recording_id, actor)
    return cards(session, actor.id, [found])[0]


def withdraw_page(recording_id: UUID, values: Any, errors: object) -> str:
    card = card_of(recording_id)
    chosen = [
        paper for paper in card.living if str(paper.grant.agreement_id) == values.get("agreement")
    ]
    return render_template(
        "consent/rights/withdraw.html",
        card=card,
        papers=chosen or card.living,
        alone=chosen[0] if chosen and len(card.living) > 1 else None,
        destroyed_on=telling_whole.destroyed_on(),
        values=values,
        errors=errors,
    )


def narrow_page(recording_id: UUID, values: Any, errors: object) -> str:
    card = card_of(recording_id)
    return render_template(
        "consent/rights/narrow.html",
        card=card,
        choices=telling_whole.uses_to_stop(card),
        values=values,
        errors=errors,
    )


def pause_page(recording_id: UUID, values: Any, errors: object) -> str:
    card = card_of(recording_id)
    asked = loaded(PauseForm(only=("use",)), values) or {"use": None}
    return render_template(
        "consent/rights/pause.html",
        card=card,
        use=asked["use"],
        said=said,
        stops=what_stops(card, asked["use"]),
        uses=uses_now(card),
        values=values,
        errors=errors,
    )


def withdraw_all_page(values: Any, errors: object) -> str:
    asked = loaded(WithdrawForm(only=("client",)), values) or {"client": None}
    return render_template(
        "consent/rights/withdraw_all.html",
        **telling_whole.extent_values(db.session(), current_actor(), asked["client"]),
        destroyed_on=telling_whole.destroyed_on(),
        values=values,
        errors=errors,
    )


def pauses_page(values: Any, errors: object) -> str:
    return render_template(
        "consent/rights/pauses.html",
        **pauses_values(db.session(), current_actor()),
        values=values,
        errors=errors,
    )
