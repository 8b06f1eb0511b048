"""Pages of datasets: the list, choosing with live counts, versions and their difference."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation import hooks
from foundation.database import db
from foundation.web import current_actor
from marketplace.deliveries.choosing import (
    actions,
    comparing,
    laying,
    policy,
    queries,
    showing,
)
from marketplace.deliveries.choosing.chosen import Counts, counted
from marketplace.deliveries.choosing.errors import (
    DatasetNotFound,
    NameTaken,
    NothingChosen,
    OtherVersionSaved,
)
from marketplace.deliveries.choosing.models import Dataset
from marketplace.deliveries.choosing.typed import Named, Typed, place_of

blueprint = Blueprint("datasets", __name__, url_prefix="/datasets")
_FOLDER = "marketplace/deliveries/choosing"
PAGE = 30


@blueprint.get("")
def page() -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    found = queries.page(session, actor, after=request.args.get("after"), limit=PAGE)
    clients = [row.client_id for row in found.items] if policy.sees_all(actor) else []
    return render_template(
        f"{_FOLDER}/page.html",
        found=found,
        names=hooks.names(session, clients),
        sees_all=policy.sees_all(actor),
        may_choose=policy.may_choose(actor),
        length=showing.length_in_words,
    )


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    return _form(None, Typed.asked(request.args))


@blueprint.get("/counts")
def counts() -> ResponseReturnValue:
    """What htmx puts in while somebody chooses."""
    client_id = _own_client()
    return render_template(f"{_FOLDER}/_counts.html", **_counts(client_id, Typed(request.args)))


@blueprint.post("")
def create_dataset() -> ResponseReturnValue:
    typed = Typed(request.form, Named())
    try:
        saying = typed.whole()
        dataset_id = actions.create_dataset(
            saying["name"], typed.choice(), typed.form(), saying["note"], actor=current_actor()
        )
    except ValidationError as invalid:
        return _form(None, typed, invalid.messages_dict), 422
    except NothingChosen as refused:
        return _form(None, typed, {"_choice": str(refused)}), 422
    except NameTaken as refused:
        db.session.rollback()
        return _form(None, typed, {"name": str(refused)}), 409
    flash("The dataset is saved, as its version 1.")
    return redirect(url_for("datasets.show", dataset_id=dataset_id))


@blueprint.get("/<uuid:dataset_id>")
def show(dataset_id: UUID) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    dataset = queries.visible(session, dataset_id, actor)
    versions = queries.versions(session, dataset.id)
    newest = versions[0].chosen_by()
    return render_template(
        f"{_FOLDER}/show.html",
        dataset=dataset,
        versions=versions,
        people=hooks.names(session, [each.made_by for each in versions]),
        words=showing.in_words(session, newest),
        may_change=policy.may_choose(actor) and policy.is_ones_own(actor, dataset.client_id),
        counts=counted(session, dataset.client_id, newest),
        licence=showing.licence_of(session, dataset.client_id, newest),
        empty_splits=laying.empty_in(session, versions[0], dataset.client_id),
        errors={},
        length=showing.length_in_words,
    )


@blueprint.get("/<uuid:dataset_id>/choose")
def choose(dataset_id: UUID) -> ResponseReturnValue:
    dataset = _changed(dataset_id)
    newest = queries.versions(db.session(), dataset.id)[0]
    typed = Typed.asked(request.args, newest.chosen_by(), newest.wanted_as())
    return _form(dataset, typed)


@blueprint.post("/<uuid:dataset_id>/versions")
def save_version(dataset_id: UUID) -> ResponseReturnValue:
    dataset, typed = _changed(dataset_id), Typed(request.form)
    seen = place_of(request.form.get("seen", ""))
    try:
        saying = typed.whole()
        number = actions.save_version(
            *(dataset_id, seen, typed.choice(), typed.form(), saying["note"]), actor=current_actor()
        )
    except ValidationError as invalid:
        return _form(dataset, typed, invalid.messages_dict), 422
    except NothingChosen as refused:
        return _form(_changed(dataset_id), typed, {"_choice": str(refused)}), 422
    except OtherVersionSaved as refused:
        return _form(_changed(dataset_id), typed, {"_choice": str(refused)}), 409
    flash(f"Version {number} is saved.")
    return redirect(url_for("datasets.version", dataset_id=dataset_id, number=number))


@blueprint.get("/<uuid:dataset_id>/versions/<int:number>")
def version(dataset_id: UUID, number: int) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    dataset = queries.visible(session, dataset_id, actor)
    found = queries.version(session, dataset.id, number)
    choice = found.chosen_by()
    return render_template(
        f"{_FOLDER}/version.html",
        dataset=dataset,
        version=found,
        people=hooks.names(session, [found.made_by]),
        words=showing.in_words(session, choice),
        form_words=showing.form_in_words(found.wanted_as()),
        may_deliver=policy.may_choose(actor) and actor.on_behalf_of == dataset.client_id,
        counts=counted(session, dataset.client_id, choice),
        licence=showing.licence_of(session, dataset.client_id, choice),
        empty_splits=laying.empty_in(session, found, dataset.client_id),
        errors={},
        length=showing.length_in_words,
    )


@blueprint.get("/<uuid:dataset_id>/difference")
def difference(dataset_id: UUID) -> ResponseReturnValue:
    """Of the two newest, where nobody says which."""
    session, actor = db.session(), current_actor()
    dataset = queries.visible(session, dataset_id, actor)
    later = place_of(request.args.get("to", "")) or dataset.newest
    earlier = place_of(request.args.get("from", "")) or max(1, later - 1)
    found = comparing.difference(
        session,
        dataset,
        queries.version(session, dataset.id, earlier),
        queries.version(session, dataset.id, later),
    )
    return render_template(
        f"{_FOLDER}/difference.html",
        dataset=dataset,
        found=found,
        changed=showing.changes_in_words(session, found.changed),
        numbers=[(number, f"Version {number}") for number in range(1, dataset.newest + 1)],
    )


def _changed(dataset_id: UUID) -> Dataset:
    return queries.changeable(db.session(), dataset_id, current_actor())


def _own_client() -> UUID:
    actor = current_actor()
    actor.require(policy.may_choose(actor))
    if actor.on_behalf_of is None:
        raise DatasetNotFound
    return actor.on_behalf_of


def _form(dataset: Dataset | None, typed: "Typed", errors: Mapping[str, Any] = {}) -> str:
    client_id = _own_client()
    session = db.session()
    return render_template(
        f"{_FOLDER}/choose.html",
        dataset=dataset,
        values=typed.values,
        offered=showing.offered(session, client_id),
        **_counts(client_id, typed, errors),
    )


def _counts(client_id: UUID, typed: "Typed", errors: Mapping[str, Any] = {}) -> dict[str, Any]:
    found = licence = None
    try:
        if typed.is_asked:
            choice = typed.choice()
            found = counted(db.session(), client_id, choice)
            licence = showing.licence_of(db.session(), client_id, choice)
    except ValidationError as invalid:
        errors = {**invalid.messages_dict, **errors}
    return {
        "counts": found,
        "licence": licence,
        "errors": errors,
        "length": showing.length_in_words,
        "empty_splits": _empty_splits(found, typed) if found else (),
    }


def _empty_splits(found: Counts, typed: "Typed") -> Sequence[laying.EmptySplit]:
    """What is wrong with the form is said once somebody saves it."""
    try:
        return laying.empty_splits(db.session(), found.ids, typed.form())
    except ValidationError:
        return ()
