"""The files of one certificate, as bytes: its credential in every form, and the learner's PDF."""

from dataclasses import replace

from assessor_app.formats.paper_sides import sides_of
from assessor_app.services.credentials.facts import facts_of, require_credential
from assessor_app.services.credentials.jwt_key import own_jwt_key
from assessor_app.services.credentials.ports import CredentialDesk, CredentialFiles


def credential_files(desk: CredentialDesk, number: str, *, jwt_key: bytes | None = None) -> CredentialFiles:
    """What the issuer made where the centre belongs to one; else what the centre makes itself.

    `jwt_key`, a P-256 key in PEM, signs the JWT in place of the centre's own. Raises what `require_credential` raises,
    `jwt-key-unreadable`, `credential-too-long`, `credential-unreadable`.
    """
    require_credential(desk, number)
    awards = desk.awards
    if not awards.centre.centre().own_root:
        paper = awards.certificates.get(number)
        signed = desk.issued.of_paper(number) or b""
        form = awards.forms.get(paper.form_code, paper.form_version)
        baked = desk.maker.bake(signed, form, sample=awards.centre.centre().sample)
        return replace(baked, jwt=desk.issued.jwt_of(number))
    seed = desk.seeds.issuing_seed("on-line")
    facts = facts_of(desk, number, issuer=desk.maker.issuer_of(seed))
    return desk.maker.make(facts, seed=seed, jwt_key=jwt_key or own_jwt_key(desk))


def learners_pdf(desk: CredentialDesk, number: str, *, credential: bytes | None) -> bytes:
    """The certificate's own pages as the file that the learner keeps, signed where the centre has a certificate for it."""
    paper = desk.awards.certificates.get(number)
    made = desk.learner_file.make(
        pages=tuple(side for side in sides_of(paper.page) if side is not None),
        qr=paper.qr,
        issued_at=paper.issued_at,
        credential=credential,
    )
    return desk.seal(made)
