"""The rooms of the office: learners, certificates, verify, quality."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from assessor_app.desktop.rooms import Frame, Parts, Room

if TYPE_CHECKING:
    from assessor_app.device import Device
    from assessor_app.domain.design import PaperSize
    from assessor_app.services.awards.wallet import BadgeSticker, WalletCard
    from assessor_app.services.papers.file import PaperFile
    from assessor_app.ui.after.flow import Afterwards
    from assessor_app.ui.certificates.cards import CardDrawing
    from assessor_app.ui.erasing.flow import EraseFlow
    from assessor_app.ui.kit.page import Page
    from assessor_app.ui.learners.page import LearnersPage


def build_learners(parts: Parts, frame: Frame) -> None:
    """Learners: found, kept, imported."""
    from assessor_app.desktop.papers import paper_desks, papers
    from assessor_app.exchange import rosters
    from assessor_app.services.qualifications.look import towards
    from assessor_app.ui.badges.learners import LearnerBadges
    from assessor_app.ui.learners.page import LearnersPage
    from assessor_app.ui.learners.papers import LearnerPapers
    from assessor_app.ui.learners.presenter import LearnersPresenter
    from assessor_app.ui.learners.towards import towards_views
    from assessor_app.ui.packs.packing import Packing

    page = LearnersPage(parts.window.look)
    presenter = LearnersPresenter(
        page,
        tasks=parts.tasks,
        acts=parts.acts,
        session=parts.session,
        desk=parts.device.learners,
        reads=parts.device.tables.office,
        rosters=rosters,
        ask_file=parts.asking.roster,
        towards=lambda learner: towards_views(towards(parts.device.qualifications, learner)),
    )
    desks = paper_desks(parts.device)
    packing = Packing(
        page,
        desk=parts.device.packs,
        tasks=parts.tasks,
        session=parts.session,
        ask=parts.asking.folder,
    )
    packing.saved.connect(frame.refresh)
    LearnerPapers(page, papers(page, parts), desks, parts.session, packing)
    LearnerBadges(page, papers(page, parts), desks, parts.tasks, parts.session)
    afterwards = _afterwards(parts, frame, page)
    page.panel.history.result_asked.connect(afterwards.ask)
    afterwards.changed.connect(presenter.show)
    erasing = _erasing(parts, page)
    erasing.erased.connect(presenter.erased)
    erasing.erased.connect(frame.refresh)
    presenter.go.connect(lambda room, about: frame.open("assessing" if room == "assess" else room, about))
    frame.add("learners", page, Room(show=lambda learner: _show(presenter.show, presenter.bring, learner)))
    frame.alias("find-learner", "learners", lambda words: _show(presenter.show, presenter.search, words))
    frame.alias("appeal", "learners", lambda assessment: _show(presenter.show, afterwards.ask, assessment))


def _erasing(parts: Parts, page: "LearnersPage") -> "EraseFlow":
    """What may be erased of learners."""
    from assessor_app.ui.erasing.flow import EraseFlow

    made = EraseFlow(
        page,
        desk=parts.device.erasing,
        require=parts.device.deciding.require_pin,
        tasks=parts.tasks,
        acts=parts.acts,
        session=parts.session,
    )
    page.run_out_requested.connect(made.ask_all)
    page.panel.erase_asked.connect(lambda: made.ask(page.panel.view.id) if page.panel.view else None)
    return made


def _afterwards(parts: Parts, frame: Frame, page: "Page") -> "Afterwards":
    """What can be done about a signed result."""
    from assessor_app.ui.after.flow import Afterwards

    made = Afterwards(
        page, desk=parts.device.after, tasks=parts.tasks, acts=parts.acts, session=parts.session
    )
    made.changed.connect(frame.refresh)
    return made


def build_verify(parts: Parts, frame: Frame) -> None:
    """Is this one real?"""
    from assessor_app.credentials.checking import CredentialChecks
    from assessor_app.desktop.scanning import scan_paper
    from assessor_app.documents.attached import attached_to
    from assessor_app.documents.reading import codes_in
    from assessor_app.ui.verify.page import VerifyPage
    from assessor_app.ui.verify.presenter import VerifyPresenter

    page = VerifyPage(parts.window.look)
    presenter = VerifyPresenter(
        page,
        desk=parts.device.checks,
        tasks=parts.tasks,
        session=parts.session,
        codes_in=codes_in,
        credentials=CredentialChecks(desk=parts.device.checks),
        attached_to=attached_to,
    )
    page.camera_asked.connect(lambda: scan_paper(parts, take=presenter.check))
    frame.add("verify", page, Room(show=lambda _id: presenter.show()))
    frame.alias("verify-code", "verify", lambda text: _show(presenter.show, presenter.check, text))


def build_quality(parts: Parts, frame: Frame) -> None:
    """What waits for release."""
    from assessor_app.services.quality.queue import QualityDesk
    from assessor_app.ui.quality.appeals import Appeals
    from assessor_app.ui.quality.page import QualityPage
    from assessor_app.ui.quality.presenter import QualityPresenter
    from assessor_app.ui.quality.qualifications import Qualifications

    tables = parts.device.tables
    desk = QualityDesk(desk=parts.device.assessing, reads=tables.quality, outcomes=tables.outcomes)
    page = QualityPage(parts.window.look)
    presenter = QualityPresenter(
        page,
        quality=desk,
        deciding=parts.device.deciding,
        tasks=parts.tasks,
        acts=parts.acts,
        session=parts.session,
    )
    presenter.changed.connect(frame.refresh)
    afterwards = _afterwards(parts, frame, page)
    appeals = Appeals(page, desk=parts.device.after, tasks=parts.tasks, session=parts.session)
    appeals.asked.connect(afterwards.ask)
    for signal in (afterwards.changed, presenter.changed):
        signal.connect(appeals.show)
    afterwards.changed.connect(presenter.show)
    awards = Qualifications(
        page, desk=parts.device.qualifications, tasks=parts.tasks, acts=parts.acts, session=parts.session
    )
    awards.changed.connect(frame.refresh)

    def show(_about: str) -> None:
        presenter.show()
        appeals.show()
        awards.show()

    frame.add("quality", page, Room(show=show))


def build_certificates(parts: Parts, frame: Frame) -> None:
    """Papers: made, previewed, printed, saved, corrected."""
    from assessor_app.desktop.papers import papers
    from assessor_app.desktop.printing import certificate_printer, look_at
    from assessor_app.documents.files import PdfFiles
    from assessor_app.documents.press import preview_of
    from assessor_app.documents.raster import page_bmp
    from assessor_app.ui.certificates import parts as page_parts
    from assessor_app.ui.certificates.cards import WalletCards
    from assessor_app.ui.certificates.page import CertificatesPage
    from assessor_app.ui.certificates.presenter import CertificatesPresenter
    from assessor_app.ui.printing.press import Press

    device = parts.device
    files = PdfFiles(device.assets)

    def preview(number: str, dpi: float) -> bytes:
        page = device.tables.certificates.get(number).page
        # Of whoever was erased there is no page to show.
        return preview_of(page, device.assets, dpi) if page else b""

    page = CertificatesPage(parts.window.look)
    presenter = CertificatesPresenter(
        page_parts.Parts(
            page=page,
            tasks=parts.tasks,
            acts=parts.acts,
            session=parts.session,
            desk=device.awards,
            reads=device.tables.office,
            press=Press(
                preview=preview,
                look=partial(look_at, device.tables.certificates, files),
                pdf=files.make,
                page_image=page_bmp,
                write_pdf=files.write,
            ),
            runs=device.press,
            packs=device.packs,
        ),
        ask_printer=certificate_printer(parts),
        ask_file=parts.asking.save_as,
        ask_place=parts.asking.folder,
    )
    presenter.go.connect(frame.open)
    presenter.changed.connect(frame.refresh)
    cards = WalletCards(
        papers(page, parts),
        desk=device.awards,
        session=parts.session,
        drawing=_card_drawing(device),
        parent=page,
    )
    presenter.cards_asked.connect(cards.offer)
    frame.add("certificates", page, Room(show=lambda number: _show(presenter.show, presenter.bring, number)))
    frame.alias(
        "find-certificate", "certificates", lambda words: _show(presenter.show, presenter.search, words)
    )


def _card_drawing(device: "Device") -> "CardDrawing":
    from assessor_app.ui.certificates.cards import CardDrawing

    def cards(found: "Sequence[WalletCard]", size: "PaperSize") -> "PaperFile":
        from assessor_app.documents.wallet import draw_wallet

        return draw_wallet(found, size)

    def stickers(found: "Sequence[BadgeSticker]", stock: str) -> "PaperFile":
        from assessor_app.documents.badge_image.drawer import FormBadges
        from assessor_app.documents.stickers import draw_stickers
        from assessor_app.services.badge_designs.designs import ChosenDesigns

        return draw_stickers(found, FormBadges(ChosenDesigns(device.tables.badge_designs)), stock=stock)

    def usual() -> "PaperSize":
        from assessor_app.domain.design import usual_paper

        return usual_paper(device.tables.settings.centre().country)

    return CardDrawing(cards=cards, stickers=stickers, usual=usual)


def _show(show: Callable[[], None], open_one: Callable[[str], None], about: str) -> None:
    """Shows a page, and the one thing on it that was asked for, if any."""
    show()
    if about:
        open_one(about)
