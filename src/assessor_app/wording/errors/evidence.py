"""Sentences about evidence: photos, sound, films, files, witnesses, notes."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "age-unsaid": lambda: _(
        "Nobody has said whether {learner} is under 18: until then, no photo, sound or film without the guardian's consent and the consent to photos. Nothing was kept. Say the age, or record the consents, on the learner's page."
    ),
    "badge-before": lambda: _(
        "No badge was photographed before these. Say whose they are, or leave them out."
    ),
    "evidence-differs": lambda: _(
        "A piece of evidence ({name}) is not what was captured: its file was changed. Nothing was changed or signed here. Take it out of the work, and capture it again if you can."
    ),
    "evidence-empty": lambda: _("There is nothing in this file. Nothing was kept; choose another."),
    "evidence-erased": lambda: _("This piece of evidence was erased and cannot be opened any more."),
    "evidence-missing": lambda: _(
        "The file of a piece of evidence ({name}) is missing from the folder “evidence”. Nothing was changed or signed. Take it out of the work, or put the file back from a copy."
    ),
    "evidence-no-room": lambda: _(
        "The disk has {free} MiB free and {wanted} MiB are wanted, so that marks can still be saved. Nothing was kept; free some space first."
    ),
    "evidence-tells": lambda: _(
        "What a program wrote beside this recording, such as the place or the device, cannot safely be taken out of it. Nothing was kept; save it as MP4, WAV or MP3, and add that."
    ),
    "evidence-too-large": lambda: _(
        "This is more than {most} MiB, the most that can be kept of its kind. Nothing was kept; make it shorter or smaller."
    ),
    "evidence-too-long": lambda: _(
        "This is {seconds} seconds long, and the form takes at most {most}. Nothing was kept; make it shorter."
    ),
    "evidence-too-many": lambda: _(
        "The form takes at most {most} pieces of evidence for one criterion, and {criterion} would have more. Nothing was kept; take one out first, or add it to the whole work."
    ),
    "evidence-unopenable": lambda: _(
        "The file {name} cannot be opened ({detail}). Nothing was kept; choose another."
    ),
    "evidence-unreadable": lambda: _("This piece of evidence cannot be read. Nothing was changed."),
    "minor-without-consent": lambda: _(
        "{learner} is under 18: no photo, sound or film without the guardian's consent and the consent to photos. Nothing was kept. Write a note, or record the consents under Learners."
    ),
    "no-such-evidence": lambda: _(
        "This piece of evidence is not in this data folder any more. Go back to the list."
    ),
    "no-such-occasion": lambda: _(
        "This occasion does not belong to this assessment. Open the learner again, and add it there."
    ),
    "not-at-work": lambda: _(
        "This learner has no open work in this sitting, or more than one piece of it. Add the photos on the learner's own page."
    ),
    "note-unwritten": lambda: _(
        "The note was not kept. What it does not say yet: {missing}. Write that, and keep it again."
    ),
    "photo-heic": lambda: _(
        "This picture is in the HEIC format, which cannot be read here. Nothing was kept; set the phone's camera to “most compatible”, or send it as JPEG."
    ),
    "photo-too-large": lambda: _(
        "This picture has more than 80 megapixels. Nothing was kept; take it with a smaller setting."
    ),
    "photo-unreadable": lambda: _(
        "This picture is damaged, cut off, or of a kind that is not read here. Nothing was kept; take another, as JPEG or PNG."
    ),
    "photographs-refused": lambda: _(
        "{learner} does not allow photographs. Nothing was kept. A picture that shows the work alone, and no person, may be kept once you say so."
    ),
    "roll-too-long": lambda: _(
        "These are more than {most} photos. Nothing was read; choose fewer at a time."
    ),
    "statement-empty": lambda: _(
        "A witness says how they know the learner, and what they saw in their own words. Write both."
    ),
    "statement-other-name": lambda: _(
        "What is typed is not the whole name of the witness ({name}). Type it as it stands above, or sign on the line."
    ),
    "statement-unseen": lambda: _(
        "Only who saw it personally is a witness. If they did, say so; if not, ask somebody who did."
    ),
    "statement-unsigned": lambda: _("The witness has not signed. Let them sign, or type their name."),
}
