"""What can be wrong with an upload. Which status says so over tus is decided in its routes."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound, Unavailable

MIB = 1 << 20


class UploadNotFound(NotFound):
    message = "We could not find that upload. It may have expired; start it again."


class UploadUnfinished(Conflict):
    message = "This upload is not complete yet."


class UploadTaken(Conflict):
    message = "This upload has been used already."


@dataclass(eq=False)
class OffsetMismatch(Conflict):
    received: int
    message = "We have {received} bytes of this upload; continue from there."


class UploadBusy(Conflict):
    message = "This upload is being written to by another connection. Try again in a moment."


class LengthSettled(Conflict):
    message = "The length of this upload was settled before."


class ChecksumMismatch(DomainError):
    message = "These bytes do not match their checksum. They were not kept; send them again."


@dataclass(eq=False)
class UploadTooLarge(DomainError):
    most_mib: int
    message = "This is larger than we take: {most_mib} MiB at most."


class TooManyBytes(DomainError):
    message = "These are more bytes than this upload may have."


class QuotaSpent(DomainError):
    message = "You have too much waiting here. Finish or remove other uploads first."


@dataclass(eq=False)
class BadHeader(DomainError):
    header: str
    message = "{header} is missing or cannot be read."


class Interrupted(Unavailable):
    message = "The connection broke. What had arrived is kept; continue from there."


class BytesElsewhere(Unavailable):
    """The row is here and the bytes are not: they lie on another machine."""

    message = "The beginning of this upload is not at hand right now. Try again in a minute."


class NoRoom(Unavailable):
    message = "There is no room for more files right now. What had arrived is kept."
