"""What is shown of joining: plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinView:
    """`words` say where this device belongs, `step` what the button does (empty: there is nothing to do).

    `belongs` is whether there is an awarding body. `retires` is whether whoever is here may
    retire the device; `again` whether it joined before, and joins anew; `waits` is whether something was asked that has not been answered yet; `url` where it was asked.
    """

    words: str = ""
    step: str = ""
    waits: bool = False
    belongs: bool = False
    url: str = ""
    retires: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody typed: the one-time code, and the server's address (empty: it goes by stick)."""

    code: str
    url: str
