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
    from zielcalc.judge.carry import next_baselines
    from zielcalc.judge.changes import compare
    from zielcalc.judge.evaluate import evaluate
    from zielcalc.judge.explain import explanation_of
    from zielcalc.judge.flips import compare_actuals, compare_verdicts
    from zielcalc.judge.forecast import forecasts_of
    from zielcalc.judge.missing import missing_rows
    from zielcalc.judge.need import needs_of
    from zielcalc.judge.selfcheck import selfcheck
    from zielcalc.judge.text_changes import compare_texts
    from zielcalc.model.actuals import Actuals
    from zielcalc.model.agreement import Agreement
    from zielcalc.model.changes import Change, Changes, apply
    from zielcalc.model.paper import Paper, hold_against
    from zielcalc.model.period import Month
    from zielcalc.model.problem import (
        ActualsError,
        AgreementError,
        PaperError,
        Problem,
        UsageError,
        ZielcalcError,
    )
    from zielcalc.model.report import Report, Result, Verdict
    from zielcalc.read.actuals_file import load_actuals, load_cells, parse_actuals, read_assumption
    from zielcalc.read.agreement_facts import read_facts
    from zielcalc.read.agreement_file import load_agreement, parse_agreement
    from zielcalc.read.content import given
    from zielcalc.read.paper_file import load_paper
    from zielcalc.write.render import render
    from zielcalc.write.render_changes import render_changes

_HOMES = {
    "model.actuals": ("Actuals",),
    "model.agreement": ("Agreement",),
    "model.changes": ("Change", "Changes", "apply"),
    "model.period": ("Month",),
    "model.problem": ("ActualsError", "AgreementError", "PaperError", "Problem", "UsageError", "ZielcalcError"),
    "model.report": ("Report", "Result", "Verdict"),
    "read.agreement_facts": ("read_facts",),
    "read.agreement_file": ("load_agreement", "parse_agreement"),
    "read.content": ("given",),
    "read.actuals_file": ("load_actuals", "load_cells", "parse_actuals", "read_assumption"),
    "read.paper_file": ("load_paper",),
    "model.paper": ("Paper", "hold_against"),
    "judge.assumptions": ("assume", "plan_as_actuals"),
    "judge.changes": ("compare",),
    "judge.carry": ("next_baselines",),
    "judge.evaluate": ("evaluate",),
    "judge.explain": ("explanation_of",),
    "judge.flips": ("compare_actuals", "compare_verdicts"),
    "judge.forecast": ("forecasts_of",),
    "judge.missing": ("missing_rows",),
    "judge.need": ("needs_of",),
    "judge.text_changes": ("compare_texts",),
    "judge.selfcheck": ("selfcheck",),
    "write.render": ("render",),
    "write.render_changes": ("render_changes",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Actuals",
    "ActualsError",
    "Agreement",
    "AgreementError",
    "Change",
    "Changes",
    "Month",
    "Paper",
    "PaperError",
    "Problem",
    "Report",
    "Result",
    "UsageError",
    "Verdict",
    "ZielcalcError",
    "__version__",
    "apply",
    "assume",
    "compare",
    "compare_actuals",
    "compare_texts",
    "compare_verdicts",
    "evaluate",
    "explanation_of",
    "forecasts_of",
    "given",
    "hold_against",
    "load_actuals",
    "load_agreement",
    "load_cells",
    "load_paper",
    "missing_rows",
    "needs_of",
    "next_baselines",
    "parse_actuals",
    "parse_agreement",
    "plan_as_actuals",
    "read_assumption",
    "read_facts",
    "render",
    "render_changes",
    "selfcheck",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'zielcalc' has no attribute {name!r}")
    return getattr(import_module(f"zielcalc.{_HOME_OF[name]}"), name)
