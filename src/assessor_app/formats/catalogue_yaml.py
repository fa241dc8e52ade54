"""The catalogue file: sectors, frameworks, micro-credentials, and what stacks into what. See `docs/forms.md`."""

import contextlib
import graphlib
from collections.abc import Iterable
from dataclasses import dataclass

from assessor_app.domain.catalogue import Catalogue
from assessor_app.formats.form_yaml.catalogue_fields import CATALOGUE
from assessor_app.formats.form_yaml.nodes import Position, compose
from assessor_app.formats.form_yaml.problems import Findings, Problem, errors_of, invalid
from assessor_app.formats.form_yaml.reader import read_value
from assessor_app.formats.form_yaml.rules import check_unique
from assessor_app.formats.form_yaml.values import Entry, build


@dataclass(frozen=True, kw_only=True)
class ReadCatalogue:
    """A catalogue, None when there are errors, and all problems in the order of the file."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]


def read_catalogue(data: bytes) -> ReadCatalogue:
    """Reads a catalogue file and judges it; raises KnownError `form-unreadable` as `read_form` does."""
    findings = Findings()
    value = read_value(compose(data, findings), CATALOGUE, findings)
    if isinstance(value, Entry):
        _check(value, findings)
    problems = findings.sorted()
    if value is None or errors_of(problems):
        return ReadCatalogue(catalogue=None, problems=problems)
    catalogue = build(value, CATALOGUE)
    if not isinstance(catalogue, Catalogue):
        raise TypeError(type(catalogue).__name__)
    return ReadCatalogue(catalogue=catalogue, problems=problems)


def parse_catalogue(data: bytes) -> Catalogue:
    """The catalogue in a file; raises KnownError `form-unreadable`, or `catalogue-invalid` (`first`, `count`)."""
    read = read_catalogue(data)
    if read.catalogue is None:
        raise invalid("catalogue-invalid", read.problems)
    return read.catalogue


def form_path(*, sector: str, code: str) -> str:
    """Where a form stands under the catalogue's folder: `<sector>/<code>.yaml`."""
    return f"{sector}/{code}.yaml"


def check_folder(data: bytes, paths: Iterable[str]) -> tuple[Problem, ...]:
    """What does not agree between a catalogue and the form files beside it (paths relative, with `/`).

    Raises KnownError `form-unreadable` as `read_catalogue` does.
    """
    value = read_value(compose(data, Findings()), CATALOGUE, Findings())
    if not isinstance(value, Entry):
        return ()
    findings = Findings()
    present = set(paths)
    expected: set[str] = set()
    for micro in value.entries("micro-credentials"):
        code, sector = micro.text("code"), micro.text("sector")
        if code is None or sector is None:
            continue
        path = form_path(sector=sector, code=code)
        expected.add(path)
        planned = micro.flag("planned")
        if planned and path in present:
            findings.error(micro.at("planned"), "form-but-planned", part=code, path=path)
        elif not planned and path not in present:
            findings.error(micro.at("code"), "form-missing", part=code, path=path)
    for path in sorted(present - expected):
        findings.error(Position(1, 1), "form-not-listed", path=path)
    return findings.sorted()


def _check(catalogue: Entry, findings: Findings) -> None:
    micros, stacks = catalogue.entries("micro-credentials"), catalogue.entries("qualifications")
    check_unique(catalogue.entries("frameworks"), findings, key="code", kind="framework")
    check_unique(catalogue.entries("sectors"), findings, key="code", kind="sector")
    check_unique((*micros, *stacks), findings, key="code", kind="code")
    sectors = {sector.text("code") for sector in catalogue.entries("sectors")}
    for entry in (*micros, *stacks):
        sector = entry.leaf("sector")
        if sector and sector.data not in sectors:
            findings.error(sector, "unknown-sector", sector=sector.data)
    parts = {micro.text("code") for micro in micros}
    all_codes = parts | {stack.text("code") for stack in stacks}
    for stack in stacks:
        _check_stack(stack, parts, all_codes, findings)
    _check_circles(stacks, findings)


def _check_stack(
    stack: Entry, parts: set[str | None], all_codes: set[str | None], findings: Findings
) -> None:
    for key, known, code in (
        ("parts", parts, "unknown-part"),
        ("prerequisites", all_codes, "unknown-prerequisite"),
    ):
        seen: set[object] = set()
        for leaf in stack.leaves(key):
            if leaf.data not in known:
                findings.error(leaf, code, part=leaf.data)
            elif leaf.data in seen:
                findings.error(leaf, "listed-twice", value=leaf.data)
            seen.add(leaf.data)
    need, count = stack.number("need"), len(stack.leaves("parts"))
    if need is not None and need > count > 0:
        findings.error(stack.at("need"), "needs-too-many", need=need, count=count)


def _check_circles(stacks: tuple[Entry, ...], findings: Findings) -> None:
    """Qualifications that need each other first: takes away what can be held until only circles are left."""
    needs = {
        stack.text("code"): {str(leaf.data) for leaf in stack.leaves("prerequisites")} for stack in stacks
    }
    sorter = graphlib.TopologicalSorter(needs)
    # The sorter raises on a circle, and still hands out whatever does not hang on one.
    with contextlib.suppress(graphlib.CycleError):
        sorter.prepare()
    holdable: set[str | None] = set()
    while ready := sorter.get_ready():
        holdable.update(ready)
        sorter.done(*ready)
    for stack in stacks:
        if stack.text("code") not in holdable:
            findings.error(stack.at("prerequisites"), "needs-itself", part=stack.text("code") or "")
