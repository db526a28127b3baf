"""zielcalc says whether the targets of a target agreement (Zielvereinbarung, § 48b SGB II) are met.

    agreement = zielcalc.load_agreement("agreement_2016.yaml")
    actuals = zielcalc.load_actuals(["examples/plan_2016.csv"], agreement)
    report = zielcalc.evaluate(agreement, actuals)
    print(zielcalc.render(report, "table", lang="de"))

Names are imported when they are first used, so that what is not needed costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from zielcalc._version import __version__

if TYPE_CHECKING:
    from zielcalc.judge.assumptions import assume, plan_as_actuals
    from zielcalc.judge.evaluate import evaluate
    from zielcalc.judge.explain import explanation_of
    from zielcalc.judge.forecast import forecasts_of
    from zielcalc.judge.need import needs_of
    from zielcalc.model.actuals import Actuals
    from zielcalc.model.agreement import Agreement
    from zielcalc.model.period import Month
    from zielcalc.model.problem import ActualsError, AgreementError, Problem, UsageError, ZielcalcError
    from zielcalc.model.report import Report, Result, Verdict
    from zielcalc.read.actuals_file import load_actuals, parse_actuals, read_assumption
    from zielcalc.read.agreement_facts import read_facts
    from zielcalc.read.agreement_file import load_agreement, parse_agreement
    from zielcalc.write.render import render

_HOMES = {
    "model.actuals": ("Actuals",),
    "model.agreement": ("Agreement",),
    "model.period": ("Month",),
    "model.problem": ("ActualsError", "AgreementError", "Problem", "UsageError", "ZielcalcError"),
    "model.report": ("Report", "Result", "Verdict"),
    "read.agreement_facts": ("read_facts",),
    "read.agreement_file": ("load_agreement", "parse_agreement"),
    "read.actuals_file": ("load_actuals", "parse_actuals", "read_assumption"),
    "judge.assumptions": ("assume", "plan_as_actuals"),
    "judge.evaluate": ("evaluate",),
    "judge.explain": ("explanation_of",),
    "judge.forecast": ("forecasts_of",),
    "judge.need": ("needs_of",),
    "write.render": ("render",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Actuals",
    "ActualsError",
    "Agreement",
    "AgreementError",
    "Month",
    "Problem",
    "Report",
    "Result",
    "UsageError",
    "Verdict",
    "ZielcalcError",
    "__version__",
    "assume",
    "evaluate",
    "explanation_of",
    "forecasts_of",
    "load_actuals",
    "load_agreement",
    "needs_of",
    "parse_actuals",
    "parse_agreement",
    "plan_as_actuals",
    "read_assumption",
    "read_facts",
    "render",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'zielcalc' has no attribute {name!r}")
    return getattr(import_module(f"zielcalc.{_HOME_OF[name]}"), name)
