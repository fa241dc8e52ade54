"""A decision in short: what somebody must see of it to decide on its record."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from assessor_app.formats.signed_record import Record
from assessor_app.issuer.judging.case import list_in, text_in


@dataclass(frozen=True, kw_only=True)
class Work:
    """What was decided, as codes: counts of marks, how many oral answers and pieces of evidence, overrides by what was short."""

    decision: str
    attempt: str
    decided: str
    environment: str
    marks: Mapping[str, int]
    occasions: int
    oral: int
    evidence: int
    overrides: tuple[str, ...]


def summary(said: Record) -> Work:
    """Of `assessment-finalised` or `corrected`; whatever makes no sense in it is left out."""
    body = said.body
    occasions = list_in(body, "occasions")
    attempt, overrides = body.get("attempt"), body.get("overrides")
    return Work(
        decision=text_in(body, "decision"),
        attempt=str(attempt) if isinstance(attempt, int) else "",
        decided=text_in(body, "decided"),
        environment=text_in(occasions[0], "environment") if occasions else "",
        marks=Counter(text_in(one, "mark") for one in list_in(body, "marks")),
        occasions=len(occasions),
        oral=len(list_in(body, "oral")),
        evidence=len(list_in(body, "evidence")),
        overrides=tuple(
            sorted({str(key).partition(":")[0] for key in overrides}) if isinstance(overrides, list) else ()
        ),
    )
