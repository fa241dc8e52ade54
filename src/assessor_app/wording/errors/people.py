"""Sentences about staff, learners and lists."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "birth-date-impossible": lambda: _(
        "Nobody can be born on {date}: check the day, the month and the year."
    ),
    "birth-date-missing": lambda: _(
        "{name}'s papers are to show the birth date, and none is known: write it, or choose another identity mark."
    ),
    "centre-incomplete": lambda: _(
        "The centre needs a name, a country and a number to call. Fill in what is missing."
    ),
    "erase-kept": lambda: _("This cannot be erased now: {keeps}."),
    "erase-not-due": lambda: _(
        "The time for which this is kept has not run out yet. Where the learner asks for it, choose that as the reason."
    ),
    "erase-nothing": lambda: _("There is nothing here that could be erased of this learner."),
    "id-last-four-wrong": lambda: _(
        "{name}'s identity mark is the last four letters or digits of a document: write exactly four."
    ),
    "import-outdated": lambda: _(
        "A learner with the number {number} (row {line}) was changed since this report was made, so nothing was imported: make the report again."
    ),
    "last-administrator": lambda: _(
        "{name} is the only administrator here: make somebody else an administrator first."
    ),
    "learner-in-use": lambda: _(
        "This learner has work, a checked name or a certificate here and cannot be removed; edit the learner instead."
    ),
    "no-such-learner": lambda: _("This learner is no longer in this data folder. Search again."),
    "no-such-person": lambda: _("This member of staff is not known in this data folder. Sign in again."),
    "nobody-acts": lambda: _(
        "Nobody is known to act: open the folder with a member's own passphrase, in {variable} or at the prompt."
    ),
    "not-allowed": lambda: _(
        "{name} may not do this; it is for: {roles}. Ask one of them, or an administrator to change the role."
    ),
    "not-to-see": lambda: _(
        "{name} may not see {seen}; it is for: {roles}. Ask one of them, or an administrator to change the role."
    ),
    "work-not-theirs": lambda: _(
        "The work on {form} is not in the scope of {name}, who therefore does not see its marks. Ask an assessor of that form, or an administrator to change the scope."
    ),
    "not-first": lambda: _(
        "Somebody already works in this data folder: an administrator adds further members in Settings."
    ),
    "group-unknown": lambda: _("No learner here is in a group {group}. There are: {known}."),
    "form-unknown": lambda: _("Nobody was assessed here by a form {form}. In use are: {known}."),
    "nothing-to-print": lambda: _(
        "No certificate may be printed now. Decisions that wait for release or registration come later."
    ),
    "number-taken": lambda: _(
        "Another learner already has the number {number}: look them up, or choose another number."
    ),
    "out-of-scope": lambda: _(
        "{name} may not assess {title} ({form}): it is outside their scope. An administrator can widen it in Settings."
    ),
    "passphrase-differs": lambda: _("The two passphrases are not the same. Nothing was made; try again."),
    "passphrase-missing": lambda: _(
        "No passphrase was given. Put it in {variable}, or run this in a terminal that can ask."
    ),
    "passphrase-too-short": lambda: _("A passphrase has at least {fewest} characters: choose a longer one."),
    "person-left": lambda: _(
        "{name} has left this centre and cannot sign: choose somebody who still works here."
    ),
    "pin-format": lambda: _("A PIN has {fewest} to {most} digits and nothing else: choose another."),
    "pin-not-set": lambda: _("{name} has no PIN yet: set one in Settings, or ask an administrator."),
    "pin-too-simple": lambda: _(
        "This PIN is one of the first that anybody would try (repeated digits, or digits in a row): choose another."
    ),
    "pin-wait": lambda: _("{name}'s PIN is not heard yet: try again in {seconds} s."),
    "pin-wrong": lambda: _("This is not {name}'s PIN. Wrong tries in a row: {tries}."),
    "qualification-expired": lambda: _(
        "The qualification of {name} to assess {form} ended on {until}. An administrator can write down its renewal in Settings."
    ),
    "roles-missing": lambda: _("{name} has no role yet: choose at least one."),
    "roster-columns": lambda: _("No column of {file} is known to hold names: say which column is the name."),
    "roster-empty": lambda: _("{file} has no rows: choose the file that holds the list."),
    "roster-format": lambda: _(
        "{file} is neither CSV nor XLSX, or is locked with a password: open it in a spreadsheet and save it as CSV (UTF-8) or XLSX."
    ),
    "roster-too-large": lambda: _(
        "{file} is larger than this program reads: split the list, or save only the columns with number, name and group."
    ),
    "roster-too-many-rows": lambda: _("{file} has more than {most} rows: split the list into several files."),
    "roster-unreadable": lambda: _(
        "{file} could not be read ({detail}): nothing was imported; save it again as CSV (UTF-8) or XLSX."
    ),
    "scope-missing": lambda: _(
        "{name} is an assessor without a scope: choose the sectors or forms that {name} may assess, or everything."
    ),
    "text-too-long": lambda: _("The {field} has {length} characters and may have {most}: shorten it."),
    "roster-not-opened": lambda: _(
        "The file {file} could not be opened ({detail}): close it in other programs, see whether it is still there, and choose it again."
    ),
}
