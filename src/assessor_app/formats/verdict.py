"""A verdict on one record: the next line of a history that is only ever added to."""

from typing import Annotated

import msgspec

from assessor_app.domain.verdict import Outcome
from assessor_app.formats.message import Hash, Id, Moment, Place, Sentence, Short, Word


class Verdict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="verdict", tag_field="kind"):
    """What the issuer decided on the record (chain, seq) whose hash this is.

    `n` counts the verdicts on this record from 1: a device that has `n` passes over it, and the highest holds.
    `codes` are of `domain.verdict` (a newer issuer may have others), the gravest first; `sentence` says it in words where a
    person wrote some; `missing` names records by id or evidence by hash; `by` is the person at the issuer, if one decided.
    """

    chain: Id
    seq: Place
    hash: Hash
    n: Place
    outcome: Outcome
    at: Moment
    codes: Annotated[list[Word], msgspec.Meta(max_length=16)] = []
    sentence: Sentence = ""
    missing: Annotated[list[Word], msgspec.Meta(max_length=100)] = []
    by: Short = ""

    @property
    def code(self) -> str:
        """The gravest code, empty for an accepted record."""
        return self.codes[0] if self.codes else ""


def sound(verdict: Verdict) -> bool:
    """Whether it says why: held and rejected have a code; a person who decides against a rejection has a reason."""
    return verdict.outcome == Outcome.ACCEPTED or bool(verdict.codes)
