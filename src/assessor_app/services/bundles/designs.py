"""A centre's own designs in its bundle: their versions, where each is used, logos, and signatures that members lend.

What was issued keeps its design: versions are only added. Of two words about one scope, or about one signature, the newer
counts, so that all computers of a centre print alike once their bundles went both ways.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from assessor_app.domain.errors import KnownError
from assessor_app.formats.centre_bundle import (
    DesignChosenItem,
    DesignItem,
    LogoItem,
    SignatureItem,
    picture_of,
    picture_text,
)
from assessor_app.formats.design_yaml import parse_design
from assessor_app.formats.items import Known
from assessor_app.services.bundles.desk import BundleDesk
from assessor_app.services.designs.ports import Choice, KeptDesign


def design_items(desk: BundleDesk) -> Iterator[Known]:
    """Logos and designs first, then what names them."""
    kept = desk.designs.versions()
    logos = dict.fromkeys(logo for one in kept if (logo := _logo_of(one.text)))
    for name in logos:
        png = desk.designs.picture(name)
        if png is not None:
            yield LogoItem(sha256=name, png=picture_text(png))
    hashes = {(one.id, one.version): sha256(one.text).hexdigest() for one in kept}
    for one in kept:
        yield DesignItem(
            id=one.id,
            version=one.version,
            title=one.title,
            text=one.text.decode("utf-8"),
            sha256=hashes[one.id, one.version],
            before=hashes.get((one.id, one.version - 1)),
            made_at=one.at,
            made_by=one.by,
        )
    for choice in _newest(desk).values():
        yield DesignChosenItem(
            scope=choice.scope, design=choice.design, chosen_at=choice.at, chosen_by=choice.by
        )
    for lent in desk.designs.lent():
        yield SignatureItem(
            staff=lent.staff, png="" if lent.png is None else picture_text(lent.png), changed_at=lent.at
        )


def take_design(desk: BundleDesk, item: DesignItem, *, by: str) -> bool:
    """Adds a version that is not here; whether it was new.

    Raises KnownError `design-version-changed` (design, version) where it does not go on from what is here: two computers made
    different versions of one number, or one that came before is not here yet. Also what `parse_design` raises, and `catalogue-damaged`.
    """
    text = item.text.encode("utf-8")
    if sha256(text).hexdigest() != item.sha256:
        raise KnownError("catalogue-damaged", path=f"{item.title} v{item.version}")
    here = {one.version: one for one in desk.designs.versions() if one.id == item.id}
    known = here.get(item.version)
    if known is not None and known.text == text:
        return False
    last = here.get(item.version - 1)
    before = sha256(last.text).hexdigest() if last is not None else None
    follows = before == item.before and (item.version == 1 or last is not None)
    if known is not None or not follows or any(version > item.version for version in here):
        raise KnownError("design-version-changed", design=item.title, version=item.version)
    design = parse_design(text)
    if (design.id, design.version) != (item.id, item.version):
        raise KnownError("catalogue-damaged", path=f"{item.title} v{item.version}")
    desk.designs.add(
        KeptDesign(
            id=item.id,
            version=item.version,
            title=item.title,
            text=text,
            at=item.made_at,
            by=_who(desk, item.made_by, by),
        )
    )
    return True


def take_logo(desk: BundleDesk, item: LogoItem, *, at: str, by: str) -> None:
    """Keeps a picture that is not here. Raises KnownError `photo-unreadable`, `photo-too-large`, `catalogue-damaged`."""
    if desk.designs.picture(item.sha256) is not None:
        return
    png = picture_of(item)
    if sha256(png).hexdigest() != item.sha256:
        raise KnownError("catalogue-damaged", path=item.sha256[:8])
    # Read once where nothing can come of it: what is kept is drawn in this process.
    desk.pictures.logo(png)
    desk.designs.add_picture(item.sha256, png, at=at, by=by)


def take_choice(desk: BundleDesk, item: DesignChosenItem, *, by: str) -> bool:
    """The newer choice counts; whether that changed anything. One of a design that is not here is passed over."""
    here = _newest(desk).get(item.scope)
    if here is not None and (here.design == item.design or _moment(here.at) >= _moment(item.chosen_at)):
        return False
    if (here is None and not item.design) or not _is_here(desk, item.design):
        return False
    who = _who(desk, item.chosen_by, by)
    desk.designs.choose(Choice(scope=item.scope, design=item.design, at=item.chosen_at, by=who))
    return True


def take_signature(desk: BundleDesk, item: SignatureItem, *, by: str) -> bool:
    """The newer word counts: a picture, or that it was taken away. Whether that changed anything.

    Raises KnownError `photo-unreadable`, `photo-too-large`.
    """
    here = next((one for one in desk.designs.lent() if one.staff == item.staff), None)
    if here is not None and _moment(here.at) >= _moment(item.changed_at):
        return False
    if not any(one.id == item.staff for one in desk.staff.all()):
        return False
    if not item.png:
        desk.designs.drop_signature(item.staff, at=item.changed_at)
        return here is not None and here.png is not None
    png = picture_of(item)
    desk.pictures.signature(png)
    desk.designs.put_signature(item.staff, png, at=item.changed_at, by=by)
    return here is None or here.png != png


def _newest(desk: BundleDesk) -> dict[str, Choice]:
    """By scope."""
    return {choice.scope: choice for choice in reversed(desk.designs.history())}


def _is_here(desk: BundleDesk, design: str) -> bool:
    """A design of the centre's own that is here, one that ships, or none of its own."""
    return not design.startswith("own-") or desk.designs.get(design) is not None


def _logo_of(text: bytes) -> str:
    logo = parse_design(text).logo
    return logo.sha256 if logo else ""


def _who(desk: BundleDesk, staff: str, other: str) -> str:
    return staff if any(one.id == staff for one in desk.staff.all()) else other


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
