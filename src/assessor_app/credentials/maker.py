"""Makes the files of a credential: signed, and baked into the picture of its badge."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from assessor_app.credentials.baking import bake_png, bake_svg
from assessor_app.credentials.jwt import read_jwt_key, sign_jwt
from assessor_app.credentials.mapping import credential_of
from assessor_app.credentials.naming import named
from assessor_app.credentials.qualification import qualification_credential
from assessor_app.credentials.said import PART_GENRE, image_of
from assessor_app.credentials.signing import issuing_alone, sign_credential
from assessor_app.credentials.transcript import sign_transcript, split, transcript_bytes
from assessor_app.domain.credential import CredentialFacts, QualificationFacts
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.formats.credential import Credential, document, encode
from assessor_app.services.credentials.ports import CredentialFiles
from assessor_app.trust.keys import SigningKey

MOST_BYTES = 256 * 1024
"""The longest credential that verifiers take (openbadgeslib's own bound)."""


class BadgeDrawer(Protocol):
    """Whoever draws the badge of a form."""

    def svg_of(self, form: Form, *, sample: bool = False, at: datetime | None = None) -> str: ...
    def png_of(self, form: Form, *, sample: bool = False, at: datetime | None = None) -> bytes: ...
    def again(self, image: str) -> tuple[str, bytes] | None: ...
    def qualification_svg(self, facts: QualificationFacts) -> str: ...
    def qualification_png(self, facts: QualificationFacts) -> bytes: ...
    def qualification_pictures(
        self, *, title: str, code: str, sector: str, parts: int
    ) -> tuple[str, bytes]: ...


class SigningMaker:
    """Signs with the key of a centre under its own root. A file of one credential is the same each time it is made."""

    def __init__(self, drawer: BadgeDrawer) -> None:
        self._drawer = drawer

    def issuer_of(self, seed: bytes) -> str:
        return issuing_alone(SigningKey(seed)).did

    def make(self, facts: CredentialFacts, *, seed: bytes, jwt_key: bytes | None = None) -> CredentialFiles:
        """Raises KnownError `credential-too-long` for one that no verifier would take, `jwt-key-unreadable`."""
        picture = self._drawer.svg_of(facts.form, sample=facts.sample, at=facts.issued)
        content = _content(facts, picture)
        # Dated by the paper: a proof made today of what was issued then would differ each time.
        signed = sign_credential(content, issuing=issuing_alone(SigningKey(seed)), created=facts.issued)
        return CredentialFiles(
            json=encode(signed),
            png=bake_png(self._drawer.png_of(facts.form, sample=facts.sample, at=facts.issued), signed),
            svg=bake_svg(picture, signed),
            jwt=None if jwt_key is None else _jwt(facts, picture, jwt_key),
        )

    def make_qualification(self, facts: QualificationFacts, *, seed: bytes) -> CredentialFiles:
        """The same of a qualification. Raises KnownError `credential-too-long`."""
        picture = self._drawer.qualification_svg(facts)
        content = _bounded(qualification_credential(facts, image=_data_uri(picture)), facts.number)
        signed = sign_credential(content, issuing=issuing_alone(SigningKey(seed)), created=facts.awarded)
        return CredentialFiles(
            json=encode(signed),
            png=bake_png(self._drawer.qualification_png(facts), signed),
            svg=bake_svg(picture, signed),
        )

    def achievement_name(self, seed: bytes, code: str, version: str) -> str:
        return named(self.issuer_of(seed), "achievement", code, version)

    def require_endorsement(self, content: dict[str, Any], *, about: str) -> None:
        """Raises KnownError `endorsement-unreadable` (no endorsement, or not signed as it stands), `endorsement-other`."""
        from assessor_app.credentials.endorsements import require_endorsement

        require_endorsement(content, about=about)

    def transcript(
        self, members: Sequence[bytes], *, name: str, seed: bytes, at: datetime
    ) -> tuple[bytes, ...]:
        """Signed transcripts of these credentials: one, or more where they do not fit."""
        groups, issuing = split(members), issuing_alone(SigningKey(seed))
        return tuple(
            transcript_bytes(
                sign_transcript(group, name=name, issuing=issuing, at=at, place=place, of=len(groups))
            )
            for place, group in enumerate(groups, 1)
        )

    def bake_qualification(self, signed: bytes, sectors: Mapping[str, str]) -> CredentialFiles:
        """The credential of a qualification that an issuer made. Raises KnownError `credential-unreadable`."""
        try:
            content = json.loads(signed)
            achievement = content["credentialSubject"]["achievement"]
            code = achievement["humanCode"]
            parts = [one for one in content["evidence"] if one.get("genre") == PART_GENRE]
            drawn = self._drawer.again(image_of(content))
            svg, png = drawn or self._drawer.qualification_pictures(
                title=achievement["name"], code=code, sector=sectors.get(code, ""), parts=len(parts)
            )
        except (ValueError, RecursionError, KeyError, TypeError) as error:
            raise KnownError("credential-unreadable") from error
        return CredentialFiles(json=signed, png=bake_png(png, content), svg=bake_svg(svg, content))

    def bake(self, signed: bytes, form: Form, *, sample: bool) -> CredentialFiles:
        """The credential that an issuer made, in the badge that it has inside. Raises KnownError `credential-unreadable`."""
        try:
            content = json.loads(signed)
        except (ValueError, RecursionError) as error:
            raise KnownError("credential-unreadable") from error
        svg, png = self._drawer.again(image_of(content)) or (
            self._drawer.svg_of(form, sample=sample),
            self._drawer.png_of(form, sample=sample),
        )
        return CredentialFiles(json=signed, png=bake_png(png, content), svg=bake_svg(svg, content))


def _content(facts: CredentialFacts, picture: str) -> dict[str, Any]:
    return _bounded(credential_of(facts, image=_data_uri(picture)), facts.number)


def _data_uri(picture: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(picture.encode("utf-8")).decode("ascii")


def _bounded(credential: Credential, number: str) -> dict[str, Any]:
    content = document(credential)
    if len(encode(content)) > MOST_BYTES - 1024:
        raise KnownError("credential-too-long", number=number)
    return content


def _jwt(facts: CredentialFacts, picture: str, pem: bytes) -> str:
    """Another key is another issuer, where a key is its own name."""
    issuing = read_jwt_key(pem)
    named = replace(facts, issuer=replace(facts.issuer, id=issuing.did))
    return sign_jwt(_content(named, picture), issuing=issuing, subject="")
