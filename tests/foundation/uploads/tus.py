"""A sender of tus 1.0, small enough to say the wrong thing."""

import base64
import hashlib
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TUS = {"Tus-Resumable": "1.0.0"}


def metadata(**values: str) -> str:
    return ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in values.items()
    )


def begin(client: FlaskClient, length: int | None, **more: str) -> TestResponse:
    said = {"Upload-Defer-Length": "1"} if length is None else {"Upload-Length": str(length)}
    return client.post("/uploads", headers={**TUS, **said, **more})


def begun(client: FlaskClient, length: int | None, **values: str) -> str:
    answer = begin(client, length, **{"Upload-Metadata": metadata(**values)})
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"]


def append(
    client: FlaskClient, place: str, offset: int, body: bytes = b"", **more: str
) -> TestResponse:
    headers = {
        **TUS,
        "Upload-Offset": str(offset),
        "Content-Type": "application/offset+octet-stream",
    }
    return client.patch(place, data=body, headers={**headers, **more})


def stand(client: FlaskClient, place: str) -> TestResponse:
    return client.head(place, headers=TUS)


def received(client: FlaskClient, place: str) -> int:
    return int(stand(client, place).headers["Upload-Offset"])


def checksum(body: bytes, algorithm: str = "sha256") -> dict[str, str]:
    digest = hashlib.new(algorithm, body).digest()
    return {"Upload-Checksum": f"{algorithm} {base64.b64encode(digest).decode()}"}


def id_of(place: str) -> UUID:
    return UUID(place.rpartition("/")[2])
