"""Administrators make designs of their own, and say which is used where."""

import secrets
from dataclasses import replace
from hashlib import sha256

from assessor_app.domain.design import CertificateDesign
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.formats.design_yaml import check_design_model, design_text, parse_design
from assessor_app.services.clock import stamp
from assessor_app.services.designs.desk import DesignDesk
from assessor_app.services.designs.ports import Choice, KeptDesign

_LONGEST_TITLE = 60


def copy_design(desk: DesignDesk, *, by: str, name: str, title: str) -> str:
    """A design of the centre's own, like another one, under a new title; returns its id.

    Raises KnownError `not-allowed`, `no-such-design`, `design-title-missing`, `design-title-taken`.
    """
    with desk.transactions.atomic():
        require_role(desk.staff.get(by), Role.ADMINISTRATOR)
        like = parse_design(desk.text(name))
        made = replace(like, id=f"own-{secrets.token_hex(4)}", version=1, title=_title(desk, title, ""))
        _add(desk, made, by)
        return made.id


def take_design(desk: DesignDesk, *, by: str, text: bytes) -> tuple[str, int]:
    """Takes a design that somebody wrote as a file; returns its id here, and its version.

    One that names a design of the centre's own is its next version; any other is a new design of the centre's own. Raises
    KnownError `not-allowed`, `design-unreadable`, `design-invalid` (first, count), `design-title-…`, and `design-logo-missing`
    where its logo was not taken in here.
    """
    design = parse_design(text)
    with desk.transactions.atomic():
        require_role(desk.staff.get(by), Role.ADMINISTRATOR)
        if design.logo and desk.store.picture(design.logo.sha256) is None:
            raise KnownError("design-logo-missing", title=design.title)
        if desk.store.get(design.id) is not None:
            return design.id, save_design(desk, by=by, design=design)
        title = _title(desk, design.title, "")
        made = replace(design, id=f"own-{secrets.token_hex(4)}", version=1, title=title)
        _add(desk, made, by)
        return made.id, made.version


def save_design(desk: DesignDesk, *, by: str, design: CertificateDesign) -> int:
    """The next version of one of the centre's own designs; returns its number, the old one's where nothing changed.

    Certificates that were issued stay as they are; the next ones are drawn in this version. Raises KnownError
    `not-allowed`, `no-such-design`, `design-title-…`, and `design-invalid` (first, count) with what
    `check_design_model` says.
    """
    with desk.transactions.atomic():
        require_role(desk.staff.get(by), Role.ADMINISTRATOR)
        kept = desk.store.get(design.id)
        if kept is None:
            raise KnownError("no-such-design", design=design.id)
        made = replace(design, version=kept.version, title=_title(desk, design.title, design.id))
        if design_text(made) == kept.text:
            return kept.version
        made = replace(made, version=kept.version + 1)
        problems = check_design_model(made)
        if problems:
            first = problems[0]
            raise KnownError(
                "design-invalid", first=f"{first.line}:{first.col} {first.code}", count=len(problems)
            )
        _add(desk, made, by)
        return made.version


def choose_design(desk: DesignDesk, *, by: str, scope: str, name: str) -> None:
    """The design that certificates of a scope are drawn in from now on; empty for none of its own.

    Raises KnownError `not-allowed`, `no-such-design`.
    """
    with desk.transactions.atomic():
        require_role(desk.staff.get(by), Role.ADMINISTRATOR)
        if name:
            desk.text(name)
        if desk.store.choices().get(scope, "") != name:
            now = stamp(desk.clock.now())
            desk.store.choose(Choice(scope=scope, design=name, at=now, by=by))


def add_logo(desk: DesignDesk, *, by: str, data: bytes) -> str:
    """Keeps a logo, scaled and stripped; returns the SHA-256 by which a design names it.

    Raises KnownError `not-allowed`, `photo-unreadable`.
    """
    require_role(desk.staff.get(by), Role.ADMINISTRATOR)
    png = desk.pictures.logo(data)
    name = sha256(png).hexdigest()
    with desk.transactions.atomic():
        if desk.store.picture(name) is None:
            desk.store.add_picture(name, png, at=stamp(desk.clock.now()), by=by)
    return name


def put_signature(desk: DesignDesk, *, by: str, staff: str, data: bytes | None) -> None:
    """Keeps the picture of somebody's signature, or takes it away (None). KnownError `not-allowed`, `photo-unreadable`."""
    require_role(desk.staff.get(by), Role.ADMINISTRATOR)
    png = None if data is None else desk.pictures.signature(data)
    with desk.transactions.atomic():
        desk.staff.get(staff)
        if png is None:
            desk.store.drop_signature(staff, at=stamp(desk.clock.now()))
        else:
            desk.store.put_signature(staff, png, at=stamp(desk.clock.now()), by=by)


def _add(desk: DesignDesk, design: CertificateDesign, by: str) -> None:
    desk.store.add(
        KeptDesign(
            id=design.id,
            version=design.version,
            title=design.title,
            text=design_text(design),
            at=stamp(desk.clock.now()),
            by=by,
        )
    )


def _title(desk: DesignDesk, title: str, own: str) -> str:
    title = " ".join(title.split())[:_LONGEST_TITLE]
    if not title:
        raise KnownError("design-title-missing")
    if any(one.title.casefold() == title.casefold() and one.id != own for one in desk.all()):
        raise KnownError("design-title-taken", title=title)
    return title
