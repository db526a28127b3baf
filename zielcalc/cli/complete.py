"""Complete: what the shell offers at the cursor: names of the agreement at hand, verdicts, formats, codes, files.

An agreement that is not sound, or not there, offers nothing and says nothing: this is no place for problems.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from click import Context
from click.shell_completion import CompletionItem

import zielcalc
from zielcalc.cli.chosen import agreement_path
from zielcalc.model.agreement import Agreement
from zielcalc.write.clean import clean


def files(_: Context, incomplete: str) -> list[CompletionItem]:
    """Offer files."""
    return [CompletionItem(incomplete, type="file")]


def targets(context: Context, incomplete: str) -> list[CompletionItem]:
    """Offer the targets, with their labels."""
    return _of_agreement(context, lambda agreement: offered(_targets(agreement), incomplete))


def files_and_targets(context: Context, incomplete: str) -> list[CompletionItem]:
    """Offer targets, and files: first, since some shells then offer them only where no target fits."""
    return [*files(context, incomplete), *targets(context, incomplete)]


def selections(context: Context, incomplete: str) -> list[CompletionItem]:
    """Offer targets and groups, also behind a comma."""
    return _of_agreement(context, lambda agreement: listed({**agreement.groups, **_targets(agreement)}, incomplete))


def assumptions(context: Context, incomplete: str) -> list[CompletionItem]:
    """Offer every measure with `=`."""
    return _of_agreement(
        context,
        lambda agreement: offered({f"{id}=": label for id, label in _reported(agreement).items()}, incomplete),
    )


def codes(_: Context, incomplete: str) -> list[CompletionItem]:
    """Offer the codes of problems and notices, verdicts and reasons."""
    from zielcalc.model.codes import CODES, REASONS, VERDICTS

    return offered(dict.fromkeys((*CODES, *VERDICTS, *REASONS), ""), incomplete)


def offered(words: Mapping[str, str], incomplete: str, before: str = "") -> list[CompletionItem]:
    """Offer those words that begin so, each with what it stands for."""
    found = {word: label for word, label in words.items() if word.startswith(incomplete)}
    return [CompletionItem(before + word, help=clean(label) or None) for word, label in found.items()]


def listed(words: Mapping[str, str], incomplete: str) -> list[CompletionItem]:
    """Offer words of a list with commas: those that are not in it yet."""
    before, comma, last = incomplete.rpartition(",")
    taken = before.split(",")
    return offered({word: label for word, label in words.items() if word not in taken}, last, before + comma)


def _targets(agreement: Agreement) -> dict[str, str]:
    return {id: target.label for id, target in agreement.targets.items()}


def _reported(agreement: Agreement) -> dict[str, str]:
    return {**{id: measure.label for id, measure in agreement.measures.items()}, **agreement.yes_no_names}


def _of_agreement(context: Context, offer: Callable[[Agreement], list[CompletionItem]]) -> list[CompletionItem]:
    try:
        path, _ = agreement_path(context.params.get("agreement"))
        return offer(zielcalc.load_agreement(path))
    except zielcalc.ZielcalcError:
        return []
