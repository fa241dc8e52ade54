"""The verifier page before a visitor: opened from a folder, a file dropped on it, and what stands there then."""

import base64
import json
from pathlib import Path

from assessor_app.issuer.register.page import files as page_files
from browser import Tab
from papers import Papers


def saved(papers: Papers, folder: Path) -> str:
    """The page as somebody saved it, by its address."""
    with papers.issuer.store.read() as connection:
        page = page_files(connection)[0]
    (folder / "verify.html").write_bytes(page.content)
    return (folder / "verify.html").as_uri()


def comes_to(tab: Tab, state: str) -> str:
    """Waits for a view, and tells what stands in it."""
    tab.until(f"document.body.dataset.state === {json.dumps(state)}")
    return tab.text()


def given_file(tab: Tab, name: str, content: bytes) -> None:
    """Drops a file onto the page."""
    packed = base64.b64encode(content).decode("ascii")
    tab.value(
        f"(() => {{ const data = Uint8Array.from(atob('{packed}'), (one) => one.charCodeAt(0));"
        f" const carried = new DataTransfer(); carried.items.add(new File([data], '{name}'));"
        " document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: carried, bubbles: true, cancelable: true})); })()"
    )


def complaints(tab: Tab) -> list[str]:
    """What the browser's console was told: a broken policy, an error nobody caught. A network that is away is none."""
    told = []
    for event in tab.pipe.events:
        values = event.get("params", {})
        if event.get("method") == "Runtime.exceptionThrown":
            told.append(str(values["exceptionDetails"]))
        elif event.get("method") == "Log.entryAdded" and values["entry"]["source"] != "network":
            told.append(values["entry"]["text"])
    return told
