"""The files of a credential that was made: the signed JSON as it is kept, and the badge with it inside."""

import json

from sqlalchemy import Connection

from assessor_app.credentials.baking import bake_png, bake_svg
from assessor_app.credentials.said import image_of
from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.formats.form_yaml import parse_form
from assessor_app.issuer.credentials.kept import Made
from assessor_app.issuer.stacking import kept as stacked
from assessor_app.issuer.store import catalogue


def files_of(connection: Connection, made: Made, badges: FormBadges) -> dict[str, bytes]:
    """By kind: json, jwt where there is one, and png and svg where the form is still in the catalogue."""
    pictures = _pictures(connection, made, badges)
    return {**pictures, "jwt": made.jwt} if made.jwt else pictures


def _pictures(connection: Connection, made: Made, badges: FormBadges) -> dict[str, bytes]:
    content = made.content or b""
    signed = json.loads(content)
    achievement = signed["credentialSubject"]["achievement"]
    code = achievement["humanCode"]
    drawn = badges.again(image_of(signed))
    if drawn is not None:
        svg, png = drawn
        return {"json": content, "png": bake_png(png, signed), "svg": bake_svg(svg, signed)}
    awarded = stacked.of_digest(connection, centre=made.centre, digest=made.digest)
    if awarded is not None:
        svg, png = badges.qualification_pictures(
            title=awarded.title, code=code, sector=awarded.sector, parts=len(awarded.parts)
        )
        return {"json": content, "png": bake_png(png, signed), "svg": bake_svg(svg, signed)}
    row = catalogue.find_form(connection, code, achievement["version"])
    if row is None:
        return {"json": content}
    form = parse_form(row.content)
    return {
        "json": content,
        "png": bake_png(badges.png_of(form), signed),
        "svg": bake_svg(badges.svg_of(form), signed),
    }
