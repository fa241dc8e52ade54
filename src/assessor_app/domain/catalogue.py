"""The catalogue: sectors, qualifications, micro-credentials, and what stacks into what."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class MicroCredential:
    """A micro-credential; `planned` means that it has no form yet."""

    code: str
    title: str
    sector: str
    planned: bool


@dataclass(frozen=True, kw_only=True)
class Qualification:
    """A stack of micro-credentials: `need` of `parts` (all of them when None), after `prerequisites`."""

    code: str
    title: str
    sector: str
    parts: tuple[str, ...]
    need: int | None = None
    prerequisites: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sector:
    code: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Framework:
    """A qualifications framework by its short name, with the levels it knows, lowest first."""

    code: str
    title: str
    levels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    awarding_body: str
    frameworks: tuple[Framework, ...]
    sectors: tuple[Sector, ...]
    micro_credentials: tuple[MicroCredential, ...]
    qualifications: tuple[Qualification, ...]
