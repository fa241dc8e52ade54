"""The design file, in and out: `docs/designs.md` describes it.

`read_design` gives every problem at once with line and column; `parse_design` is for who only wants a good design.
"""

from dataclasses import dataclass

from assessor_app.domain.design import CertificateDesign
from assessor_app.domain.errors import KnownError
from assessor_app.formats.design_yaml.fields import DESIGN
from assessor_app.formats.design_yaml.rules import check_design
from assessor_app.formats.design_yaml.writer import design_text
from assessor_app.formats.form_yaml.nodes import compose
from assessor_app.formats.form_yaml.problems import Findings, Problem, errors_of, invalid
from assessor_app.formats.form_yaml.reader import read_value
from assessor_app.formats.form_yaml.values import Entry, build

__all__ = ["ReadDesign", "check_design_model", "design_text", "parse_design", "read_design"]


@dataclass(frozen=True, kw_only=True)
class ReadDesign:
    """A design, None when there are errors, and all problems in the order of the file."""

    design: CertificateDesign | None
    problems: tuple[Problem, ...]


def read_design(data: bytes) -> ReadDesign:
    """Reads a design file and judges it.

    Raises KnownError `design-unreadable` (reason, line, col) for what is not UTF-8, not YAML, larger than 1 MiB,
    nested too deep or empty.
    """
    findings = Findings()
    try:
        root = compose(data, findings)
    except KnownError as error:
        raise KnownError("design-unreadable", **error.details) from error
    value = read_value(root, DESIGN, findings)
    if isinstance(value, Entry):
        check_design(value, findings)
    problems = findings.sorted()
    if value is None or errors_of(problems):
        return ReadDesign(design=None, problems=problems)
    design = build(value, DESIGN)
    if not isinstance(design, CertificateDesign):
        raise TypeError(type(design).__name__)
    return ReadDesign(design=design, problems=problems)


def parse_design(data: bytes) -> CertificateDesign:
    """The design in a file; raises KnownError `design-unreadable`, or `design-invalid` with `first` and `count`."""
    read = read_design(data)
    if read.design is None:
        raise invalid("design-invalid", read.problems)
    return read.design


def check_design_model(design: CertificateDesign) -> tuple[Problem, ...]:
    """The problems that a design would have as a file: what an editor asks before it keeps one."""
    return read_design(design_text(design)).problems
