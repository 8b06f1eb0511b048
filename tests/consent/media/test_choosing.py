"""Which file of a recording somebody gets, by what there is of it."""

from uuid import uuid4

import pytest

from consent.ledger.explaining.words import Media
from consent.media.choosing import Copies, Wanted, choose
from consent.media.errors import CopyNotReady, NothingToShow, PreviewNotReady
from consent.media.models import MediaFile


def file(name, kind=Media.DERIVED, media_type="video/webm", **more):
    return MediaFile(
        recording_id=uuid4(),
        client_id=uuid4(),
        kind=kind,
        sha256="",
        media_type=media_type,
        size_bytes=1,
        storage_key=name,
        **more,
    )


WHOLE = [
    file("poster", media_type="image/png"),
    file("original", Media.ORIGINAL),
    file("preview", watermarked=True),
    file("remux"),
]
MARKED, CLEAN = file("marked copy", watermarked=True), file("copy")
FRESH = frozenset((MARKED.id, CLEAN.id))
WITHHELD = Copies(is_withheld=True, fresh=FRESH, every=FRESH)


def chosen(copies=Copies(), *, accepted=True, own=False, wanted=Wanted.PLAY):  # noqa: B008
    files = [MARKED, CLEAN, *WHOLE]
    if copies == Copies():
        files = WHOLE
    found = choose(files, copies, is_accepted=accepted, is_own=own, wanted=wanted)
    return found.storage_key


@pytest.mark.parametrize("own", [True, False])
def test_before_it_is_accepted_the_preview_plays(own):
    assert chosen(accepted=False, own=own) == "preview"
    assert chosen(accepted=False, own=own, wanted=Wanted.DOWNLOAD) == "preview"


def test_then_what_can_be_searched_plays_and_the_original_is_taken_away():
    assert chosen() == "remux"
    assert chosen(wanted=Wanted.DOWNLOAD) == "original"


@pytest.mark.parametrize(("accepted", "name"), [(True, "copy"), (False, "marked copy")])
def test_where_something_is_withheld_others_get_the_copy_whatever_they_ask(accepted, name):
    for wanted in (Wanted.PLAY, Wanted.DOWNLOAD):
        assert chosen(WITHHELD, accepted=accepted, wanted=wanted) == name


def test_whose_own_it_is_has_all_of_it():
    assert chosen(WITHHELD, own=True) == "remux"
    assert chosen(WITHHELD, own=True, accepted=False) == "preview"


def test_until_the_copy_is_there_others_wait():
    with pytest.raises(CopyNotReady):
        choose(WHOLE, Copies(is_withheld=True), is_accepted=True, is_own=False)
    with pytest.raises(PreviewNotReady):
        choose(WHOLE[:2], Copies(), is_accepted=False, is_own=False)


def test_a_poster_is_shown_unless_its_moment_may_be_withheld():
    assert chosen(wanted=Wanted.POSTER) == "poster"
    assert chosen(WITHHELD, own=True, wanted=Wanted.POSTER) == "poster"
    with pytest.raises(NothingToShow):
        chosen(WITHHELD, wanted=Wanted.POSTER)
