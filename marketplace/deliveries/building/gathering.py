"""Reads what takes bring into a delivery: of many takes at once, whatever their number."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Media
from consent.media.choosing import Copies, choose, choose_mix
from consent.media.choosing import Wanted as WantedFile
from consent.media.errors import CopyNotReady, MediaGone, PreviewNotReady
from consent.media.filing import files_of
from consent.media.models import MediaFile
from foundation.statements import among
from marketplace.casting.models import Engagement
from marketplace.deliveries.building import hearing, judgements
from marketplace.deliveries.building.contents import PartIn, Source, TakeContents, Wanted
from marketplace.deliveries.building.hearing import Heard
from marketplace.deliveries.building.models import DeliveryTake
from marketplace.deliveries.building.pseudonyms import pseudonyms_of
from marketplace.gigs.models import Gig
from marketplace.requests.models import RequestVersion
from marketplace.requests.scene import Brief
from marketplace.takes.checking.copying import made_for
from marketplace.takes.models import Take, Track

MIX = "mix"
_NAME_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Gathered:
    takes: Sequence[TakeContents]
    gone: Collection[UUID]
    """Takes of which a file is kept no more."""
    waiting: Collection[UUID]
    """Takes of which a copy is still being made."""


@dataclass(frozen=True, slots=True)
class _Played:
    take: Take
    request_id: UUID
    tracks: Sequence[tuple[Track, str]]
    """With the part of each."""


@dataclass(frozen=True, slots=True)
class _Files:
    of: Mapping[UUID, Sequence[MediaFile]]
    """By recording, with the mixes of its take at the first of them."""
    copies: Mapping[UUID, Copies]


def gather(
    session: Session,
    wanted: Wanted,
    rows: Sequence[DeliveryTake],
    names: Mapping[UUID, str],
) -> Gathered:
    """In the order of the rows; `names` as `take_names` gives them to all of the delivery."""
    splits = {row.take_id: row.split for row in rows}
    played = _played(session, list(splits))
    recordings = [
        track.recording_id
        for one in played.values()
        for track, _ in one.tracks
        if track.recording_id
    ]
    files = _files(session, recordings)
    heard = hearing.heard(session, wanted, [one.tracks for one in played.values()])
    performers = {track.performer_id for one in played.values() for track, _ in one.tracks}
    called = pseudonyms_of(session, wanted.client_id, performers)
    judged = judgements.judged(session, list(splits))
    briefs = _briefs(session, {one.take.brief_version_id for one in played.values()})
    found, gone, waiting = [], [], []
    for take_id, split in splits.items():
        one = played[take_id]
        try:
            parts = _parts(one, files, heard, called)
            mix = _mix(one, files) if wanted.form.mixed and len(one.tracks) > 1 else None
        except (MediaGone, PreviewNotReady):
            gone.append(take_id)
        except CopyNotReady:
            waiting.append(take_id)
        else:
            found.append(
                TakeContents(
                    take_id=take_id,
                    request_id=one.request_id,
                    number=one.take.number,
                    name=names[take_id],
                    split=split,
                    brief=briefs[one.take.brief_version_id],
                    parts=parts,
                    mix=mix,
                    judged=judged[take_id],
                )
            )
    return Gathered(found, gone, waiting)


def take_names(takes: Collection[UUID]) -> dict[UUID, str]:
    """Short ones, and longer where two would be called alike."""
    short = Counter(take.hex[-_NAME_DIGITS:] for take in takes)
    return {
        take: take.hex[-_NAME_DIGITS:] if short[take.hex[-_NAME_DIGITS:]] == 1 else take.hex
        for take in takes
    }


def part_names(keys: Sequence[str]) -> list[str]:
    """Of the parts of one take, in order: ASCII, without dots, none twice and none called as the
    mix is."""
    plain = [re.sub(r"[^a-z0-9_-]+", "-", key.lower()).strip("-") or "part" for key in keys]
    found: list[str] = []
    for each in plain:
        name, number = each, 2
        while name in found or name == MIX:
            name, number = f"{each}-{number}", number + 1
        found.append(name)
    return found


def _played(session: Session, takes: Collection[UUID]) -> dict[UUID, _Played]:
    tracks: dict[UUID, list[tuple[Track, str]]] = defaultdict(list)
    wanted = (
        select(Track, Engagement.part_key)
        .join(Engagement, Engagement.id == Track.engagement_id)
        .where(among(session, Track.take_id, takes))
        .order_by(Engagement.part_key, Track.id)
    )
    for track, key in session.execute(wanted):
        tracks[track.take_id].append((track, key))
    of = select(Take, Gig.request_id).join(Gig, Gig.id == Take.gig_id)
    return {
        take.id: _Played(take, request_id, tracks[take.id])
        for take, request_id in session.execute(of.where(among(session, Take.id, takes)))
    }


def _files(session: Session, recordings: Collection[UUID]) -> _Files:
    of: dict[UUID, list[MediaFile]] = defaultdict(list)
    for file in files_of(session, recordings):
        of[file.recording_id].append(file)
    return _Files(of, made_for(session, recordings))


def _parts(
    one: _Played, files: _Files, heard: Mapping[UUID, Heard], called: Mapping[UUID, str]
) -> list[PartIn]:
    names = part_names([key for _, key in one.tracks])
    found = []
    for (track, _), name in zip(one.tracks, names, strict=True):
        if track.recording_id is None:
            raise MediaGone
        recording_id, said = track.recording_id, heard[track.recording_id]
        copies = files.copies.get(recording_id, Copies())
        own = files.of.get(recording_id, ())
        file = choose(own, copies, is_accepted=True, is_own=False, wanted=WantedFile.DOWNLOAD)
        originals = [each.sha256 for each in own if each.kind is Media.ORIGINAL]
        found.append(
            PartIn(
                name=name,
                recording_id=recording_id,
                performer=called[track.performer_id],
                source=_source(file),
                original=originals[0] if originals else file.sha256,
                seconds=said.seconds,
                sample_rate_hz=said.sample_rate_hz,
                channels=said.channels,
                turns=said.turns,
                cues=said.cues,
                felt=said.felt,
            )
        )
    return found


def _mix(one: _Played, files: _Files) -> Source:
    """It is kept with one of its tracks, whichever was the first."""
    recordings = [track.recording_id for track, _ in one.tracks if track.recording_id]
    own = [file for each in recordings for file in files.of.get(each, ())]
    copies = next((files.copies[each] for each in recordings if each in files.copies), Copies())
    return _source(choose_mix(own, copies, is_accepted=True))


def _source(file: MediaFile) -> Source:
    return Source(
        key=file.storage_key,
        sha256=file.sha256,
        size_bytes=file.size_bytes,
        media_type=file.media_type,
        is_copy=file.kind is not Media.ORIGINAL,
    )


def _briefs(session: Session, versions: Collection[UUID]) -> dict[UUID, Brief]:
    these = select(RequestVersion).where(among(session, RequestVersion.id, list(versions)))
    return {each.id: each.scene().brief for each in session.scalars(these)}
