"""One method for each operation: its path by place, everything else by name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foundation.api.document import BYTES
from foundation.api.operation_names import is_list
from foundation.api.python.spelling import Spec, Spelling, is_name, name_of

JSON = "application/json"
_WIDTH = 100
_OWN = frozenset(("self", "idempotency_key", "body", "server", "upload"))
"""Names that a method has for itself."""


@dataclass(frozen=True, slots=True)
class Call:
    """What one method is made of. `body` is the schema that is sent."""

    path: str
    method: str
    operation: Spec
    parameters: tuple[Spec, ...]
    schemas: dict[str, Spec]

    def written(self, spelling: Spelling) -> Iterator[str]:
        name = self.operation["operationId"]
        yield from _definition(name, [*self._arguments(spelling)], self._answer(spelling))
        yield from self._about()
        yield f"        {self._done(spelling)}"

    def sent(self) -> Spec | None:
        content = self.operation.get("requestBody", {}).get("content", {})
        found: Spec | None = content.get(JSON, {}).get("schema")
        return found

    def answered(self) -> tuple[Spec | None, bool]:
        """The schema of what comes back, for a list of one of it, and whether it is bytes."""
        for status, answer in self.operation["responses"].items():
            if status.startswith("2"):
                content = answer.get("content", {})
                if JSON in content and BYTES not in content[JSON]["schema"]:
                    return self._item(content[JSON]["schema"]), False
                return None, status != "204"
        raise ValueError(f"{self.path} does not say what it answers.")

    def _item(self, schema: Spec) -> Spec:
        """Nobody sees the pages of a list."""
        if not is_list(self.operation):
            return schema
        found: Spec = self.schemas[name_of(schema)]["properties"]["items"]["items"]
        return found

    def _arguments(self, spelling: Spelling) -> Iterator[str]:
        for each in self._in("path"):
            yield f"{each['name']}: {spelling.given(each['schema'], self._at(each['name']))}"
        named = [*self._by_name(spelling)]
        if named:
            yield "*"
        # What must be said first: Python does not mind the order, but who reads it does.
        yield from sorted(named, key=lambda each: " = " in each)

    def _by_name(self, spelling: Spelling) -> Iterator[str]:
        for each in self._in("query"):
            if each["name"] != "after":
                said = spelling.given(each["schema"], self._at(each["name"]))
                yield _optional(each["name"], said, "None", required=each.get("required", False))
        for name, schema in self._fields().items():
            said = spelling.given(schema, f"{name_of(self.sent() or {})}.{name}")
            yield _optional(name, said, "UNSAID", required=name in self._required())
        if self.sent() is not None and not self._fields():
            yield f"body: {spelling.answered(self.sent() or {}, self._at('body'))}"
        if self.method == "post":
            yield "idempotency_key: str | None = None"

    def _fields(self) -> dict[str, Spec]:
        """Of the body, if each of them can be an argument."""
        sent = self.sent()
        if sent is None or "$ref" not in sent:
            return {}
        found: dict[str, Spec] = self.schemas[name_of(sent)].get("properties", {})
        taken = {each["name"] for each in self.parameters} | _OWN
        return found if all(is_name(each) and each not in taken for each in found) else {}

    def _required(self) -> list[str]:
        found: list[str] = self.schemas[name_of(self.sent() or {})].get("required", [])
        return found

    def _answer(self, spelling: Spelling) -> str:
        schema, is_bytes = self.answered()
        if is_bytes:
            return "bytes"
        if schema is None:
            return "None"
        if is_list(self.operation):
            return f"Iterator[{spelling.answered(schema, self._at('item'))}]"
        return spelling.answered(schema, self._at("answer"))

    def _done(self, spelling: Spelling) -> str:
        answer = self._answer(spelling)
        path = re.sub(r"{(\w+)}", r"{_part(\1)}", self.path)
        path = f'f"{path}"' if "{" in path else f'"{path}"'
        if is_list(self.operation):
            asked = f"self._pages({path}, {self._query()})"
        else:
            asked = f"self.{self._way()}({', '.join(self._sent_with(path))})"
        if answer in ("None", "bytes"):
            return asked if answer == "None" else f"return {asked}"
        return f"return cast({answer}, {asked})"

    def _way(self) -> str:
        return "_bytes" if self.answered()[1] else "_json"

    def _sent_with(self, path: str) -> Iterator[str]:
        yield f'"{self.method.upper()}"'
        yield path
        if self._in("query"):
            yield f"query={self._query()}"
        if self._fields():
            yield f"body=_said({', '.join(f'{each}={each}' for each in self._fields())})"
        elif self.sent() is not None:
            yield "body=body"
        if self.method == "post":
            yield 'key=idempotency_key or ""'

    def _query(self) -> str:
        names = [each["name"] for each in self._in("query") if each["name"] != "after"]
        return "{" + ", ".join(f'"{each}": {each}' for each in names) + "}"

    def _about(self) -> Iterator[str]:
        said = [self.operation.get("summary", ""), *self._details()]
        scopes = [each for need in self.operation.get("security", ()) for each in need["token"]]
        said.append(f"{self.method.upper()} {self.path}, scope {', '.join(scopes)}.")
        first, *rest = [each for each in said if each]
        first = first if first.endswith((".", "?", ":")) else f"{first}."
        yield f'        """{first}'
        for each in rest:
            yield ""
            yield from (f"        {line}".rstrip() for line in each.splitlines())
        yield '        """'

    def _details(self) -> Iterator[str]:
        yield self.operation.get("description", "").replace("\\", "\\\\").strip()
        told = [each for each in self._in("query") if each.get("description")]
        if told and not is_list(self.operation):
            yield "\n".join(f"{each['name']}: {each['description']}" for each in told)

    def _in(self, place: str) -> list[Spec]:
        return [each for each in self.parameters if each["in"] == place]

    def _at(self, name: str) -> str:
        return f"{self.operation['operationId']}.{name}"


def _optional(name: str, said: str, unless: str, *, required: bool) -> str:
    if required:
        return f"{name}: {said}"
    also = {"None": "None", "UNSAID": "Unsaid"}[unless]
    known = said if also in said.split(" | ") or said == "Any" else f"{said} | {also}"
    return f"{name}: {known} = {unless}"


def _definition(name: str, arguments: list[str], answer: str) -> Iterator[str]:
    line = f"    def {name}({', '.join(('self', *arguments))}) -> {answer}:"
    if len(line) <= _WIDTH:
        yield line
        return
    yield f"    def {name}("
    yield from (f"        {each}," for each in ("self", *arguments))
    yield f"    ) -> {answer}:"
