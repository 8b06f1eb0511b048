"""Files in a bucket of S3 or of anything that speaks it. Large ones go in parts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

from foundation.database import refuse_inside_transaction
from foundation.settings import Settings
from foundation.storage.interface import (
    LINK_LASTS_S,
    PIECE,
    Stored,
    StoredFileMissing,
    checked,
    checked_prefix,
    is_shown_inline,
)

# Parts of 16 MiB, two at a time: a stream of any length needs some 64 MiB of memory.
_PARTS = TransferConfig(
    multipart_threshold=16 << 20,
    multipart_chunksize=16 << 20,
    max_concurrency=2,
)
_MISSING = {"NoSuchKey", "404"}


def connect(settings: Settings) -> "S3Storage":
    bucket = urlsplit(settings.storage)
    client = boto3.client(
        "s3",
        endpoint_url=settings.s3_endpoint or None,
        region_name=settings.s3_region,
        aws_access_key_id=settings.s3_key_id or None,
        aws_secret_access_key=settings.s3_secret or None,
        config=Config(
            connect_timeout=5,
            read_timeout=30,
            retries={"mode": "standard", "max_attempts": 4},
            signature_version="s3v4",
        ),
    )
    prefix = bucket.path.strip("/")
    return S3Storage(client, bucket.netloc, f"{prefix}/" if prefix else "")


def origin_of(settings: Settings) -> str:
    """As links have it: some services name the bucket in the host, some in the path."""
    # Making a link asks nobody and needs no key that is true; a machine may get its own later.
    some = replace(settings, s3_key_id=settings.s3_key_id or "-", s3_secret="-")  # noqa: S106
    link = urlsplit(connect(some).link("a", filename="a", media_type="audio/wav"))
    return f"{link.scheme}://{link.netloc}"


class S3Storage:
    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self._client, self._bucket, self._prefix = client, bucket, prefix

    def put(self, key: str, source: BinaryIO | Path) -> int:
        refuse_inside_transaction()
        name = self._name(key)
        if isinstance(source, Path):
            self._client.upload_file(str(source), self._bucket, name, Config=_PARTS)
        else:
            self._client.upload_fileobj(source, self._bucket, name, Config=_PARTS)
        head = self._client.head_object(Bucket=self._bucket, Key=name)
        return int(head["ContentLength"])

    def open(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        refuse_inside_transaction()
        wanted = {"Bucket": self._bucket, "Key": self._name(key)}
        if end is not None and end <= start:
            return iter(())
        if start or end is not None:
            wanted["Range"] = f"bytes={start}-{'' if end is None else end - 1}"
        try:
            body = self._client.get_object(**wanted)["Body"]
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in _MISSING:
                raise StoredFileMissing from None
            if code == "InvalidRange":  # Begins behind the end: nothing, as with a local file.
                return iter(())
            raise
        return _pieces(body)

    def delete(self, key: str) -> None:
        refuse_inside_transaction()
        self._client.delete_object(Bucket=self._bucket, Key=self._name(key))

    def link(self, key: str, *, filename: str, media_type: str, inline: bool = False) -> str:
        shown = "inline" if inline and is_shown_inline(media_type) else "attachment"
        address: str = self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": self._name(key),
                "ResponseContentType": media_type,
                "ResponseContentDisposition": f"{shown}; filename*=UTF-8''{quote(filename, '')}",
                "ResponseCacheControl": "private, no-store",
            },
            ExpiresIn=LINK_LASTS_S,
        )
        return address

    def list(self, prefix: str = "") -> Iterator[Stored]:
        refuse_inside_transaction()
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=self._prefix + checked_prefix(prefix)
        )
        for page in pages:
            for found in page.get("Contents", ()):
                key = found["Key"].removeprefix(self._prefix)
                yield Stored(key, int(found["Size"]), found["LastModified"])

    def _name(self, key: str) -> str:
        return self._prefix + checked(key)


def _pieces(body: Any) -> Iterator[bytes]:
    with body:
        yield from body.iter_chunks(PIECE)
