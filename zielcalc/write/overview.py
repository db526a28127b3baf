"""The overview: what an agreement holds, for `show`. Takes an Agreement, gives text or plain data."""

from __future__ import annotations

from typing import Any

import tabulate

from zielcalc.model.agreement import Agreement, Target
from zielcalc.model.quantity import Lang
from zielcalc.model.words import word
from zielcalc.write.clean import clean
from zielcalc.write.lines import OPERATORS


def overview_document(agreement: Agreement) -> dict[str, Any]:
    """Give what an agreement holds as plain data."""
    return {
        "agreement": {"title": agreement.title, "period": agreement.year.span, "file": agreement.file},
        "groups": dict(agreement.groups),
        "priorities": dict(agreement.priorities),
        "measures": [
            {
                "id": measure.id,
                "label": measure.label,
                "group": measure.group,
                "unit": measure.unit.text,
                "over_time": measure.over_time,
                "lag": measure.lag,
                "aliases": list(measure.aliases),
                "line": measure.place.line,
            }
            for measure in agreement.measures.values()
        ],
        "indicators": [
            {
                "id": indicator.id,
                "label": indicator.label,
                "group": indicator.group,
                "unit": indicator.unit.text,
                "formula": indicator.formula_text,
                "line": indicator.place.line,
            }
            for indicator in agreement.indicators.values()
        ],
        "yes_no": [{"id": id, "label": label} for id, label in agreement.yes_no_names.items()],
        "targets": [
            {
                "id": target.id,
                "label": target.label,
                "group": target.group,
                "of": target.of_text,
                "demand": demanded(target),
                "line": target.place.line,
            }
            for target in agreement.targets.values()
        ],
    }


def demanded(target: Target) -> str:
    """Say in one line what a target demands, as the file writes it."""
    if target.milestone is not None:
        return target.milestone
    demand = target.demand
    if demand is None:
        return "monitored"
    texts = [bound.text for bound in demand.bounds]
    match demand.kind:
        case "between":
            return f"{target.of_text} {texts[0]} .. {texts[1]}"
        case "about":
            return f"{target.of_text} {texts[0]} +- {texts[1]}"
        case kind:
            return f"{target.of_text} {OPERATORS[kind]} {texts[0]}"


def render_overview(agreement: Agreement, lang: Lang) -> str:
    """Give what an agreement holds in lists, each with the line it stands in."""
    document = overview_document(agreement)
    sections = [
        ("measures", ("id", "label", "unit", "over_time", "line")),
        ("yes_no", ("id", "label")),
        ("indicators", ("id", "label", "unit", "formula", "line")),
        ("targets", ("id", "label", "demand", "line")),
    ]
    titles = {"yes_no": "yes_no_title", "targets": "targets_title"}
    blocks = [f"{clean(agreement.title)}\n{clean(agreement.file)} · {agreement.year}"]
    for section, keys in sections:
        rows = [[clean(str(entry[key])) for key in keys] for entry in document[section]]
        if rows:
            table = tabulate.tabulate(rows, tablefmt="plain", disable_numparse=True)
            blocks.append(f"{word(titles.get(section, section), lang)}\n{table}")
    return "\n\n".join(blocks) + "\n"
