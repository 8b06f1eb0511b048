"""A delivery that was handed over by the gate, with its files in storage: two tracks of one take as
files and together in a shard, and a README."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from consent.grants.models import Grant
from consent.holders.handing import Handover, hand_over
from consent.holders.purposes import Stated
from consent.ledger.explaining.words import Use
from foundation import storage
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from foundation.web import settings
from marketplace.deliveries.building.models import (
    Delivery,
    DeliveryFile,
    DeliveryFilePart,
    DeliveryState,
    FileKind,
)
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.form import Form
from marketplace.deliveries.choosing.models import Dataset, DatasetVersion
from tests.cast import NORTHLAB
from tests.marketplace.deliveries.fetching.served import (
    entry,
    hash_of,
    manifest_of,
    member,
    tar_of,
)

USES = (Use.EVALUATION,)
SHARD = "shards/train-000000.tar"


@dataclass(frozen=True, slots=True)
class Delivered:
    id: UUID
    files: Mapping[str, bytes]
    ids: Mapping[str, UUID]
    manifest: bytes


def track(of: Grant) -> bytes:
    return of.recording_id.bytes * 5000


def asked_for(client_id: UUID = NORTHLAB, recipient: UUID | None = None, **more: Any) -> Delivery:
    """A row as building makes it, before anything is built."""
    with transaction() as session:
        dataset = Dataset(client_id=client_id, name=f"Anger {new_id().hex}", created_by=new_id())
        session.add(dataset)
        session.flush()
        choice = Choice(uses=USES, end_product="support", regions=("EU",))
        version = DatasetVersion(
            dataset_id=dataset.id,
            number=1,
            choice=choice.canonical(),
            form=Form().canonical(),
            hash=choice.hash,
            takes=1,
            length_ms=1000,
            made_by=dataset.created_by,
        )
        session.add(version)
        session.flush()
        delivery = Delivery(
            reference=f"D-{new_id().hex[:8]}",
            client_id=client_id,
            dataset_version_id=version.id,
            recipient_id=recipient,
            form=Form().canonical(),
            secret=new_id().hex,
            asked_by=dataset.created_by,
            **more,
        )
        session.add(delivery)
        session.flush()
        session.expunge_all()
    return delivery


def delivered(
    grants: Sequence[Grant], follows: Delivered | None = None, uses: Sequence[Use] = USES
) -> Delivered:
    """By the real gate: it refuses what is not permitted."""
    delivery = asked_for(follows_id=follows and follows.id)
    files, members = _files(grants)
    entries = _entries(grants, files, members)
    manifest = manifest_of(str(delivery.id), entries, follows and follows.manifest)
    for path, body in {**files, "manifest.json": manifest}.items():
        storage.of(settings()).put(_key(delivery, path), BytesIO(body))
    with transaction() as session:
        kept = session.get_one(Delivery, delivery.id)
        ids = {path: _keep(session, kept, each) for path, each in _by_path(entries).items()}
        handover = Handover(
            delivery=delivery.id,
            stated=Stated(
                client=NORTHLAB, uses=tuple(uses), end_product="support", regions=("EU",)
            ),
            recordings={each.recording_id: _hashes(entries, each) for each in grants},
            manifest=hash_of(manifest),
        )

        def publish(_session: Any) -> None:
            kept.state, kept.delivered_at = DeliveryState.DELIVERED, now()
            kept.manifest, kept.manifest_bytes = hash_of(manifest), len(manifest)
            kept.manifest_key = _key(delivery, "manifest.json")

        hand_over(session, handover, publish=publish, actor=SYSTEM)
    return Delivered(delivery.id, files, ids, manifest)


def name_of(grant: Grant) -> str:
    return f"media/train/aa/{grant.recording_id.hex}.wav"


def _files(grants: Sequence[Grant]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    members = {f"aa.{each.recording_id.hex}.wav": b"m" + track(each) for each in grants}
    files = {name_of(each): track(each) for each in grants}
    return {**files, SHARD: tar_of(members), "README.md": b"# Read me\n"}, members


def _entries(
    grants: Sequence[Grant], files: Mapping[str, bytes], members: Mapping[str, bytes]
) -> list[dict[str, Any]]:
    inside = [
        member(f"aa.{each.recording_id.hex}.wav", body, str(each.recording_id))
        for each, body in zip(grants, members.values(), strict=True)
    ]
    everybody = [str(each.recording_id) for each in grants]
    return [
        *(entry(name_of(g), files[name_of(g)], "media", str(g.recording_id)) for g in grants),
        entry(SHARD, files[SHARD], "shard", *everybody, members=inside),
        entry("README.md", files["README.md"], "describing"),
    ]


def _by_path(entries: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["path"]: each for each in entries}


def _hashes(entries: Sequence[dict[str, Any]], grant: Grant) -> list[str]:
    """As building says them: the file, the shard, and the member in it."""
    of = str(grant.recording_id)
    found = {each["sha256"] for each in entries if of in each["recordings"]}
    for each in entries:
        found |= {one["sha256"] for one in each.get("members", ()) if of in one["recordings"]}
    return sorted(found)


def _key(delivery: Delivery, path: str) -> str:
    return f"{delivery.folder}{path.lower()}"


def _keep(session: Any, delivery: Delivery, each: Mapping[str, Any]) -> UUID:
    file = DeliveryFile(
        delivery_id=delivery.id,
        path=each["path"],
        kind=FileKind(each["kind"]),
        sha256=each["sha256"],
        size_bytes=each["bytes"],
        media_type=each["media_type"],
        storage_key=_key(delivery, each["path"]),
        recipe=each["sha256"],
    )
    session.add(file)
    session.flush()
    parts = each.get("members") or ([{"name": "", **each}] if each["recordings"] else [])
    session.add_all(
        DeliveryFilePart(
            file_id=file.id,
            member=part["name"],
            recording_id=UUID(recording),
            take_id=new_id(),
            kind=FileKind.MEDIA,
            sha256=part["sha256"],
            size_bytes=part["bytes"],
            media_type="audio/wav",
        )
        for part in parts
        for recording in part["recordings"]
    )
    return file.id
