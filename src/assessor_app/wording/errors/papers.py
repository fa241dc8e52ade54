"""Sentences about certificates, their codes and whom to trust."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "paper-counts": lambda: _(
        "Certificate {number} was not rejected, so it need not come back. Nothing was changed; look at its state."
    ),
    "no-slips-yet": lambda: _(
        "Nobody in this sitting has a signed result yet, so there are no slips. Decide and sign first."
    ),
    "no-such-paper-sheet": lambda: _(
        "Paper sheet {number} was not numbered on this device. Look at its number again."
    ),
    "people-elsewhere": lambda: _(
        "This certificate rests on work that was recorded on another device of the centre ({device}), and whoever decided or released it is not known on this one. Correct the name on that device, or take its centre bundle in here first."
    ),
    "nobody-to-write-for": lambda: _(
        "Nobody in this sitting is here or still expected, so there is nobody to print a sheet for."
    ),
    "sitting-not-closed": lambda: _(
        "The sitting at {place} is still open. Its manifest is made when it is closed."
    ),
    "no-result-yet": lambda: _(
        "{learner} has no signed result yet, so there is no slip. Decide and sign first."
    ),
    "anchors-newer": lambda: _(
        "This list of keys was made for a newer version of this program. Install the newer version and add it again."
    ),
    "anchors-other-root": lambda: _(
        "The list held here for {name} was signed by another root key. The new one was not added: call them before you trust it."
    ),
    "anchors-unreadable": lambda: _(
        "This file is not a list of keys of an awarding body. Ask the awarding body for its list."
    ),
    "asset-damaged": lambda: _(
        "A font or drawing that this certificate was printed with has been changed or damaged ({sha256}). Restore the data folder from a copy on a stick."
    ),
    "asset-missing": lambda: _(
        "A font or drawing that this certificate was printed with is missing from the data folder ({sha256}). Restore the folder from a copy on a stick."
    ),
    "box-damaged": lambda: _(
        "This copy is damaged or cut off at megabyte {megabyte}. Nothing was restored; use another copy."
    ),
    "box-other-key": lambda: _(
        "This copy was made for another recovery key, or its beginning is damaged. Use the recovery key of the folder it was made from."
    ),
    "box-unreadable": lambda: _(
        "This file is not a copy made by this program, or its beginning is missing. Choose another file."
    ),
    "caller-missing": lambda: _("Say who is asking: a name, a firm or a telephone number."),
    "cancelled": lambda: _("Stopped. Nothing was written."),
    "certificate-too-full": lambda: _(
        "The texts of the certificate of {holder} do not fit on the page at a size that can be read. Shorten the outcomes or the limits in the form."
    ),
    "correction-incomplete": lambda: _(
        "A correction needs the right name, a reason, and which identity document was seen. Fill in what is missing."
    ),
    "did-unreadable": lambda: _(
        "This issuer's name holds no key that can be read. Get the list again from the issuer."
    ),
    "no-verifier-page": lambda: _(
        "The centre has no page on which its papers are checked, so a phone could open nothing. Save the pack on a stick instead."
    ),
    "pack-too-large": lambda: _(
        "There are more files in this than are looked at (2,000, 1 GiB together). Check the packs one by one."
    ),
    "file-no-code": lambda: _(
        "No code was found in this file. Scan it again with the whole code in the picture, flat and sharp, or type the certificate's number."
    ),
    "file-not-written": lambda: _(
        "The file {path} could not be written ({why}). Nothing was saved; choose another folder."
    ),
    "file-too-large": lambda: _(
        "This file is too large to look at (at most 64 MiB and 100 megapixels). Scan the certificate again at 300 dpi."
    ),
    "file-unreadable": lambda: _(
        "This file cannot be read as a picture or a PDF. Scan or photograph the certificate again and save it as PNG, JPEG or PDF."
    ),
    "font-missing": lambda: _(
        "The font {name} is missing from this installation. Run the set-up again, or install the program again."
    ),
    "host-unreadable": lambda: _(
        "“{typed}” is not the name of a web host. Type it like verify.example.org, without a path."
    ),
    "issued-already": lambda: _(
        "{learner} already has a certificate for this award. Print it again from Certificates."
    ),
    "jws-unreadable": lambda: _(
        "This is not signed text of this program, or a part of it is missing. Get the file again from whoever gave it to you."
    ),
    "design-invalid": lambda: _(
        "This design has errors ({count}), the first at {first}; `assessor-app designs check FILE` says them all."
    ),
    "design-logo-missing": lambda: _(
        "The logo of {title} is not here. Nothing was taken; leave it out of the file, and choose it in Settings afterwards."
    ),
    "design-title-missing": lambda: _("This design has no name. Give it one by which people choose it."),
    "design-title-taken": lambda: _("There is a design named {title} already. Give this one another name."),
    "design-version-changed": lambda: _(
        "{design}, version {version}, was left out: it does not go on from the version that is here. Two computers changed this design apart; make a copy of it under another name on one of them."
    ),
    "no-such-design": lambda: _("There is no design {design} here. Choose another one in Settings."),
    "letters-missing": lambda: _(
        "No font here has the letter “{letters}”, so it cannot be printed. Write this text with other letters, or ask for a font that has it."
    ),
    "letters-missing-for": lambda: _(
        "The certificate of {holder} cannot be made: no font here has the letter “{letters}”. Write this text with other letters, or ask for a font that has it."
    ),
    "may-not-print": lambda: _("Certificate {number} is {state} and may not be printed."),
    "may-not-supersede": lambda: _("Certificate {number} is {state} and cannot be replaced."),
    "name-unchanged": lambda: _("The new name is the same as the old one ({name}). Nothing was changed."),
    "qualification-not-due": lambda: _(
        "{name} does not hold all that this qualification asks for, or was awarded it already. Look again at what they hold."
    ),
    "no-own-root": lambda: _("This centre has no list of keys of its own to hand out."),
    "no-such-certificate": lambda: _(
        "This device holds no certificate with the number {number}. It may come from another device or another centre: ask for the code on the paper."
    ),
    "no-such-sheet": lambda: _("This sheet is not in this data folder. Go back to the list."),
    "not-competent": lambda: _(
        "{learner} has no signed decision “competent”, so there is nothing to certify."
    ),
    "no-such-file": lambda: _(
        "There is no file “{path}” here, and this is not the text of a certificate's code or a credential either. Look at the name again, or give the whole text."
    ),
    "number-check": lambda: _(
        "The last character of {number} does not fit the rest. Look at the paper again, letter by letter; at the end, O and 0, I and 1 are different."
    ),
    "number-unreadable": lambda: _(
        "This is not a certificate number. A number looks like K4T9-2M7Q-0012-5; look at the paper again."
    ),
    "page-unreadable": lambda: _(
        "This stored certificate page cannot be read: it is damaged or was not made by this program. Restore it from a copy on a stick, or issue a replacement."
    ),
    "page-not-built": lambda: _(
        "The verifier page was not built when this program was set up. Run the set-up again with a network, or install the program again."
    ),
    "paper-newer": lambda: _(
        "This certificate was made by a newer version of this program. Install the newer version to check it."
    ),
    "paper-unreadable": lambda: _(
        "This code cannot be read as a certificate. Scan it again; if that does not help, ask the centre for its number."
    ),
    "personal-unreadable": lambda: _(
        "The personal part of a record is damaged and cannot be read. Restore the data folder from a copy, or go on without it."
    ),
    "qr-too-large": lambda: _(
        "The certificate's code would be too fine to read on paper. Shorten the verifier page's address or the title."
    ),
    "qr-unreadable": lambda: _(
        "This is not the code of one of our certificates, or a part of it is missing. Scan the whole code again."
    ),
    "reason-needed-for-copy": lambda: _(
        "A paper of {number} already came out. Say why another is printed; it will be stamped as a replacement."
    ),
    "record-unreadable": lambda: _(
        "This record cannot be read ({why}). It is kept as it is; check the data folder with “records check”."
    ),
    "recovery-key-unreadable": lambda: _(
        "This is not a recovery key, or a character is mistyped. It has eight groups of four characters and one more at the end."
    ),
    "register-altered": lambda: _("This register was changed after it was signed. Fetch it again."),
    "register-compromised": lambda: _(
        "The key that signed this register ({issuer}) is no longer to be believed. Fetch a newer register."
    ),
    "register-newer": lambda: _(
        "This register was made for a newer version of this program. Install the newer version and add it again."
    ),
    "register-unknown-issuer": lambda: _(
        "No awarding body that is trusted here vouches for this register ({issuer}). Add its list of keys first."
    ),
    "register-unreadable": lambda: _(
        "This file is not a register of certificates, or a part of it is missing. Fetch it again."
    ),
    "sheet-answered": lambda: _("Somebody has already said what came out of {number}."),
    "signature-invalid": lambda: _(
        "The signature does not fit what it stands under. Do not use this file; get it again from whoever gave it to you."
    ),
    "trust-file-too-large": lambda: _(
        "This file is too large for a list of keys or a register (at most 256 MiB)."
    ),
    "trust-file-unreadable": lambda: _(
        "This file is neither a list of keys nor a register. Ask the awarding body for the file again."
    ),
    "unanswered-sheet": lambda: _(
        "Nobody has said yet whether the last print of {number} came out. Answer that first, in Certificates."
    ),
    "waits-for": lambda: _("The certificate of {learner} waits for {reason}. Nothing was issued."),
    "printed-already": lambda: _(
        "The certificate {number} of {learner} is out, and this form waits for no release, so the work cannot be returned. Ask its assessor to correct it, which revokes the paper where it is “not yet”, or annul it with a second person."
    ),
    "printer-failed": lambda: _(
        "The printer {printer} did not take the pages: see whether it is switched on, has paper, and is the one you meant, then print again."
    ),
}
