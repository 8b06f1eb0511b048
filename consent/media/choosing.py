"""Which file of a recording somebody gets: marked, whole, or a copy without what is withheld."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Media
from consent.media.errors import CopyNotReady, MediaGone, NothingToShow, PreviewNotReady
from consent.media.models import MediaFile


class Wanted(StrEnum):
    PLAY = "play"
    DOWNLOAD = "download"
    """As it came in, where that may be had."""
    POSTER = "poster"
    MIX = "mix"


@dataclass(frozen=True, slots=True)
class Copies:
    """What was made of a recording for others than its performer, by file ids."""

    is_withheld: bool = False
    """Part of it goes to nobody else."""
    fresh: frozenset[UUID] = frozenset()
    """Without all that is withheld now."""
    mixes: frozenset[UUID] = frozenset()
    """The same, of all tracks together."""
    every: frozenset[UUID] = frozenset()
    """Those too that are out of date."""


made_for: tuple[Callable[[Session, Collection[UUID]], Mapping[UUID, Copies]], ...] = ()
"""The copies of these recordings: filled by who withholds parts of them. Where nobody does, all
of a recording is played."""


def copies_of(session: Session, recording_id: UUID) -> Copies:
    for made in made_for:
        if (found := made(session, [recording_id]).get(recording_id)) is not None:
            return found
    return Copies()


def choose(
    files: Sequence[MediaFile],
    copies: Copies,
    *,
    is_accepted: bool,
    is_own: bool,
    wanted: Wanted = Wanted.PLAY,
) -> MediaFile:
    """Before its take is accepted a recording is seen with its watermark; whose own it is may see
    it without one as long as there is none, and hears what is withheld from the others."""
    kept = [each for each in files if each.destroyed_at is None]
    if not kept:
        raise MediaGone
    whole = [each for each in kept if each.id not in copies.every]
    if wanted is Wanted.POSTER:
        return _poster(whole, hidden=copies.is_withheld and not is_own)
    if copies.is_withheld and not is_own:
        return _without(kept, copies.fresh, is_accepted=is_accepted)
    played = [each for each in whole if not _is_picture(each)]
    unmarked = _as_recorded(played, wanted)
    previews = [each for each in played if each.watermarked]
    found = unmarked if is_accepted else previews or (unmarked if is_own else [])
    if not found:
        raise PreviewNotReady
    return found[0]


def choose_mix(files: Sequence[MediaFile], copies: Copies, *, is_accepted: bool) -> MediaFile:
    kept = [each for each in files if each.destroyed_at is None]
    return _without(kept, copies.mixes, is_accepted=is_accepted)


def _without(files: Sequence[MediaFile], fresh: frozenset[UUID], *, is_accepted: bool) -> MediaFile:
    for each in files:
        if each.id in fresh and each.watermarked is not is_accepted:
            return each
    raise CopyNotReady


def _as_recorded(files: Sequence[MediaFile], wanted: Wanted) -> Sequence[MediaFile]:
    """To play it: the copy of the same packets that can be searched, where there is one."""
    originals = [each for each in files if each.kind is Media.ORIGINAL]
    searchable = [each for each in files if each.kind is Media.DERIVED and not each.watermarked]
    if wanted is Wanted.PLAY and originals and searchable:
        return searchable
    return originals or files


def _poster(files: Sequence[MediaFile], *, hidden: bool) -> MediaFile:
    """Its moment may lie in what is withheld."""
    for each in files:
        if _is_picture(each) and not hidden:
            return each
    raise NothingToShow


def _is_picture(file: MediaFile) -> bool:
    return file.media_type.startswith("image/")
