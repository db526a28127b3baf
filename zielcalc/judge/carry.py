"""Carry: what next year's agreement takes from this year's. Takes an Agreement and Actuals, gives its new baselines."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from zielcalc.judge.measures import Measures
from zielcalc.judge.missing import missing_rows
from zielcalc.judge.values import Values
from zielcalc.model.actuals import Actuals
from zielcalc.model.agreement import Agreement
from zielcalc.model.formula import Name
from zielcalc.model.problem import ActualsError


def next_baselines(agreement: Agreement, actuals: Actuals) -> Mapping[str, Fraction | None]:
    """Give the baseline of next year for each measure and indicator that has one: this year's result, in base units.

    None stands for a result that the actuals do not give. A measure without a baseline gets one where a target compares
    with the year before and the result is there. Raises ActualsError where annual and monthly values contradict.
    """
    measures = Measures(agreement, actuals)
    if contradictions := measures.contradictions():
        raise ActualsError(contradictions)
    values = Values(measures)
    results = {id: values.value(Name(id), agreement.year.last).value for id in agreement.owners}
    compared = {row.id for row in missing_rows(agreement, monthly=False) if row.period == agreement.year.before()}
    return {
        id: result
        for id, result in results.items()
        if agreement.owners[id].baseline or (id in compared and result is not None)
    }
