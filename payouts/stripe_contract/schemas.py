"""The SDK's type annotations as JSON Schema."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace

from payouts.stripe_contract.annotations import (
    fields,
    last_name,
    may_be_absent,
    object_name,
    unquoted,
    wire_name,
)
from payouts.stripe_contract.combining import NULL, TEXT, Schema, either, listing, words
from payouts.stripe_contract.sdk_source import SdkSource

_PLAIN: dict[str, Schema] = {
    "str": TEXT,
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "Decimal": {"type": "string", "format": "decimal"},
    "bytes": TEXT,
    "datetime": TEXT,
    "Any": {},
    "object": {},
    "None": NULL,
    "StripeObject": {"type": "object"},
    "UntypedStripeObject": {"type": "object", "additionalProperties": True},
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name is read: it means what its module, and the classes around it, say it means."""

    module: str
    sent: bool
    """In a request, where nothing unknown is let through; else in an answer."""
    within: tuple[ast.ClassDef, ...] = ()


class Schemas:
    def __init__(self, source: SdkSource, kept: frozenset[str]) -> None:
        """Objects that are not `kept` are described as any object."""
        self._source = source
        self._kept = kept
        self._waiting: list[tuple[str, str, str]] = []
        self._seen: set[str] = set()

    def of(self, annotation: ast.expr, place: Place) -> Schema:
        node = unquoted(annotation)
        if isinstance(node, ast.BinOp):
            return either([self.of(node.left, place), self.of(node.right, place)])
        if isinstance(node, ast.Subscript):
            return self._generic(node, place)
        if isinstance(node, ast.Constant) and node.value is None:
            return NULL
        return self._named(last_name(node), place)

    def of_class(self, found: ast.ClassDef, place: Place) -> Schema:
        """An object: what must be there is what the SDK does not call optional."""
        inside = replace(place, within=(*place.within, found))
        properties, required = self._inherited(found, inside)
        partial = any(each.arg == "total" for each in found.keywords)
        for name, annotation in fields(found):
            properties[wire_name(name)] = self.of(annotation, inside)
            if not may_be_absent(annotation) and not partial:
                required.add(wire_name(name))
        schema: Schema = {"type": "object", "properties": properties}
        if required:
            schema["required"] = sorted(required)
        if place.sent:
            schema["additionalProperties"] = False
        return schema

    def components(self) -> dict[str, Schema]:
        """Every object that was referred to, and what those refer to."""
        found = {}
        while self._waiting:
            module, name, known_as = self._waiting.pop()
            described = self.of_class(self._source.classes(module)[name], Place(module, sent=False))
            found[known_as] = {**described, "x-resourceId": known_as}
        return found

    def _inherited(self, found: ast.ClassDef, place: Place) -> tuple[dict[str, Schema], set[str]]:
        properties: dict[str, Schema] = {}
        required: set[str] = set()
        typed, classes = self._source.typed_dicts(place.module), self._source.classes(place.module)
        for base in (last_name(each) for each in found.bases):
            if base in typed:
                for name, annotation in typed[base].items():
                    properties[name] = self.of(annotation, place)
                    if not may_be_absent(annotation):
                        required.add(name)
            elif place.sent and base in classes and base != found.name:
                above = self.of_class(classes[base], place)
                properties |= above["properties"]
                required |= set(above.get("required", ()))
        return properties, required

    def _generic(self, node: ast.Subscript, place: Place) -> Schema:
        name = last_name(node.value)
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name == "Literal":
            return words([ast.literal_eval(each) for each in inner])
        if name in ("Dict", "Mapping", "dict", "UntypedStripeObject"):
            return {"type": "object", "additionalProperties": self.of(inner[-1], place) or True}
        return self._wrapped(name, [self.of(each, place) for each in inner])

    def _wrapped(self, name: str, inner: Sequence[Schema]) -> Schema:
        if name in ("NotRequired", "Required", "ClassVar"):
            return inner[0]
        if name in ("List", "Sequence", "list"):
            return {"type": "array", "items": inner[0]}
        if name == "ListObject":
            return listing(inner[0], v2=False)
        more = {"Optional": [NULL], "ExpandableField": [TEXT], "Union": []}
        if name not in more:
            raise NotImplementedError(f"the SDK uses a generic that we do not know: {name}")
        return either([*more[name], *inner] if name == "ExpandableField" else [*inner, *more[name]])

    def _named(self, name: str, place: Place) -> Schema:
        if name in _PLAIN:
            return dict(_PLAIN[name])
        for depth in range(len(place.within), 0, -1):
            for each in place.within[depth - 1].body:
                if isinstance(each, ast.ClassDef) and each.name == name:
                    return self.of_class(each, replace(place, within=place.within[:depth]))
        typed = self._source.typed_dicts(place.module)
        if name in typed:
            parts = {key: self.of(each, place) for key, each in typed[name].items()}
            return {"type": "object", "properties": parts}
        return self._elsewhere(name, place)

    def _elsewhere(self, name: str, place: Place) -> Schema:
        module = place.module
        if name not in self._source.classes(module):
            imported_from, name = self._source.imported(module)[name]
            module = self._source.home(imported_from, name)
        parameters = ".params" in module or name.endswith(("Param", "Params"))
        if place.sent and (parameters or module == place.module):
            return self.of_class(self._source.classes(module)[name], Place(module, sent=True))
        return self._reference(module, name)

    def _reference(self, module: str, name: str) -> Schema:
        known_as = object_name(self._source.classes(module)[name])
        if known_as not in self._kept:
            return {"type": "object", "description": f"{known_as}, not described here"}
        if known_as not in self._seen:
            self._seen.add(known_as)
            self._waiting.append((module, name, known_as))
        return {"$ref": f"#/components/schemas/{known_as}"}
