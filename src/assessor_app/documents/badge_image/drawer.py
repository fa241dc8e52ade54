"""The badge of a certificate's form, as whoever makes credentials asks for it."""

from base64 import b64decode
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from assessor_app.domain.badge_design import BadgeDesign
from assessor_app.domain.credential import CredentialFacts, QualificationFacts
from assessor_app.domain.form import Form

if TYPE_CHECKING:
    from assessor_app.documents.badge_image.badge import BadgeArtist, BadgeWords
    from assessor_app.documents.badge_image.vector import Path


_SVG_URI = "data:image/svg+xml;base64,"


class Designs(Protocol):
    """Whoever keeps the designs that people chose."""

    def design(self, *, form: str, sector: str, at: datetime) -> BadgeDesign | None:
        """What was in force at this moment; None for the design that ships."""


class _Drawn:
    """Pictures that were drawn, by what stands on them."""

    def __init__(self) -> None:
        self._svg: dict[BadgeWords, str] = {}
        self._png: dict[BadgeWords, bytes] = {}
        self._paths: dict[BadgeWords, tuple[Path, ...]] = {}

    @cached_property
    def _artist(self) -> "BadgeArtist":
        from assessor_app.documents.badge_image.badge import BadgeArtist

        return BadgeArtist()

    def svg(self, words: "BadgeWords") -> str:
        if words not in self._svg:
            self._svg[words] = self._artist.svg(words)
        return self._svg[words]

    def png(self, words: "BadgeWords") -> bytes:
        if words not in self._png:
            self._png[words] = self._artist.png(words)
        return self._png[words]

    def paths(self, words: "BadgeWords") -> "tuple[Path, ...]":
        if words not in self._paths:
            self._paths[words] = self._artist.paths(words)
        return self._paths[words]


class FormBadges:
    """Draws the badges of forms; a picture is made once for as long as this is kept."""

    def __init__(self, designs: Designs | None = None, *, drawn: _Drawn | None = None) -> None:
        self._designs = designs
        self._drawn = drawn or _Drawn()

    def svg(self, facts: CredentialFacts) -> str:
        return self.svg_of(facts.form, sample=facts.sample, at=facts.issued)

    def png(self, facts: CredentialFacts) -> bytes:
        return self.png_of(facts.form, sample=facts.sample, at=facts.issued)

    def svg_of(self, form: Form, *, sample: bool = False, at: datetime | None = None) -> str:
        """`at` is when the paper was issued: its badge keeps the design of that day. None for the design that ships."""
        return self._drawn.svg(
            badge_words(form, sample=sample, design=self._chosen(form.code, form.sector, at))
        )

    def png_of(self, form: Form, *, sample: bool = False, at: datetime | None = None) -> bytes:
        return self._drawn.png(
            badge_words(form, sample=sample, design=self._chosen(form.code, form.sector, at))
        )

    def paths_of(self, form: Form, *, sample: bool, at: datetime) -> "tuple[Path, ...]":
        """The drawing, for whoever lays it on a page."""
        words = badge_words(form, sample=sample, design=self._chosen(form.code, form.sector, at))
        return self._drawn.paths(words)

    def under(self, designs: Designs) -> "FormBadges":
        """The same by other designs; what is drawn is remembered together."""
        return FormBadges(designs, drawn=self._drawn)

    def again(self, image: str) -> tuple[str, bytes] | None:
        """The SVG in this data URI as it stands in a credential, and the PNG of it; None for one that nobody drew here."""
        from assessor_app.documents.badge_image.vector import paths_of, png_of

        try:
            svg = b64decode(image.removeprefix(_SVG_URI), validate=True).decode("utf-8")
            return svg, png_of(paths_of(svg))
        except ValueError:
            return None

    def qualification_svg(self, facts: QualificationFacts) -> str:
        return self._drawn.svg(self._qualification(facts))

    def qualification_png(self, facts: QualificationFacts) -> bytes:
        return self._drawn.png(self._qualification(facts))

    def qualification_pictures(
        self, *, title: str, code: str, sector: str, parts: int, sample: bool = False
    ) -> tuple[str, bytes]:
        """The SVG and the PNG of a qualification of which nothing else is at hand."""
        from assessor_app.documents.badge_image.badge import BadgeWords

        words = BadgeWords(title=title, line=code, sector=sector, sample=sample, parts=parts)
        return self._drawn.svg(words), self._drawn.png(words)

    def _qualification(self, facts: QualificationFacts) -> "BadgeWords":
        """Title and code; a row of stars says how many micro-credentials it was made of."""
        from assessor_app.documents.badge_image.badge import BadgeWords

        return BadgeWords(
            title=facts.title,
            line=facts.code,
            sector=facts.sector,
            sample=facts.sample,
            parts=len(facts.parts),
            design=self._chosen(facts.code, facts.sector, facts.awarded),
        )

    def _chosen(self, form: str, sector: str, at: datetime | None) -> BadgeDesign | None:
        if self._designs is None or at is None:
            return None
        return self._designs.design(form=form, sector=sector, at=at)


def badge_words(form: Form, *, sample: bool, design: BadgeDesign | None = None) -> "BadgeWords":
    """Title, and code with version and level."""
    from assessor_app.documents.badge_image.badge import BadgeWords

    level = [f"{form.levels[0].framework} {form.levels[0].level}"] if form.levels else []
    return BadgeWords(
        title=form.title,
        line=" · ".join([form.ref, *level]),
        sector=form.sector,
        sample=sample,
        design=design,
    )
