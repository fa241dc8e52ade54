"""What the section of designs shows."""

from dataclasses import dataclass

from assessor_app.domain.design import CertificateDesign


@dataclass(frozen=True, kw_only=True)
class DesignLine:
    """A design to choose from; `own` is one that the centre made, `png` a small picture of it."""

    id: str
    title: str
    about: str
    version: int
    own: bool
    png: bytes = b""


@dataclass(frozen=True, kw_only=True)
class ScopeLine:
    """What a design can be chosen for, and the one that is; `design` is empty where none of its own is chosen."""

    key: str
    word: str
    design: str


@dataclass(frozen=True, kw_only=True)
class SignerLine:
    """A member of staff, and whether there is a picture of their signature."""

    id: str
    name: str
    has_picture: bool


@dataclass(frozen=True, kw_only=True)
class DesignsView:
    """Everything at once; `languages` are those of the catalogue."""

    designs: tuple[DesignLine, ...]
    scopes: tuple[ScopeLine, ...]
    signers: tuple[SignerLine, ...]

    def scope(self, key: str) -> ScopeLine:
        return next((one for one in self.scopes if one.key == key), self.scopes[0])

    def title(self, design: str) -> str:
        return next((one.title for one in self.designs if one.id == design), design)


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What became of a design on its way: what keeps it from being used, and a picture where it could be drawn."""

    problems: tuple[str, ...]
    png: bytes


@dataclass(frozen=True, kw_only=True)
class ToEdit:
    """A design to be edited, those whose frame it can take, and the languages that it can set side by side."""

    design: CertificateDesign
    frames: tuple[CertificateDesign, ...]
    languages: tuple[str, ...]
