"""Deliveries, each of a client of its own, asked for by one person of the cast."""

from uuid import UUID

from foundation.actors import Actor
from foundation.database import db
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.deliveries.building.actions import ask_for_delivery
from marketplace.deliveries.choosing.models import Dataset, DatasetVersion
from tests.access.datasets import CHOOSERS, READERS, a_dataset, of_northlab
from tests.access.rules import Only, Own, Rule, Values
from tests.cast import Person


def _version_of(dataset: Values) -> UUID:
    found = db.session().query(DatasetVersion).filter_by(dataset_id=dataset["dataset_id"]).one()
    version_id = found.id
    db.session.rollback()
    return version_id


def _delivery(dataset: Values, client: UUID) -> Values:
    asker = Actor(UUID(int=32), Role.CLIENT_PRODUCER, client)
    return {"delivery_id": ask_for_delivery(_version_of(dataset), actor=asker)}


def _client_of(dataset: Values) -> UUID:
    client = db.session().get_one(Dataset, dataset["dataset_id"]).client_id
    db.session.rollback()
    return client


def a_delivery(person: Person) -> Values:
    dataset = a_dataset(person)
    return _delivery(dataset, _client_of(dataset))


def of_northlab_itself(person: Person) -> Values:
    dataset = of_northlab(person)
    return _delivery(dataset, _client_of(dataset))


def a_version(person: Person) -> Values:
    return {"version_id": _version_of(a_dataset(person))}


def a_version_of_northlab(person: Person) -> Values:
    return {"version_id": _version_of(of_northlab(person))}


def by_program(person: Person) -> Values:
    """Of this person's own client, where they have one."""
    return {"version_id": str(_version_of(a_dataset(person)))}


ROWS: dict[str, Rule] = {
    "GET api_deliveries.Deliveries": Only(roles=CLIENT_SIDE | READERS),
    "GET api_deliveries.OneDelivery": Own(a_delivery, roles=CLIENT_SIDE, others=READERS),
    "GET deliveries.ask": Own(a_version, roles=CHOOSERS),
    "GET deliveries.ask in one's own": Only(a_version_of_northlab, roles=CHOOSERS),
    "GET deliveries.page": Only(roles=CLIENT_SIDE | READERS),
    "GET deliveries.progress": Own(a_delivery, roles=CLIENT_SIDE, others=READERS),
    "GET deliveries.show": Own(a_delivery, roles=CLIENT_SIDE, others=READERS),
    "POST api_deliveries.CallingOff": Own(a_delivery, roles=CHOOSERS),
    "POST api_deliveries.CallingOff in one's own": Only(of_northlab_itself, roles=CHOOSERS),
    "POST api_deliveries.Deliveries": Only(roles=CHOOSERS, send=by_program),
    "POST deliveries.ask_for_delivery": Own(a_version, roles=CHOOSERS),
    "POST deliveries.ask_for_delivery in one's own": Only(a_version_of_northlab, roles=CHOOSERS),
    "POST deliveries.call_off_delivery": Own(a_delivery, roles=CHOOSERS),
    "POST deliveries.call_off_delivery in one's own": Only(of_northlab_itself, roles=CHOOSERS),
}
