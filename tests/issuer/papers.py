"""Papers of a whole issuer, signed as its devices sign them and entered in its register as verdicts enter them."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image

from assessor_app.credentials.mapping import credential_of
from assessor_app.credentials.signing import sign_credential
from assessor_app.credentials.transcript import sign_transcript
from assessor_app.documents.assets import MemoryAssets
from assessor_app.documents.certificate import draw_certificate
from assessor_app.documents.certificate_design import open_certificate_design
from assessor_app.documents.content import CertificateContent, Signatory
from assessor_app.documents.derived.file import Derived, derived_pdf
from assessor_app.documents.qr import QrSegment
from assessor_app.documents.sheets import Sheet, write_pdf
from assessor_app.domain.answer import PaperState
from assessor_app.domain.credential import StatusPlace
from assessor_app.formats import qr_text
from assessor_app.formats.credential import document, encode
from assessor_app.formats.delegation import Delegation
from assessor_app.formats.paper_claims import Environment, PaperClaims
from assessor_app.issuer.credentials import kept, lists
from assessor_app.issuer.credentials.jwt_signer import jwt_today
from assessor_app.issuer.credentials.jwts import jwt_of
from assessor_app.issuer.credentials.kept import Made
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.keys.online import KeyUse, signing_key
from assessor_app.issuer.register import entries, published
from assessor_app.issuer.register.entries import Paper
from assessor_app.issuer.store.centres import Centre, add_centre
from assessor_app.trust.cose_sign import sign_delegation, sign_paper
from assessor_app.trust.keys import SigningKey
from credential_samples import sample_facts
from made import HOST, Issuer

CENTRE = Centre(
    id="C-1042", name="Harbour Street Training Centre", approval_number="AB-1042", phone="+1 555 0123"
)
CHAIN = "0123456789abcdef"
DEVICE = SigningKey(bytes([71]) * 32)
_POINTS = 72


@dataclass
class Papers:
    """`now` is when everything was signed."""

    issuer: Issuer
    now: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    known: int = 0

    def open(self) -> None:
        """Names the centre, in a list that the root signs."""
        with self.issuer.store.write() as connection:
            add_centre(connection, CENTRE, at=self.now)
            anchors.sign(connection, self.issuer.root, now=self.now)

    def claims(self, kept_as: str, /, **changes: Any) -> PaperClaims:
        today = self.now.date()
        claims = PaperClaims(
            cti=sha256(kept_as.encode()).digest()[:16],
            issued_at=int((self.now - timedelta(hours=1)).timestamp()),
            number="04HMASW90012G",
            name="Amina Bello",
            mark=date(1998, 3, 4),
            code="ELE-SAF",
            version="2",
            title="Electrical Safety: Isolation and Proving Dead",
            level="EQF level 3 (indicative)",
            credits=None,
            environment=Environment.WORKPLACE,
            provisional_until=today + timedelta(days=90),
            valid_until=None,
        )
        return replace(claims, **changes)

    def paper(
        self,
        kept_as: str,
        /,
        state: PaperState | None = None,
        *,
        scope: tuple[str, ...] = ("*",),
        by: SigningKey | None = None,
        successor: str | None = None,
        **changes: Any,
    ) -> str:
        """The text of a code; in the register with this state, which is published. `by` is a stranger's key."""
        claims = self.claims(kept_as, **changes)
        with self.issuer.store.write() as connection:
            key = by or signing_key(connection, KeyUse.DELEGATION, vault=self.issuer.vault)
            if state is not None:
                self._enter(connection, claims, state, successor)
        given = Delegation(
            centre=CENTRE.id,
            device=CHAIN,
            public=DEVICE.public,
            scope=scope,
            not_before=claims.issued_at - 86_400,
            expires=claims.issued_at + 86_400,
            issued_at=int(self.now.timestamp()),
        )
        return sign_paper(claims, key=DEVICE, delegation=sign_delegation(given, key=key), host=HOST)

    def badge(self, kept_as: str, state: PaperState, *, place: int, **facts: Any) -> dict[str, Any]:
        """The signed credential of a paper with this state, at this place of the first list of withdrawals, which is published.

        Of a paper that is in the register already, the credential alone.
        """
        claims = self.claims(kept_as)
        with self.issuer.store.write() as connection:
            issuing = lists.issuing_of(connection, self.issuer.vault)
            status = StatusPlace(url=lists.url_of(connection, 1), index=place)
            unsigned = document(credential_of(sample_facts(cti=claims.cti, status=status, **facts)))
            unsigned["issuer"]["id"] = issuing.did
            signed = sign_credential(unsigned, issuing=issuing, created=self.now)
            if entries.by_digest(connection, sha256(claims.cti).hexdigest()) is None:
                self._enter(connection, claims, state, None)
            made = Made(
                centre=CENTRE.id,
                digest=sha256(claims.cti).hexdigest(),
                number=claims.number,
                list=1,
                place=place,
                content=encode(signed),
                made_at=self.now.isoformat(),
            )
            kept.add(connection, made)
            lists.publish_lists(connection, vault=self.issuer.vault, now=self.now)
        return signed

    def transcript(self, *members: dict[str, Any]) -> dict[str, Any]:
        """These credentials in a transcript that the issuer signed."""
        with self.issuer.store.read() as connection:
            issuing = lists.issuing_of(connection, self.issuer.vault)
        return sign_transcript(
            members, name="Transcript of records", issuing=issuing, at=self.now, place=1, of=1
        )

    def jwt(self, signed: dict[str, Any]) -> bytes:
        """The same credential as the issuer's own JWT."""
        with self.issuer.store.read() as connection:
            found = jwt_today(connection, self.issuer.vault, now=self.now)
        assert found is not None
        return jwt_of(encode(signed), found)

    def _enter(self, connection: Any, claims: PaperClaims, state: PaperState, successor: str | None) -> None:
        self.known += 1
        entered = Paper(
            centre=CENTRE.id,
            digest=sha256(claims.cti).hexdigest(),
            state=state.value,
            on_day=self.now.date().isoformat(),
            successor=successor,
            number=claims.number,
            award=f"{self.known:032x}",
            chain=CHAIN * 2,
            seq=self.known,
        )
        entries.add(connection, entered, at=self.now)
        published.publish(connection, vault=self.issuer.vault, now=self.now)


def page_of(text: str, *, learners: bool = False, credential: bytes | None = None) -> bytes:
    """The PDF of a certificate with this code, as it is printed or as the learner gets it, with the credential in it."""
    content = CertificateContent(
        holder="Amina Bello", identity="Born 4 March 1998", title="Electrical Safety: Isolation and Proving Dead",
        form_code="ELE-SAF", form_version="2", level="EQF level 3 (indicative)", credits="", workload="",
        outcomes=("Isolate a circuit, lock it off with an own lock and keep the key",), environment="Workplace",
        assessment_method="Practical observation", achieved=date(2026, 11, 18), issued=date(2026, 11, 22),
        valid_until=None, provisional_until=None, limits="", not_a_licence="", endorsement="", guideline="",
        centre=CENTRE.name, centre_approval=CENTRE.approval_number, centre_country="", awarding_body="Example Awarding",
        own_award=False, assessor=Signatory("Tunde Okafor", "A-20418"), quality_assurer=None, phone=CENTRE.phone,
        host=HOST, number="04HM-ASW9-0012-G",
        qr=tuple(QrSegment(part, mode) for part, mode in qr_text.segments(text)),
    )  # fmt: skip
    assets, out = MemoryAssets(), BytesIO()
    page = draw_certificate(content, open_certificate_design(), assets)
    if learners:
        proof = qr_text.read(text).data
        return derived_pdf(
            Derived(pages=(page,), proof=proof, issued=datetime.now(UTC), credential=credential), assets
        )
    write_pdf([Sheet(page)], out, assets)
    return out.getvalue()


def drawn(pdf: bytes, *, dpi: int = 150) -> Image.Image:
    """The first page as a picture."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture: Image.Image = document[0].render(scale=dpi / _POINTS).to_pil()
        return picture.convert("RGB")
    finally:
        document.close()
