"""The schema: what an agreement file may hold, as JSON Schema. Drawn from the shape that files are checked by."""

from __future__ import annotations

from typing import Any

from zielcalc.model.shape import (
    AGREEMENT,
    Choice,
    Flag,
    FormulaText,
    Id,
    Kind,
    ListOf,
    MapOf,
    MonthText,
    Number,
    PaceText,
    Section,
    Text,
    UnitText,
    Whole,
    YearText,
)

_ID = "^[a-z][a-z0-9_]*$"
_WRITTEN: dict[str, Any] = {"type": ["string", "number"]}


def agreement_schema() -> dict[str, Any]:
    """Give the JSON Schema of an agreement file."""
    schema = _of(AGREEMENT)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "zielcalc agreement",
        **schema,
        "oneOf": [{"required": ["year"]}, {"required": ["period"]}],
    }


def _of(kind: Kind) -> dict[str, Any]:
    match kind:
        case Section(keys):
            return {
                "type": "object",
                "additionalProperties": False,
                "required": [name for name, key in keys.items() if key.required],
                "properties": {name: {**_of(key.kind), "description": key.doc} for name, key in keys.items()},
            }
        case MapOf(item, free):
            names = {} if free else {"propertyNames": {"pattern": _ID, "not": {"const": "open"}}}
            return {"type": "object" if free else ["object", "null"], "additionalProperties": _of(item), **names}
        case ListOf(item, or_one, length):
            items: dict[str, Any] = {"type": "array", "items": _of(item)}
            if length is not None:
                items |= {"minItems": length, "maxItems": length}
            one = [_of(item)] if or_one else [{"const": "open"}] if length is not None else []
            return {"anyOf": [items, *one]} if one else items
        case Text():
            return _WRITTEN
        case Id():
            return {"type": "string", "pattern": _ID}
        case Number():
            return {
                "anyOf": [
                    {"type": "number"},
                    {
                        "type": "string",
                        "pattern": r"^(open|[+-]?\s*[0-9]+(\.[0-9]+)?\s*\S.*|[+-]?\s*[0-9]+(\.[0-9]+)?)$",
                    },
                ]
            }
        case FormulaText():
            return _WRITTEN
        case Flag():
            return {"type": "boolean"}
        case Whole(most):
            return {"type": "integer", "minimum": 0, "maximum": most}
        case UnitText():
            return {"type": "string"}
        case YearText(calendar):
            return {"type": "integer"} if calendar else {"type": "string"}
        case MonthText():
            return {"type": ["string", "integer"]}
        case Choice(words):
            return {"enum": [int(text) if text.isdigit() else text for text in words]}
        case PaceText(words):
            shares = {"type": "array", "items": _WRITTEN, "minItems": 12, "maxItems": 12}
            return {"anyOf": [{"enum": list(words)}, shares]}
