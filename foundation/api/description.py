"""The OpenAPI document read as people read it: parts, operations, examples of what is sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import current_app

from foundation.api.operation_names import METHODS, with_names

Spec = dict[str, Any]
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Operation:
    method: str
    path: str
    name: str
    summary: str
    details: str
    scopes: tuple[str, ...]
    parameters: tuple[Spec, ...]
    sends: Any
    """An example body, drawn from the schema; None where nothing is sent."""
    answers: tuple[tuple[str, str, Any], ...]
    """Status, phrase, example body."""

    @property
    def anchor(self) -> str:
        return f"{self.method.lower()}{self.path}".translate(str.maketrans("/", "-", "{}"))


@dataclass(frozen=True, slots=True)
class Description:
    spec: Spec

    def parts(self) -> Iterator[tuple[str, str, list[Operation]]]:
        for tag in self.spec.get("tags", []):
            operations = [each for each in self._operations(tag["name"])]
            yield tag["name"], tag.get("description", ""), operations

    def _operations(self, tag: str) -> Iterator[Operation]:
        for path, item in self.spec["paths"].items():
            for method in METHODS:
                if tag in item.get(method, {}).get("tags", ()):
                    yield self._operation(method, path, item)

    def _operation(self, method: str, path: str, item: Spec) -> Operation:
        said = item[method]
        parameters = [*item.get("parameters", ()), *said.get("parameters", ())]
        return Operation(
            method=method.upper(),
            path=path,
            name=said["operationId"],
            summary=said.get("summary", ""),
            details=said.get("description", ""),
            scopes=tuple(name for need in said.get("security", ()) for name in need["token"]),
            parameters=tuple(self._resolved(each) for each in parameters),
            sends=self._body(said.get("requestBody", {})),
            answers=tuple(
                (status, answer["description"], self._body(answer))
                for status, given in said["responses"].items()
                for answer in (self._resolved(given),)
                if status.startswith("2")
            ),
        )

    def _resolved(self, given: Spec) -> Spec:
        if "$ref" not in given:
            return given
        found: Any = self.spec
        for step in given["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        return dict(found)

    def _body(self, holder: Spec) -> Any:
        for content in holder.get("content", {}).values():
            return self._example(content["schema"], 0)
        return None

    def _example(self, given: Spec, depth: int) -> Any:
        schema = self._resolved(given)
        kind = schema.get("type")
        if depth > _DEEPEST:
            return "…"
        if "properties" in schema:
            items = schema["properties"].items()
            return {name: self._example(each, depth + 1) for name, each in items}
        if kind == "array":
            return [self._example(schema.get("items", {}), depth + 1)]
        if "enum" in schema:
            return " | ".join(str(each) for each in schema["enum"] if each is not None)
        kinds = " or ".join(kind) if isinstance(kind, list) else kind or "any"
        return f"{kinds} ({schema['format']})" if "format" in schema else kinds


def described() -> Description:
    return Description(with_names(current_app.extensions["fairtake_api"].spec.to_dict()))
