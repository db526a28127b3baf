"""Agreement files: YAML text to an Agreement. Takes a path or a text, gives it, or all that is wrong."""

from __future__ import annotations

import re
from os import PathLike, fspath
from typing import Any

from zielcalc.model.agreement import Agreement, Revision, Waiver
from zielcalc.model.period import Year
from zielcalc.model.problem import AgreementError, Place, Problems
from zielcalc.model.shape import AGREEMENT
from zielcalc.read.agreement_ground import Ground
from zielcalc.read.agreement_owners import Owners
from zielcalc.read.agreement_targets import Targets
from zielcalc.read.content import Content
from zielcalc.read.digest import digest
from zielcalc.read.nodes import MOST_BYTES, parse_nodes
from zielcalc.read.structure import Structure

_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"


def load_agreement(path: str | PathLike[str] | Content) -> Agreement:
    """Read an agreement file. Raises AgreementError with every problem in it, each with line and column."""
    if isinstance(path, Content):
        return _parse(path.data, path.file, Problems())
    file = fspath(path)
    problems = Problems()
    try:
        with open(file, "rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        problems.add("cannot-read", Place(file), reason=getattr(error, "strerror", None) or str(error))
        raise AgreementError(problems) from None
    return _parse(data, file, problems)


def parse_agreement(text: str, file: str = "<agreement>") -> Agreement:
    """Read an agreement from text, without touching any file. Raises AgreementError like `load_agreement`."""
    return _parse(text.encode("utf-8", "surrogatepass"), file, Problems())


def _parse(data: bytes, file: str, problems: Problems) -> Agreement:
    text = _decoded(data, file, problems)
    root = None if problems else parse_nodes(text, file, problems)
    if root is None and not problems:
        problems.add("empty-file", Place(file))
    fields = None if root is None else Structure(problems).read(root, AGREEMENT)
    hashed = digest(len(data))
    hashed.update(data)
    agreement = _agreement(Ground(fields, problems), file, hashed.hexdigest()) if fields else None
    if agreement is None or problems:
        raise AgreementError(problems)
    return agreement


def _agreement(ground: Ground, file: str, sha256: str) -> Agreement | None:
    """Build the whole agreement from its fields; None where it has problems."""
    root = ground.root
    year = _year(ground)
    owners = Owners(ground)
    measures, indicators = owners.measures(), owners.indicators()
    targets = Targets(ground, year).targets()
    revisions = tuple(_revision(ground, fields) for fields in root.items("revisions"))
    if ground.problems or year is None:
        return None
    return Agreement(
        title=root.values["title"].text,
        year=year,
        parties=tuple(leaf.text for leaf in root.items("parties")),
        legal_basis=root.get("legal_basis"),
        judged=root.get("judged"),
        decimals=ground.decimals,
        final_after=root.get("final_after"),
        data_as_of=root.get("data_as_of"),
        revisions=revisions,
        reservation=root.get("reservation"),
        priorities={id: leaf.text for id, leaf in root.map("priorities").items()},
        groups={id: leaf.text for id, leaf in root.map("groups").items()},
        measures=measures,
        indicators=indicators,
        targets=targets,
        breakdown={key: leaf.text for key, leaf in root.map("breakdown").items()},
        file=file,
        sha256=sha256,
        notices=tuple(ground.notices),
        open_places=tuple(leaf.place for leaf in root.opens()),
        judged_place=root.values["judged"].place,
        not_encoded={
            id: Waiver(fields.get("quote", ""), fields.get("reason", ""))
            for id, fields in root.map("not_encoded").items()
        },
        places=dict(root.places()),
    )


def _year(ground: Ground) -> Year | None:
    """Give the agreed year: `year`, or the twelve months of `period`."""
    keys = ground.root.key_places
    if "year" in keys and "period" in keys:
        ground.problems.add("year-and-period", keys["period"])
    elif "year" not in keys and "period" not in keys:
        ground.problems.add("missing-key", ground.root.place, key="year")
    found: Year | None = ground.root.get("year") or ground.root.get("period")
    return found


def _revision(ground: Ground, fields: Any) -> Revision:
    known = ground.declared("measures")
    measures = [ground.refer(leaf, known, "unknown-name") for leaf in fields.items("measures")]
    return Revision(fields.get("month"), tuple(id for id in measures if id), fields.get("text", ""))


def _decoded(data: bytes, file: str, problems: Problems) -> str:
    if len(data) > MOST_BYTES:
        problems.add("too-large", Place(file), most=f"{MOST_BYTES // 1_000} kB")
        return ""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        excerpt = data[start:].split(b"\n", 1)[0].rstrip(b"\r").decode("utf-8", "backslashreplace")
        column = len(data[start : error.start].decode("utf-8")) + 1
        problems.add("not-utf8", Place(file, line, column, excerpt, len(r"\xff")))
        return ""
    if not text.replace("\n", "").isprintable() and (found := re.search(_CONTROL, text)):
        start = text.rfind("\n", 0, found.start()) + 1
        line = text.count("\n", 0, found.start()) + 1
        place = Place(file, line, found.start() - start + 1, text[start:].split("\n", 1)[0])
        problems.add("control-character", place, character=f"U+{ord(found[0]):04X}")
    return text
