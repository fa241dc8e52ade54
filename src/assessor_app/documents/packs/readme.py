"""The README of a learner's pack: what each file is, how anybody checks it, and what to do when it is lost."""

from collections.abc import Iterator
from datetime import date

from assessor_app.documents.phrases import date_text, phrase
from assessor_app.services.packs.ports import PackedCertificate, PackStory
from assessor_app.wording.catalogue import words
from assessor_app.wording.errors import sentence

_RULE = "-" * 60


def readme(story: PackStory) -> str:
    """The text, in the language of the learner's papers where there is a translation; lines of any length."""
    return "\n".join(_lines(story)) + "\n"


def _lines(story: PackStory) -> Iterator[str]:
    _ = phrase(story.language)
    if story.sample:
        yield _("SAMPLE: nobody has earned this certificate.")
        yield ""
    yield story.holder
    count = len(story.certificates)
    told = words(story.language).ngettext(
        "{count} certificate of {centre}", "{count} certificates of {centre}", count
    )
    yield told.format(count=count, centre=story.centre)
    yield _RULE
    yield _(
        "Keep this folder whole, and keep a second copy of it. It is yours; nothing in it ends when the centre's computers do."
    )
    yield ""
    for one in story.certificates:
        yield from _certificate(one, story)
    yield from _more(story)
    yield from _checking(story)


def _certificate(one: PackedCertificate, story: PackStory) -> Iterator[str]:
    _ = phrase(story.language)
    yield one.title
    yield _("Certificate {number}, issued on {date}").format(number=one.number, date=_day(one.issued, story))
    if one.until is not None:
        yield _("Valid until {date}").format(date=_day(one.until, story))
    if one.provisional is not None:
        yield _provisional(one, one.provisional, story)
    if one.without is not None:
        yield _("There is no digital credential in this folder: {why}").format(why=sentence(one.without))
    yield ""
    for name in one.files:
        yield f"  {name}"
        yield f"      {_about(name, one, story)}"
    yield ""
    yield _(
        "To show it on LinkedIn, open this link; it fills in LinkedIn's own form, and nothing is sent before you say so:"
    )
    yield f"  {one.linkedin}"
    yield _RULE


def _provisional(one: PackedCertificate, until: date, story: PackStory) -> str:
    _ = phrase(story.language)
    told = (
        _(
            "Provisional until {date}. The files .json, .png, .svg and .jwt end that day; ask the centre for a new pack once it is registered."
        )
        if one.without is None
        else _("Provisional until {date}. Ask the centre for a new pack once it is registered.")
    )
    return told.format(date=_day(until, story))


def _more(story: PackStory) -> Iterator[str]:
    if not story.more:
        return
    _ = phrase(story.language)
    yield _("All of it together")
    yield ""
    for name in story.more:
        yield f"  {name}"
        if name.startswith("transcript"):
            told = _("Your transcript (CLR 2.0): every credential in one signed file.")
        elif name.endswith(".json"):
            told = _(
                "The digital credential of a qualification that your certificates make together, signed."
            )
        elif name.endswith(".jwt"):
            told = _("The same credential in another form (JWT), for programs that ask for it.")
        else:
            told = _("The badge of that qualification, its credential inside.")
        yield f"      {told}"
    yield _RULE


def _about(name: str, one: PackedCertificate, story: PackStory) -> str:
    _ = phrase(story.language)
    for ending, told in (
        (".slip.pdf", _("The result slip: what was shown, and what comes next.")),
        (
            ".europass.jsonld",
            _(
                "The same in the European Learning Model, to upload to Europass. It is not signed: Europass takes only the qualified electronic seal of an organisation, which this centre's program does not have. What is signed is the file .json."
            ),
        ),
        (".pdf", _pdf(one, story)),
        (
            ".json",
            _("The digital credential (Open Badges 3.0), signed. Wallets and backpacks take this file."),
        ),
        (".jwt", _("The same credential in another form (JWT), for programs that ask for it.")),
        (
            ".png",
            _(
                "The badge as a picture, the credential inside. Sent through a chat it may lose the credential."
            ),
        ),
        (".svg", _("The badge as a drawing that stays sharp at any size, the credential inside.")),
    ):
        if name.endswith(ending):
            return told
    return ""


def _pdf(one: PackedCertificate, story: PackStory) -> str:
    _ = phrase(story.language)
    told = (
        _("The certificate as it was printed, for archives (PDF/A); its proof and the credential are inside.")
        if one.without is None
        else _("The certificate as it was printed, for archives (PDF/A); its proof is inside.")
    )
    return f"{told} {_('It carries the electronic signature of the centre.')}" if story.signed else told


def _checking(story: PackStory) -> Iterator[str]:
    _ = phrase(story.language)
    yield _("How anybody checks it")
    if any(one.url for one in story.certificates):
        yield _("- With a phone: point its camera at the code on the certificate. Or open this address:")
        for one in story.certificates:
            if one.url:
                yield f"  {one.number}: {one.url}"
    yield _("- With Assessor: Verify takes every file of this folder, and the folder itself.")
    if story.phone:
        yield _("- By telephone: {phone}, quoting the number.").format(phone=story.phone)
    yield _(
        "A file proves what was awarded, not who shows it: whoever checks it asks for an identity document."
    )


def _day(day: date, story: PackStory) -> str:
    return date_text(day, story.language)
