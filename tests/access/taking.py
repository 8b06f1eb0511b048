"""Deliveries that were handed over, each to a client of its own, made for one of the cast."""

from io import BytesIO
from uuid import UUID, uuid4

from consent.holders.models import HandedOver
from consent.holders.purposes import Stated
from foundation import storage
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.web import settings
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.clients.models import Client
from marketplace.deliveries.building.models import (
    Delivery,
    DeliveryFile,
    DeliveryFilePart,
    DeliveryState,
    FileKind,
)
from tests.access.rules import Only, Open, Own, Rule, Values
from tests.cast import NORTHLAB
from tests.cast import Person as CastPerson
from tests.consent.licences.licensed import offered, open_offer, published, signed_by
from tests.marketplace.deliveries.fetching.served import manifest_of
from tests.marketplace.deliveries.taking.delivered import USES, asked_for

TAKERS = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))
READERS = frozenset((Role.COMPLIANCE, Role.ADMIN))
HASH = f"sha256:{'0d' * 32}"
MANIFEST = manifest_of(str(UUID(int=1)), [])


def _client_of(person: CastPerson) -> UUID:
    found = person.actor.on_behalf_of or uuid4()
    if db.session().get(Client, found) is None:
        with transaction() as session:
            session.add(Client(id=found, name=f"Lab {found}"))
    db.session.rollback()
    return found


def _delivered(client: UUID) -> Values:
    """A README, an index, and what nobody permits any more; under a licence that holds."""
    signed_by(client, open_offer(offered(published(), client)))
    delivery = asked_for(client)
    key = f"{delivery.folder}manifest"
    storage.of(settings()).put(key, BytesIO(MANIFEST))
    with transaction() as session:
        kept = session.get_one(Delivery, delivery.id)
        kept.state, kept.delivered_at = DeliveryState.DELIVERED, now()
        kept.manifest, kept.manifest_key = HASH, key
        session.add(
            HandedOver(
                delivery_id=kept.id,
                client_id=client,
                recipient_id=None,
                licence_id=new_id(),
                purpose=Stated(
                    client=client, uses=USES, end_product="support", regions=("EU",)
                ).kept(),
                manifest=HASH,
                handed_over_by=new_id(),
            )
        )
        readme, track = _file(kept, "README.md"), _file(kept, "media/a.wav")
        index = _file(kept, "index.parquet")
        session.add_all((readme, index, track))
        session.flush()
        session.add(
            DeliveryFilePart(
                file_id=track.id,
                member="",
                recording_id=new_id(),
                take_id=new_id(),
                kind=FileKind.MEDIA,
                sha256=HASH,
                size_bytes=1,
                media_type="audio/wav",
            )
        )
        return {"delivery_id": kept.id, "file_id": index.id, "readme": readme.id}


def _file(delivery: Delivery, path: str) -> DeliveryFile:
    return DeliveryFile(
        delivery_id=delivery.id,
        path=path,
        kind=FileKind.DESCRIBING,
        sha256=HASH,
        size_bytes=1,
        media_type="text/markdown",
        storage_key=f"{delivery.folder}{path.lower()}",
        recipe=HASH,
    )


def a_delivery(person: CastPerson) -> Values:
    return {"delivery_id": _delivered(_client_of(person))["delivery_id"]}


def of_northlab(_person: CastPerson) -> Values:
    return {"delivery_id": _delivered(NORTHLAB)["delivery_id"]}


def a_file(person: CastPerson) -> Values:
    return _index_of(_client_of(person))


def a_file_of_northlab(_person: CastPerson) -> Values:
    return _index_of(NORTHLAB)


def a_readme(person: CastPerson) -> Values:
    return _readme_of(_client_of(person))


def _index_of(client: UUID) -> Values:
    made = _delivered(client)
    return {"delivery_id": made["delivery_id"], "file_id": made["file_id"]}


def _readme_of(client: UUID) -> Values:
    made = _delivered(client)
    return {"delivery_id": made["delivery_id"], "file_id": made["readme"]}


ROWS: dict[str, Rule] = {
    "GET api_taking.Files": Own(a_delivery, roles=CLIENT_SIDE, others=READERS),
    "GET api_taking.Links": Own(a_file, roles=TAKERS),
    "GET api_taking.Links in one's own": Only(a_file_of_northlab, roles=TAKERS),
    "GET api_taking.Manifests": Own(a_delivery, roles=TAKERS),
    "GET api_taking.Manifests in one's own": Only(of_northlab, roles=TAKERS),
    "GET api_taking.Standings": Own(a_delivery, roles=CLIENT_SIDE, others=READERS),
    "GET taking.client": Open(),
    "GET taking.file": Own(a_file, roles=TAKERS),
    "GET taking.file in one's own": Only(a_file_of_northlab, roles=TAKERS),
    "GET api_taking.Links to read": Own(a_readme, roles=CLIENT_SIDE),
    "GET taking.file to read": Own(a_readme, roles=CLIENT_SIDE),
    "GET taking.files": Own(a_delivery, roles=CLIENT_SIDE, others=READERS),
    "GET taking.proof": Own(a_delivery, roles=CLIENT_SIDE, others=READERS),
    "GET taking.manifest": Own(a_delivery, roles=TAKERS),
    "GET taking.manifest in one's own": Only(of_northlab, roles=TAKERS),
    "POST api_taking.Deltas": Own(a_delivery, roles=TAKERS),
    "POST api_taking.Deltas in one's own": Only(of_northlab, roles=TAKERS),
    "POST taking.ask_for_delta": Own(a_delivery, roles=TAKERS),
    "POST taking.ask_for_delta in one's own": Only(of_northlab, roles=TAKERS),
}
