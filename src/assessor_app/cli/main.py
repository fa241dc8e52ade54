"""The command line: `assessor-app` opens the window, its commands do the rest (a contract that scripts rely on)."""

import json
import os
import sys
import traceback
from collections.abc import Mapping

from assessor_app.cli.click_words import let_click_speak
from assessor_app.wording.catalogue import SOURCE_LANGUAGE, languages, speak


def language_of(environment: Mapping[str, str]) -> str:
    """The language that the environment asks for (gettext's own order), where there is a translation of it."""
    known = languages()
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for wanted in environment.get(name, "").split(":"):
            tag = wanted.partition(".")[0]
            for candidate in (tag, tag.partition("_")[0]):
                if candidate in known:
                    return candidate
    return SOURCE_LANGUAGE


def main() -> None:
    """Runs the command line and exits with its status."""
    language = language_of(os.environ)
    speak(language)
    let_click_speak(language)
    # Help texts are made when the commands are: in the language chosen above.
    from click import Abort, ClickException

    from assessor_app.cli.commands import root
    from assessor_app.cli.output import Exit

    try:
        status = root.main(prog_name="assessor-app", args=sys.argv[1:], standalone_mode=False)
    except ClickException as error:
        if "--json" in sys.argv[1:]:
            told = {"error": "usage", "message": error.format_message()}
            print(json.dumps(told, ensure_ascii=False, indent=2))
        error.show()
        status = Exit.UNUSABLE
    except (Abort, SystemExit):
        # click itself ends with 1, the answer "no", when nobody reads on; no command of ours ends in this way.
        status = Exit.STOPPED
    except Exception:  # noqa: BLE001 (Python would end with 1, which is the answer "no")
        traceback.print_exc()
        status = Exit.FAULT
    sys.exit(status)


if __name__ == "__main__":
    main()
