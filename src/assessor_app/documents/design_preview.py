"""Designs drawn for a window, with the certificate of somebody who does not exist."""

from datetime import date

from assessor_app.documents.assets import MemoryAssets
from assessor_app.documents.drawer import CertificateDrawer
from assessor_app.documents.press import preview_of
from assessor_app.domain.sitting import Method
from assessor_app.formats.paper_sides import sides_of
from assessor_app.services.awards.content import PaperContent, Signatory
from assessor_app.services.awards.ports import ChosenDesign
from assessor_app.wording.catalogue import spoken, words

_CODE = "HTTPS://CHECK.EXAMPLE.ORG/#" + "PREVIEW2" * 92
"""As long as a paper's code usually is; it proves nothing."""


class DesignPreviews:
    """Draws designs; keep it while drawing: it remembers typefaces."""

    def __init__(self) -> None:
        self._assets = MemoryAssets()
        self._drawer = CertificateDrawer(self._assets)

    def png(self, chosen: ChosenDesign, *, centre: str, dpi: float, back: bool = False) -> bytes:
        """A page of it as PNG; empty for the back of a design with one side. KnownError as the drawer raises."""
        signers = [*chosen.signatures, "", ""][:2]
        page = self._drawer.draw(_content(centre, signers), chosen)
        front, behind = sides_of(page)
        shown = behind if back else front
        return b"" if shown is None else preview_of(shown, self._assets, dpi)


def _content(centre: str, signers: list[str]) -> PaperContent:
    language = spoken()
    _ = words(language).gettext
    outcomes = (
        _("Find every source of supply before work begins"),
        _("Isolate a circuit, lock it off and keep the key"),
        _("Prove the tester before and after, and every conductor dead"),
    )
    return PaperContent(
        holder="Amina Bello",
        mark=date(1998, 3, 4),
        title=_("Electrical Safety"),
        form_code="ELE-SAF",
        form_version="1",
        level="EQF 3",
        credits="1 ECTS",
        workload_hours=25,
        outcomes=outcomes,
        environments=("workplace",),
        assessment_method=_("Practical observation and oral questions"),
        participation=_("Face to face"),
        quality_assurance=_("Internal quality assurance with release before printing"),
        achieved=date(2026, 11, 18),
        issued=date(2026, 11, 22),
        valid_until=date(2029, 11, 18),
        provisional_until=date(2027, 2, 20),
        limits=_("dead working, single-phase to 230 V, under supervision"),
        not_a_licence=_("This certificate is not a licence to practise"),
        endorsement="",
        guideline="",
        centre=centre,
        centre_approval="",
        centre_country="",
        awarding_body="",
        own_award=True,
        assessor=Signatory(name="Tunde Okafor", registration="A-20418", id=signers[0]),
        quality_assurer=Signatory(name="Margarethe Ó Briain", registration="Q-1180", id=signers[1]),
        phone="+234 1 555 0142",
        host="check.example.org",
        number="0000-0000-0000",
        qr=_CODE,
        language=language,
        sample=False,
        supersedes="",
        methods=frozenset({Method.OBSERVATION}),
        sector="electrical",
        criteria=tuple((text, text) for text in outcomes),
    )
