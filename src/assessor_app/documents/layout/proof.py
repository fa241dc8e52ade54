"""The proof of a certificate: its code with the white around it, its number, where to check, whom to call."""

from dataclasses import dataclass

from assessor_app.documents import phrases
from assessor_app.documents.certificate_design import OpenDesign
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.layout.pieces import Ink, Piece, Roomed, Stack
from assessor_app.documents.qr import Matrix, qr_matrix
from assessor_app.documents.typeset import Block, fitted, set_block
from assessor_app.domain.design import SMALLEST_MODULE, Align

_MILLIMETRE = 72 / 25.4
_ABOVE_NUMBER, _ABOVE_TOLD = 4.0, 3.0


@dataclass(frozen=True, slots=True)
class Proof:
    """`side` across the modules and `quiet` around them, in points; then the certificate's number."""

    matrix: Matrix
    side: float
    quiet: float
    number: Block
    align: Align
    plate: bool

    @property
    def height(self) -> float:
        return self.side + 2 * self.quiet + _ABOVE_NUMBER + self.number.height

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:
        whole = self.side + 2 * self.quiet
        # From the start it is the modules that line up with the text; on a ground, the plate that people see.
        start = x - (0 if self.plate else self.quiet)
        if self.align is Align.CENTRE:
            start = x + (width - whole) / 2
        # White and black whatever the design's colours are: a camera reads nothing else as well.
        ink.pen.box((start, top), (whole, whole), colour="#FFFFFF")
        corner = (start + self.quiet, top + self.quiet)
        ink.pen.modules(self.matrix, corner, side=self.side, colour="#000000")
        centred = self.align is Align.CENTRE
        place = x + width / 2 if centred else x
        under = top + whole + _ABOVE_NUMBER
        set_block(ink.pen, self.number, x=place, top=under, align="centre" if centred else "left")


def plan_proof(
    content: CertificateContent, design: OpenDesign, *, width: float, align: Align, plate: bool
) -> Proof:
    """As large as the design says, and larger where a module would be finer than a camera reads.

    KnownError `qr-too-large` when its version is above what paper may need.
    """
    matrix = qr_matrix(content.qr)
    code = design.spec.code
    side = max(code.side, SMALLEST_MODULE * len(matrix)) * _MILLIMETRE
    return Proof(
        matrix=matrix,
        side=side,
        quiet=code.quiet * side / len(matrix),
        number=fitted(design.shaper.aside(), content.number, design.style("number"), width),
        align=align,
        plate=plate,
    )


def plan_told(content: CertificateContent, design: OpenDesign, *, width: float, align: Align) -> Piece:
    """Under the proof: which answer counts, and whom to call; every certificate of a centre says the same."""
    told = [("proof", phrases.proof_text(one)) for one in content.both()]
    told.append(("host", content.host or ""))
    told += [("proof", phrases.call_text(one)) for one in content.both()]
    blocks = [fitted(design.shaper, text, design.style(style), width) for style, text in told if text]
    return Roomed(Stack(tuple(blocks), align), _ABOVE_TOLD, 0)
