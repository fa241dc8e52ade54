"""Sentences about print runs, printers, security paper and handing out."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "code-too-fine": lambda: _(
        "The squares of this certificate's code are {shown} mm wide; finer than {least} mm a telephone does not read them. Issue a replacement."
    ),
    "printer-shrinks": lambda: _(
        "The settings of {printer} change the size of pages ({option}). Take that out in the computer's settings of the printer: a code that shrank is not read."
    ),
    "collected-already": lambda: _(
        "This paper of {number} was handed out already. Look under Handed out who took it."
    ),
    "collection-unsigned": lambda: _(
        "Nobody has signed for it yet. Let whoever takes it sign, or have a second person say with their PIN that it was handed over."
    ),
    "collector-unidentified": lambda: _(
        "Say how you know who takes the paper: a document that you saw, or that you know them."
    ),
    "collector-unnamed": lambda: _("Write who takes the paper, or where it was posted to."),
    "collector-without-authority": lambda: _(
        "Write what lets somebody else take it, such as a signed letter from the holder."
    ),
    "may-not-hand-out": lambda: _(
        "Certificate {number} is {state}: do not hand it out. Put the paper aside."
    ),
    "no-printer": lambda: _(
        "No printer is set up on this computer. Save the certificates as PDF, or set a printer up in the computer's settings."
    ),
    "no-such-run": lambda: _("This print run is not in this data folder. Go back to the list."),
    "paper-too-small": lambda: _(
        "On {paper} the certificate would have to shrink to {percent} %, and its code to {shown} mm; it needs at least {least} mm to be read. Put {wanted} in the printer and choose it."
    ),
    "run-ended": lambda: _("Somebody has ended this print run. Begin another with what is left."),
    "run-unanswered": lambda: _(
        "Nobody has said yet which of the last sheets of this run came out. Answer that first."
    ),
    "stock-alone": lambda: _(
        "Paper is destroyed before two people. Choose a second person, who types their own PIN."
    ),
    "stock-not-expected": lambda: _(
        "The next sheet should be {expected}, and you typed {typed}. Look at the top sheet again; if {expected} to {before} are gone, say that they are missing or spoiled, and why."
    ),
    "stock-not-missing": lambda: _("Sheet {serial} is not missing, so it cannot have been found again."),
    "stock-not-spoiled": lambda: _(
        "Sheet {serial} is not spoiled, so it is not destroyed. Look at its number again."
    ),
    "stock-nothing-to-destroy": lambda: _("No spoiled sheet was chosen, so there is nothing to destroy."),
    "stock-range": lambda: _(
        "{first} to {last} are not the numbers of one delivery. Type the first and the last number as they are printed on the sheets."
    ),
    "stock-reason-needed": lambda: _("Write what happened, in a few words: an auditor will ask."),
    "stock-too-few": lambda: _(
        "Only {there} sheets of security paper follow, and {wanted} are needed. Print fewer, or write down the next delivery first."
    ),
    "stock-twice": lambda: _("Sheet {serial} was received before. Look at the numbers on the box again."),
    "stock-unknown": lambda: _(
        "Sheet {serial} came with no delivery that is written down here. Look at the number again, or write the delivery down first."
    ),
    "stock-unreadable": lambda: _(
        "“{typed}” is no serial number. Type it as it is printed on the sheet: letters, then digits."
    ),
    "stock-used": lambda: _(
        "Sheet {serial} is no blank sheet: it is {became}. Look at the number on the top sheet again."
    ),
    "witness-alone": lambda: _(
        "Whoever hands the paper out cannot be the witness too. Choose a second person."
    ),
}
