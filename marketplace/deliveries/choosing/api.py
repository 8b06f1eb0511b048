"""Datasets for programs: what a choice comes to, versions, their takes and their difference."""

from itertools import islice
from typing import Any
from uuid import UUID

from flask.views import MethodView

from foundation import api, cursors
from foundation.database import db
from foundation.web import current_actor
from marketplace.deliveries.choosing import actions, comparing, policy, queries
from marketplace.deliveries.choosing.api_schemas import (
    MOST_LISTED,
    ChoiceCountsSchema,
    DatasetChoiceQuery,
    DatasetDifferenceSchema,
    DatasetSchema,
    DatasetTakeSchema,
    DifferenceQuery,
    NewDatasetSchema,
    NewVersionSchema,
    VersionCountsSchema,
    WholeDatasetSchema,
    WholeDatasetVersionSchema,
)
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.chosen import counted
from marketplace.deliveries.choosing.comparing import AGAIN
from marketplace.deliveries.choosing.errors import DatasetNotFound
from marketplace.deliveries.choosing.laying import empty_in
from marketplace.deliveries.choosing.models import Dataset, DatasetVersion
from marketplace.deliveries.choosing.schemas import (
    choice_from,
    form_from,
    said_of,
    said_of_form,
)

READ = api.Scope("datasets:read", "Read what your organisation chose of its takes")
WRITE = api.Scope("datasets:write", "Save what is chosen as versions of datasets")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_datasets", __name__, url_prefix="/api/v1/datasets", description="Datasets"
)
_ONE = "/<uuid:dataset_id>"
_VERSION = f"{_ONE}/versions/<int:number>"


@blueprint.route("")
class Datasets(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(DatasetSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked) -> cursors.Page[Any]:
        """Your organisation's datasets, newest first; for compliance, all"""
        return queries.page(db.session(), current_actor(), **asked)

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewDatasetSchema)
    @blueprint.response(201, WholeDatasetSchema)
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, said: dict[str, Any]) -> dict[str, Any]:
        """Save a choice as a dataset, with its version 1"""
        choice, form = choice_from(said["choice"]), form_from(said["form"])
        made = actions.create_dataset(
            said["name"].strip(), choice, form, said["note"], actor=current_actor()
        )
        return _whole(queries.visible(db.session(), made, current_actor()))


@blueprint.route("/counts")
class Counting(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(DatasetChoiceQuery, location="query")
    @blueprint.response(200, ChoiceCountsSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, said: dict[str, Any]) -> dict[str, Any]:
        """What a choice comes to now, without saving it"""
        actor = current_actor()
        actor.require(policy.may_choose(actor))
        if actor.on_behalf_of is None:
            raise DatasetNotFound
        if said["no_subjects"] and said["subjects"] is None:
            said["subjects"] = []
        return _counts(actor.on_behalf_of, choice_from(said))


@blueprint.route(_ONE)
class OneDataset(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, WholeDatasetSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, dataset_id: UUID) -> dict[str, Any]:
        """A dataset with its versions, newest first"""
        return _whole(_visible(dataset_id))


@blueprint.route(f"{_ONE}/versions")
class Versions(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewVersionSchema)
    @blueprint.response(201, WholeDatasetVersionSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, said: dict[str, Any], dataset_id: UUID) -> dict[str, Any]:
        """Save a choice as the next version"""
        choice, form = choice_from(said["choice"]), form_from(said["form"])
        number = actions.save_version(
            *(dataset_id, said["seen"], choice, form, said["note"]), actor=current_actor()
        )
        return _version(_visible(dataset_id), number)


@blueprint.route(_VERSION)
class OneVersion(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, WholeDatasetVersionSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, dataset_id: UUID, number: int) -> dict[str, Any]:
        """A version: its choice and its form"""
        return _version(_visible(dataset_id), number)


@blueprint.route(f"{_VERSION}/counts")
class VersionCounts(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, VersionCountsSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, dataset_id: UUID, number: int) -> dict[str, Any]:
        """What the choice of a version comes to now, and which splits would be empty"""
        dataset = _visible(dataset_id)
        found = queries.version(db.session(), dataset.id, number)
        empty = empty_in(db.session(), found, dataset.client_id)
        return _counts(dataset.client_id, found.chosen_by()) | {"empty_splits": empty}


@blueprint.route(f"{_VERSION}/takes")
class VersionTakes(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(DatasetTakeSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked, dataset_id: UUID, number: int) -> cursors.Page[Any]:
        """The takes that a version held when it was saved"""
        found = queries.version(db.session(), _visible(dataset_id).id, number)
        return queries.takes_page(db.session(), found.id, **asked)


@blueprint.route(f"{_ONE}/difference")
class Differences(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(DifferenceQuery, location="query")
    @blueprint.response(200, DatasetDifferenceSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: dict[str, Any], dataset_id: UUID) -> dict[str, Any]:
        """What differs between two versions, and why takes went"""
        session, dataset = db.session(), _visible(dataset_id)
        one, other = (queries.version(session, dataset.id, asked[e]) for e in ("earlier", "later"))
        found = comparing.difference(session, dataset, one, other)
        return {
            "added_takes": len(found.added),
            "removed_takes": len(found.removed),
            "added": found.added[:MOST_LISTED],
            "removed": [
                {
                    "id": take_id,
                    "because": reason.because if reason else None,
                    "sentence": reason.text if reason else AGAIN,
                }
                for take_id, reason in islice(found.removed.items(), MOST_LISTED)
            ],
            "changed": found.changed,
        }


def _visible(dataset_id: UUID) -> Dataset:
    return queries.visible(db.session(), dataset_id, current_actor())


def _whole(dataset: Dataset) -> dict[str, Any]:
    names = ("id", "client_id", "name", "created_at")
    versions = queries.versions(db.session(), dataset.id)
    return {name: getattr(dataset, name) for name in names} | {"versions": versions}


def _version(dataset: Dataset, number: int) -> dict[str, Any]:
    found: DatasetVersion = queries.version(db.session(), dataset.id, number)
    names = ("id", "number", "hash", "takes", "length_ms", "note", "made_by", "made_at")
    said = {"choice": said_of(found.chosen_by()), "form": said_of_form(found.wanted_as())}
    return {name: getattr(found, name) for name in names} | said


def _counts(client_id: UUID, choice: Choice) -> dict[str, Any]:
    found = counted(db.session(), client_id, choice)
    return {
        "takes": found.takes,
        "length_ms": found.length_ms,
        "earned": found.earned,
        "left_out": [
            {"because": each.because, "sentence": each.text, "takes": count}
            for each, count in found.left_out.items()
        ],
    }
