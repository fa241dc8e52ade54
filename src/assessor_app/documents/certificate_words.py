"""What services ask for, in the words of the paper's own language."""

from collections.abc import Mapping
from datetime import date

from assessor_app.documents.content import CertificateContent, Signatory
from assessor_app.documents.phrases import both_text, date_text, hours_text, phrase
from assessor_app.documents.qr import QrSegment
from assessor_app.domain.sitting import Method
from assessor_app.formats.qr_text import segments
from assessor_app.services.awards.content import PaperContent
from assessor_app.services.awards.content import Signatory as Named


def worded(content: PaperContent, signatures: Mapping[str, bytes] | None = None) -> CertificateContent:
    """Everything printed on the certificate, as sentences; `signatures` are pictures by the id of who signs."""
    _ = phrase(content.language)
    verifier = content.quality_assurer
    return CertificateContent(
        holder=content.holder,
        identity=_identity(content.mark, content.language),
        title=content.title,
        form_code=content.form_code,
        form_version=content.form_version,
        level=content.level or "",
        credits=content.credits or "",
        workload=hours_text(content.workload_hours, content.language),
        outcomes=content.outcomes,
        environment=_environments(content),
        assessment_method=_method(content),
        achieved=content.achieved,
        issued=content.issued,
        valid_until=content.valid_until,
        provisional_until=content.provisional_until,
        limits=content.limits,
        not_a_licence=content.not_a_licence,
        endorsement=content.endorsement,
        guideline=content.guideline,
        centre=content.centre,
        centre_approval=content.centre_approval,
        centre_country=content.centre_country,
        awarding_body=content.awarding_body,
        own_award=content.own_award,
        assessor=_signatory(content.assessor, signatures),
        quality_assurer=_signatory(verifier, signatures) if verifier else None,
        phone=content.phone,
        host=content.host or None,
        number=content.number,
        qr=tuple(QrSegment(text, mode) for text, mode in segments(content.qr)),
        language=content.language,
        sample=content.sample,
        supersedes=content.supersedes or None,
        participation=content.participation,
        quality_assurance=content.quality_assurance,
        sector=content.sector,
        criteria=content.criteria,
    )


def _identity(mark: date | str | None, language: str) -> str:
    _ = phrase(language)
    if isinstance(mark, date):
        return _("Born {date}").format(date=date_text(mark, language))
    return _("Identity document ending in {characters}").format(characters=mark) if mark else ""


def _environments(content: PaperContent) -> str:
    _ = phrase(content.language)
    names = {"workplace": _("workplace"), "simulated": _("simulated environment")}
    return both_text([names[code] for code in content.environments], content.language)


def _method(content: PaperContent) -> str:
    """How it was assessed, truthfully: what was recognised of prior learning was not observed here."""
    if Method.RPL not in content.methods:
        return content.assessment_method
    _ = phrase(content.language)
    if Method.OBSERVATION not in content.methods:
        if content.challenged:
            return _("Recognition of prior learning, challenge test")
        return _("Recognition of prior learning")
    if content.challenged:
        return _("Observation, prior learning, challenge test")
    # Short, whatever the form calls its method: the page has room for one line of it.
    return _("Observation and recognition of prior learning")


def _signatory(person: Named, signatures: Mapping[str, bytes] | None) -> Signatory:
    return Signatory(person.name, person.registration, (signatures or {}).get(person.id, b""))
