"""The badge of a certificate's form, as whoever makes credentials asks for it."""

from functools import cached_property
from typing import TYPE_CHECKING

from assessor_app.domain.credential import CredentialFacts, QualificationFacts
from assessor_app.domain.form import Form

if TYPE_CHECKING:
    from assessor_app.documents.badge_image.badge import BadgeArtist, BadgeWords


class FormBadges:
    """Draws the badges of forms; a picture is made once for as long as this is kept."""

    def __init__(self) -> None:
        self._svg: dict[tuple[str, str, bool], str] = {}
        self._png: dict[tuple[str, str, bool], bytes] = {}

    @cached_property
    def _artist(self) -> "BadgeArtist":
        from assessor_app.documents.badge_image.badge import BadgeArtist

        return BadgeArtist()

    def svg(self, facts: CredentialFacts) -> str:
        return self.svg_of(facts.form, sample=facts.sample)

    def png(self, facts: CredentialFacts) -> bytes:
        return self.png_of(facts.form, sample=facts.sample)

    def svg_of(self, form: Form, *, sample: bool = False) -> str:
        key = (form.code, form.version, sample)
        if key not in self._svg:
            self._svg[key] = self._artist.svg(badge_words(form, sample=sample))
        return self._svg[key]

    def png_of(self, form: Form, *, sample: bool = False) -> bytes:
        key = (form.code, form.version, sample)
        if key not in self._png:
            self._png[key] = self._artist.png(badge_words(form, sample=sample))
        return self._png[key]

    def qualification_svg(self, facts: QualificationFacts) -> str:
        return self._artist.svg(qualification_words(facts))

    def qualification_png(self, facts: QualificationFacts) -> bytes:
        return self._artist.png(qualification_words(facts))

    def qualification_pictures(
        self, *, title: str, code: str, sector: str, parts: int, sample: bool = False
    ) -> tuple[str, bytes]:
        """The SVG and the PNG of a qualification of which nothing else is at hand."""
        from assessor_app.documents.badge_image.badge import BadgeWords

        words = BadgeWords(title=title, line=code, sector=sector, sample=sample, parts=parts)
        return self._artist.svg(words), self._artist.png(words)


def qualification_words(facts: QualificationFacts) -> "BadgeWords":
    """Title and code; a row of stars says how many micro-credentials it was made of."""
    from assessor_app.documents.badge_image.badge import BadgeWords

    return BadgeWords(
        title=facts.title, line=facts.code, sector=facts.sector, sample=facts.sample, parts=len(facts.parts)
    )


def badge_words(form: Form, *, sample: bool) -> "BadgeWords":
    """Title, and code with version and level."""
    from assessor_app.documents.badge_image.badge import BadgeWords

    level = [f"{form.levels[0].framework} {form.levels[0].level}"] if form.levels else []
    return BadgeWords(
        title=form.title, line=" · ".join([form.ref, *level]), sector=form.sector, sample=sample
    )
