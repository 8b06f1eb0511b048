"""Files beside a message: known by their first bytes, small, and never sound or video."""

from collections.abc import Sequence

from werkzeug.datastructures import FileStorage

from foundation.cases import attachments
from foundation.cases.threads import Kept
from marketplace.messages.errors import UnfitFile

FOLDER = "messages/"
MOST_FILES = attachments.MOST_FILES
UNFIT = (*attachments.UNFIT, UnfitFile)


def keep(files: Sequence[FileStorage]) -> list[Kept]:
    """All of them, or none. Outside any transaction: storage may be far away."""
    kept = attachments.keep(files, folder=FOLDER)
    for each in kept:
        if each.media_type.startswith(("audio/", "video/")):
            attachments.drop([file.storage_key for file in kept])
            raise UnfitFile(each.name)
    return kept
