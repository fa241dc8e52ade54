"""Designs of certificates: which there are, and which one a form's certificates are drawn in."""

from dataclasses import dataclass
from functools import lru_cache

from assessor_app.domain.design import CertificateDesign
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.formats.design_yaml import parse_design
from assessor_app.services.awards.ports import ChosenDesign, StaffSource
from assessor_app.services.clock import Clock
from assessor_app.services.designs.ports import DesignStore, PictureReader, ShippedDesigns
from assessor_app.services.transactions import Transactions

CENTRE = ""
"""The scope of the whole centre."""


@dataclass(frozen=True, kw_only=True)
class DesignDesk:
    """The parts that designs are kept with."""

    transactions: Transactions
    store: DesignStore
    shipped: ShippedDesigns
    pictures: PictureReader
    staff: StaffSource
    clock: Clock

    def chosen(self, form: Form) -> ChosenDesign | None:
        """The design of the form, else of its sector, else of the centre; None for the program's own."""
        choices = self.store.choices()
        for scope in (form_scope(form.code), sector_scope(form.sector), CENTRE):
            if name := choices.get(scope):
                return self.as_chosen(self.text(name))
        return None

    def text(self, name: str) -> bytes:
        """The file of a design: a shipped one, or the newest version of the centre's own. KnownError `no-such-design`."""
        kept = self.store.get(name)
        if kept is not None:
            return kept.text
        if name not in self.shipped.names():
            raise KnownError("no-such-design", design=name)
        return self.shipped.text(name)

    def as_chosen(self, text: bytes) -> ChosenDesign:
        """A design's file with the pictures that it prints."""
        design = _parsed(text)
        logo = design.logo and self.store.picture(design.logo.sha256)
        return ChosenDesign(
            text=text,
            pictures={design.logo.sha256: logo} if design.logo and logo else {},
            signatures=self.store.signatures() if design.signed else {},
        )

    def all(self) -> tuple[CertificateDesign, ...]:
        """Those that ship, then the centre's own in their newest version."""
        shipped = (parse_design(self.shipped.text(name)) for name in self.shipped.names())
        own = (parse_design(kept.text) for kept in self.store.newest())
        return (*shipped, *own)


@lru_cache(maxsize=16)
def _parsed(text: bytes) -> CertificateDesign:
    """Read once: a cohort's certificates ask for the same design a thousand times."""
    return parse_design(text)


def form_scope(code: str) -> str:
    return f"form:{code}"


def sector_scope(sector: str) -> str:
    return f"sector:{sector}"
