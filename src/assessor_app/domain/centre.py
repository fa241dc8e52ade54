"""The centre that this device works for."""

from dataclasses import dataclass

SAMPLE_MARK = "SAMPLE · "
"""What the name of a centre of invented people begins with, where others are told of it."""


@dataclass(frozen=True, kw_only=True)
class Centre:
    """A training centre.

    `awarding_body` is who the centre expects to register its papers; empty where the centre awards alone.
    `host` serves the verifier page; empty where there is none. `sample` marks invented data.
    """

    id: str
    name: str
    approval_number: str
    country: str
    phone: str
    host: str = ""
    awarding_body: str = ""
    language: str = "en"
    sample: bool = False
    own_root: bool = True
