"""The form file, in and out: `docs/forms.md` describes it.

`read_form` gives every problem at once with line and column; `parse_form` is for who only wants a good form.
"""

import hashlib
from dataclasses import dataclass

from assessor_app.domain.catalogue import Catalogue
from assessor_app.domain.form import Form
from assessor_app.formats.form_yaml.fields import FORM
from assessor_app.formats.form_yaml.nodes import compose
from assessor_app.formats.form_yaml.problems import Findings, Problem, Severity, errors_of, invalid
from assessor_app.formats.form_yaml.reader import read_value
from assessor_app.formats.form_yaml.rules import check_against_catalogue, check_form
from assessor_app.formats.form_yaml.values import Entry, build
from assessor_app.formats.form_yaml.weak import warn_of_weak_writing

__all__ = ["Problem", "ReadForm", "Severity", "form_hash", "parse_form", "read_form"]


@dataclass(frozen=True, kw_only=True)
class ReadForm:
    """A form, None when there are errors, and all problems in the order of the file."""

    form: Form | None
    problems: tuple[Problem, ...]


def read_form(data: bytes, *, catalogue: Catalogue | None = None) -> ReadForm:
    """Reads a form file and judges it, against a catalogue where one is given.

    Raises KnownError `form-unreadable` (reason, line, col) for what is not UTF-8, not YAML, larger than 1 MiB,
    nested too deep or empty.
    """
    findings = Findings()
    value = read_value(compose(data, findings), FORM, findings)
    if isinstance(value, Entry):
        check_form(value, findings)
        if catalogue is not None:
            check_against_catalogue(value, catalogue, findings)
        warn_of_weak_writing(value, findings)
    problems = findings.sorted()
    if value is None or errors_of(problems):
        return ReadForm(form=None, problems=problems)
    form = build(value, FORM)
    if not isinstance(form, Form):
        raise TypeError(type(form).__name__)
    return ReadForm(form=form, problems=problems)


def parse_form(data: bytes) -> Form:
    """The form in a file; raises KnownError `form-unreadable`, or `form-invalid` with `first` and `count`."""
    read = read_form(data)
    if read.form is None:
        raise invalid("form-invalid", read.problems)
    return read.form


def form_hash(data: bytes) -> str:
    """SHA-256 of the exact bytes of a form file, as 64 lower-case hex characters."""
    return hashlib.sha256(data).hexdigest()
