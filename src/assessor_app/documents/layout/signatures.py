"""Those who answer for a certificate: each over a fine rule, with the picture of a signature where there is one."""

from dataclasses import dataclass

from assessor_app.documents import phrases
from assessor_app.documents.certificate_design import OpenDesign
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.layout.pieces import Abreast, Ink, Piece, Pile
from assessor_app.documents.pen import Align as PenAlign
from assessor_app.documents.pictures import Mask, signature_mask
from assessor_app.documents.typeset import Block, fitted, set_block
from assessor_app.domain.design import Align

_GAP = 20.0
_OVER_RULE = 2.5
_NARROW = 210.0
"""Two signatures in less than this stand under each other."""
_WIDE, _HIGH = 110.0, 30.0
"""The most that a signature's picture takes, in points, where a design says nothing."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A name over a rule over a role; `names` is the height that all names of the row share."""

    name: Block
    roles: tuple[Block, ...]
    names: float
    rule: str
    ink: str
    align: Align
    mask: Mask | None = None

    @property
    def height(self) -> float:
        return self._over + self.names + _OVER_RULE + 1 + sum(block.height for block in self.roles)

    @property
    def _over(self) -> float:
        return self.mask.size[1] - 2 if self.mask else 0.0

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:
        centred = self.align is Align.CENTRE
        place = x + width / 2 if centred else x
        if self.mask is not None:
            start = place - self.mask.size[0] / 2 if centred else x
            ink.pen.picture(self.mask.image, (start, top), self.mask.size, colour=self.ink)
        align: PenAlign = "centre" if centred else "left"
        above = top + self._over
        set_block(ink.pen, self.name, x=place, top=above + self.names - self.name.height, align=align)
        line = above + self.names + _OVER_RULE
        ink.pen.rule((x, line), (x + width, line), weight=0.5, colour=self.rule)
        at = line + 1
        for block in self.roles:
            at = set_block(ink.pen, block, x=place, top=at, align=align)


def plan_signatures(content: CertificateContent, design: OpenDesign, *, width: float, align: Align) -> Piece:
    """In columns, or under each other where there is no room beside each other."""
    own, *beside = (phrases.signatories(one) for one in content.both())
    beside = beside or [[("", "")] * len(own)]
    upright = width < _NARROW
    wide = width if upright else (width - _GAP) / 2
    names = [fitted(design.shaper, name, design.style("signer"), wide) for name, _ in own]
    highest = max(name.height for name in names)
    most = _most(design, wide)
    people = (content.assessor, content.quality_assurer)
    made = tuple(
        Signature(
            name=name,
            roles=_roles((role, second), design, wide),
            names=name.height if upright else highest,
            rule=design.colour("rule"),
            ink=design.colour("ink"),
            align=align,
            mask=signature_mask(person.signature, *most) if design.spec.signed and person else None,
        )
        for name, (_, role), (_, second), person in zip(names, own, beside[0], people, strict=False)
    )
    if upright:
        return Pile(made, gap=5)
    centred = align is Align.CENTRE and len(made) == 1
    return Abreast(((width if centred else wide, made[0]), *((wide, one) for one in made[1:])), gap=_GAP)


def _most(design: OpenDesign, wide: float) -> tuple[float, float]:
    """Wider as it is higher, and then never beyond its own rule."""
    high = design.spec.signature
    grown = _WIDE * high / _HIGH
    return (min(grown, max(wide, _WIDE)) if grown > _WIDE else _WIDE, high)


def _roles(told: tuple[str, str], design: OpenDesign, width: float) -> tuple[Block, ...]:
    roles = dict.fromkeys(text for text in told if text)
    return tuple(fitted(design.shaper, role, design.style("small"), width) for role in roles)
