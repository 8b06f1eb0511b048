"""Datasets, each of a client of its own, made for one person of the cast."""

from uuid import UUID, uuid4

from foundation.actors import Actor
from foundation.database import db, transaction
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.clients.models import Client
from marketplace.deliveries.choosing.actions import create_dataset
from marketplace.deliveries.choosing.form import Form
from marketplace.deliveries.choosing.models import Dataset
from tests.access.rules import Only, Own, Rule, Values
from tests.cast import NORTHLAB, Person
from tests.marketplace.deliveries.choosing.played import TRAINING, paper, scene, take

CHOOSERS = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))
READERS = frozenset((Role.COMPLIANCE, Role.ADMIN))
TYPED = {"uses": "generative_training", "tracks": "yes", "train": "100"}
CHOSEN = {"choice": {"uses": ["generative_training"]}}


def _client_of(person: Person) -> UUID:
    found = person.actor.on_behalf_of or uuid4()
    if db.session().get(Client, found) is None:
        with transaction() as session:
            session.add(Client(id=found, name=f"Lab {found}"))
    db.session.rollback()
    return found


def _dataset(client: UUID) -> UUID:
    take(scene(client), paper(client=client))
    chooser = Actor(UUID(int=31), Role.CLIENT_PRODUCER, client)
    return create_dataset(f"Set {uuid4()}", TRAINING, Form(), actor=chooser)


def a_dataset(person: Person) -> Values:
    return {"dataset_id": _dataset(_client_of(person))}


def of_northlab(_person: Person) -> Values:
    return {"dataset_id": _dataset(NORTHLAB)}


def a_version(person: Person) -> Values:
    return {**a_dataset(person), "number": 1}


def two_versions(person: Person) -> Values:
    return {**a_dataset(person), "earlier": 1, "later": 1}


def something_to_choose(person: Person) -> Values:
    """For whoever chooses, so that there is something to save."""
    if person.actor.on_behalf_of is not None:
        client = person.actor.on_behalf_of
        take(scene(client), paper(client=client))
    return {}


def named(_person: Person) -> Values:
    return {**TYPED, "name": f"Set {uuid4()}"}


def named_by_program(_person: Person) -> Values:
    return {**CHOSEN, "name": f"Set {uuid4()}"}


def newest_seen(_person: Person) -> Values:
    """Every row has a dataset of its own with one version, but who asks twice has two."""
    found = db.session().query(Dataset).order_by(Dataset.created_at.desc()).first()
    seen = found.newest if found else 1
    db.session.rollback()
    return {**TYPED, "seen": str(seen)}


ROWS: dict[str, Rule] = {
    "GET api_datasets.Counting": Only(lambda _: {"uses": "generative_training"}, roles=CHOOSERS),
    "GET api_datasets.Datasets": Only(roles=CLIENT_SIDE | READERS),
    "GET api_datasets.Differences": Own(two_versions, roles=CLIENT_SIDE, others=READERS),
    "GET api_datasets.OneDataset": Own(a_dataset, roles=CLIENT_SIDE, others=READERS),
    "GET api_datasets.OneVersion": Own(a_version, roles=CLIENT_SIDE, others=READERS),
    "GET api_datasets.VersionCounts": Own(a_version, roles=CLIENT_SIDE, others=READERS),
    "GET api_datasets.VersionTakes": Own(a_version, roles=CLIENT_SIDE, others=READERS),
    "GET datasets.choose": Own(a_dataset, roles=CHOOSERS),
    "GET datasets.choose in one's own": Only(of_northlab, roles=CHOOSERS),
    "GET datasets.counts": Only(roles=CHOOSERS),
    "GET datasets.difference": Own(a_dataset, roles=CLIENT_SIDE, others=READERS),
    "GET datasets.new": Only(roles=CHOOSERS),
    "GET datasets.page": Only(roles=CLIENT_SIDE | READERS),
    "GET datasets.show": Own(a_dataset, roles=CLIENT_SIDE, others=READERS),
    "GET datasets.version": Own(a_version, roles=CLIENT_SIDE, others=READERS),
    "POST api_datasets.Datasets": Only(something_to_choose, roles=CHOOSERS, send=named_by_program),
    "POST api_datasets.Versions": Own(a_dataset, roles=CHOOSERS, send={**CHOSEN, "seen": 1}),
    "POST api_datasets.Versions in one's own": Only(
        of_northlab, roles=CHOOSERS, send={**CHOSEN, "seen": 1}
    ),
    "POST datasets.create_dataset": Only(something_to_choose, roles=CHOOSERS, send=named),
    "POST datasets.save_version": Own(a_dataset, roles=CHOOSERS, send=newest_seen),
    "POST datasets.save_version in one's own": Only(of_northlab, roles=CHOOSERS, send=newest_seen),
}
