"""Desks for the office: papers and their checking."""

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessor_app.device.desks import Device
    from assessor_app.services.after.desk import AfterDesk
    from assessor_app.services.awards.desk import AwardDesk
    from assessor_app.services.checking.desk import CheckDesk
    from assessor_app.services.credentials.ports import CredentialDesk
    from assessor_app.services.designs.desk import DesignDesk
    from assessor_app.services.packs.ports import PackDesk
    from assessor_app.services.packs.seal import SealDesk
    from assessor_app.services.printing.desk import PressDesk
    from assessor_app.services.qualifications.ports import IssuedQualification, QualificationDesk
    from assessor_app.services.stock.desk import StockDesk
    from assessor_app.trust.judge import LedgerEntry


def awards(device: "Device") -> "AwardDesk":
    from assessor_app.documents.drawer import CertificateDrawer
    from assessor_app.services.awards.desk import AwardDesk
    from assessor_app.services.stock.desk import StockBook

    return AwardDesk(
        certificates=device.tables.certificates,
        sheets=device.tables.sheets,
        assessments=device.tables.assessments,
        outcomes=device.tables.outcomes,
        work=device.tables.work,
        learners=device.tables.learners,
        staff=device.tables.staff,
        forms=device.shelf,
        centre=device.tables.settings,
        drawer=CertificateDrawer(device.assets),
        designs=device.designs,
        ledger=device.ledger,
        enrolment=device.tables.enrolment,
        returned=device.tables.returned,
        elsewhere=device.tables.elsewhere,
        stock=StockBook(device.tables.stock),
    )


def press(device: "Device") -> "PressDesk":
    from assessor_app.services.printing.desk import PressDesk

    return PressDesk(
        awards=device.awards,
        runs=device.tables.print_runs,
        cohorts=device.tables.cohorts,
        handing=device.tables.handing,
        stock=device.stock,
    )


def stock(device: "Device") -> "StockDesk":
    from assessor_app.services.stock.desk import StockDesk

    return StockDesk(
        transactions=device.store,
        store=device.tables.stock,
        staff=device.tables.staff,
        clock=device.clock,
        pins=device.pins,
    )


def designs(device: "Device") -> "DesignDesk":
    from assessor_app.documents.pictures_in import Pictures
    from assessor_app.documents.shipped import Shipped
    from assessor_app.services.designs.desk import DesignDesk

    return DesignDesk(
        transactions=device.store,
        store=device.tables.designs,
        shipped=Shipped(),
        pictures=Pictures(),
        staff=device.tables.staff,
        clock=device.clock,
    )


def checks(device: "Device") -> "CheckDesk":
    from assessor_app.services.checking.desk import CheckDesk

    return CheckDesk(
        transactions=device.store,
        trust=device.tables.trust,
        certificates=device.tables.certificates,
        staff=device.tables.staff,
        clock=device.clock,
        qualifications=partial(_qualification_state, device),
    )


def _qualification_state(device: "Device", cti: bytes) -> "LedgerEntry | None":
    from assessor_app.services.qualifications.look import ledger_entry

    return ledger_entry(device.qualifications, cti)


def after(device: "Device") -> "AfterDesk":
    from assessor_app.services.after.desk import AfterDesk

    return AfterDesk(
        deciding=device.deciding,
        table=device.tables.after,
        certificates=device.tables.certificates,
        settings=device.tables.settings,
        people=device.tables.staff.all,
    )


def qualifications(device: "Device") -> "QualificationDesk":
    from assessor_app.device.floor import shipped_catalogue
    from assessor_app.services.qualifications.ports import QualificationDesk

    return QualificationDesk(
        awards=device.awards,
        deciding=device.deciding,
        table=device.tables.qualifications,
        reads=device.tables.office,
        issued=device.tables.credentials,
        read_issued=_read_issued,
        catalogue=shipped_catalogue,
    )


def _read_issued(number: str, content: bytes) -> "IssuedQualification | None":
    from assessor_app.credentials.stacked import issued_qualification

    return issued_qualification(number, content)


def credentials(device: "Device") -> "CredentialDesk":
    from assessor_app.credentials.maker import SigningMaker
    from assessor_app.documents.badge_image.drawer import FormBadges
    from assessor_app.documents.derived.maker import DerivedFiles
    from assessor_app.services.badge_designs.designs import ChosenDesigns
    from assessor_app.services.credentials.ports import CredentialDesk
    from assessor_app.storage.engine.files import write_outside

    return CredentialDesk(
        awards=device.awards,
        qualifications=device.qualifications,
        endorsements=device.tables.endorsements,
        evidence=device.tables.evidence,
        seeds=device.tables.trust,
        issued=device.tables.credentials,
        transcripts=device.tables.transcripts,
        maker=SigningMaker(FormBadges(ChosenDesigns(device.tables.badge_designs))),
        jwt_keys=device.tables.learners_files,
        learner_file=DerivedFiles(device.assets),
        seal=device.sealing.seal,
        signs=device.sealing.signs,
        write=lambda path, content: write_outside(path, (content,)),
    )


def packs(device: "Device") -> "PackDesk":
    from assessor_app.documents.packs.code import code_png
    from assessor_app.documents.packs.readme import readme
    from assessor_app.documents.press import preview_of
    from assessor_app.documents.slips.layouts import SlipSize, draw_slips
    from assessor_app.exchange.elm import europass
    from assessor_app.services.packs.ports import PackDesk
    from assessor_app.services.slips.content import SlipContent
    from assessor_app.storage.engine.packs import PackFiles
    from assessor_app.wording.catalogue import speaking_here

    def draw_slip(content: SlipContent, language: str) -> bytes:
        with speaking_here(language):
            return draw_slips([content], SlipSize.A4).pdf

    return PackDesk(
        credentials=device.credentials,
        slips=device.slips,
        draw_slip=draw_slip,
        picture=lambda page: preview_of(page, device.assets, 96),
        code_picture=code_png,
        readme=readme,
        europass=europass,
        write=PackFiles(),
    )


def sealing(device: "Device") -> "SealDesk":
    from assessor_app.documents.derived.sealing import sign_pdf
    from assessor_app.services.packs.seal import SealDesk

    return SealDesk(
        transactions=device.store,
        store=device.tables.learners_files,
        staff=device.tables.staff,
        clock=device.clock,
        sign=sign_pdf,
    )
