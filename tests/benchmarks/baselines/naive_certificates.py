"""Certificates as a first program would print them: reportlab's canvas, a table of fonts, qrcode with its own choice."""

import io
from collections.abc import Sequence
from pathlib import Path

import qrcode
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from assessor_app.documents import phrases
from assessor_app.documents.content import CertificateContent

WIDTH, HEIGHT = landscape(A4)
MARGIN = 78.0


def write(certificates: Sequence[CertificateContent], fonts: Path) -> bytes:
    """One PDF with a page for each."""
    for name in ("NotoSerif-Regular", "NotoSerif-Bold", "NotoSans-Regular", "NotoSans-Bold"):
        pdfmetrics.registerFont(TTFont(name, fonts / f"{name}.ttf"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    for one in certificates:
        _page(canvas, one)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines_of(one: CertificateContent) -> list[tuple[str, str, float]]:
    """The lines of the head: font, text, size."""
    return [
        ("NotoSerif-Bold", one.centre, 13.5),
        ("NotoSans-Regular", phrases.centre_text(one), 8),
        ("NotoSerif-Regular", "Certificate of Competence", 28),
        ("NotoSerif-Regular", phrases.state_text(one), 12),
        ("NotoSerif-Regular", "This is to certify that", 10),
        ("NotoSerif-Regular", one.holder, 34),
        ("NotoSans-Regular", one.identity, 8.5),
        ("NotoSerif-Regular", "has been assessed and found competent in", 10),
        ("NotoSerif-Bold", one.title, 19),
        ("NotoSans-Regular", phrases.award_text(one), 8),
    ]


def foot_of(one: CertificateContent) -> list[str]:
    """What stands small at the foot, line by line."""
    return [
        *(f"{label}: {value}" for label, value in phrases.facts(one)),
        *(f"{name}, {role}" for name, role in phrases.signatories(one)),
        phrases.limits_text(one),
        phrases.small_print(one),
    ]


def proof_of(one: CertificateContent) -> list[str]:
    """What stands under the code."""
    return [one.number, phrases.proof_text(one), one.host or "", phrases.call_text(one)]


def _page(canvas: Canvas, one: CertificateContent) -> None:
    canvas.setLineWidth(1.5)
    canvas.rect(24, 24, WIDTH - 48, HEIGHT - 48)
    at = HEIGHT - MARGIN
    for font, text, size in lines_of(one):
        canvas.setFont(font, size)
        canvas.drawCentredString(WIDTH / 2, at, text)
        at -= size * 1.5
    canvas.setFont("NotoSerif-Regular", 10)
    for outcome in one.outcomes:
        for line in simpleSplit(f"• {outcome}", "NotoSerif-Regular", 10, WIDTH - 2 * MARGIN - 150):
            canvas.drawString(MARGIN, at, line)
            at -= 14
    canvas.setFont("NotoSans-Regular", 7)
    for place, line in enumerate(reversed(foot_of(one))):
        canvas.drawString(MARGIN, 60 + 9.5 * place, line)
    for place, line in enumerate(reversed(proof_of(one))):
        canvas.drawCentredString(WIDTH - MARGIN - 62, 40 + 9 * place, line)
    code = qrcode.make("".join(segment.text for segment in one.qr))
    canvas.drawImage(ImageReader(code.get_image()), WIDTH - MARGIN - 124, 76, 124, 124)
