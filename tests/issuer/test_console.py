"""The console over real HTTP: who gets in, who may do what, and that whatever anybody wrote stays text."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from sqlalchemy import select, update

from assessor_app.formats.record_item import RecordItem
from assessor_app.formats.verdict import Verdict
from assessor_app.issuer.people import accounts
from assessor_app.issuer.people.rights import Role
from assessor_app.issuer.people.totp import address, code_at, step_of
from assessor_app.issuer.store.accounts import account
from assessor_app.issuer.store.bodies import audit, device
from assessor_app.issuer.store.cases import learner
from assessor_app.issuer.store.engine import file_url
from assessor_app.issuer.store.facts import stands
from assessor_app.issuer.web.console.signing import qr_picture
from assessor_app.issuer.web.limits import network_of
from caller import Caller
from made import Issuer
from office import Office, fetched, items_of, joined
from samples import CENTRE
from test_stranded import forked
from visitor import PASSWORD, Console, Page, Visitor, console

HOSTILE = "<script>alert(1)</script>'\"><img src=x onerror=alert(1)>'; DROP TABLE account; --${70*7001}"
PAGES = (
    "",
    "/queue",
    "/stranded",
    "/learners",
    "/qualifications",
    "/register",
    "/centres",
    "/catalogue",
    "/log",
)


@pytest.fixture
def database(tmp_path: Path) -> str:
    """SQLite alone: what differs between databases is in `test_console_databases`."""
    return file_url(tmp_path).render_as_string(hide_password=False)


@pytest.fixture
def served(issuer: Issuer) -> Iterator[Console]:
    with console(issuer) as found:
        yield found


@pytest.fixture
def waiting(office: Office, lone: SimpleNamespace) -> Caller:
    """A device whose papers wait for approval."""
    caller = joined(office, lone)
    office.policy("after-approval")
    caller.send(items_of(lone), office.receive)
    office.judge()
    return caller


def first_record(visitor: Visitor, shelf: str = "decide") -> Page:
    queue = visitor.get("/console/queue", list=shelf)
    link = re.search(r'class="button" href="([^"]*/record[^"]*)"', queue.text)
    assert link, queue.words
    return visitor.get(html.unescape(link[1]))


def fields(page: Page) -> dict[str, str]:
    return {name: html.unescape(page.field(name)) for name in ("centre", "chain", "seq", "seen")}


def test_nobody_gets_in_without_signing_in(served: Console) -> None:
    stranger = Visitor(served.url)
    for path in (*PAGES, "/record", "/paper", "/centre?id=C-1042"):
        page = stranger.ask("GET", f"/console{path}")
        assert page.status == 303
        assert page.headers["location"].startswith("/console/sign-in")
    for path in (
        "/decide",
        "/accept",
        "/learners",
        "/paper",
        "/invite",
        "/suspend",
        "/register",
        "/sign-out",
    ):
        page = stranger.ask("POST", f"/console{path}", urlencode({"csrf": "x"}))
        assert page.headers["location"] == "/console/sign-in?told=signed-out"
    assert stranger.ask("GET", "/console/nothing").status == 404


def test_somebody_sets_up_an_account_signs_in_and_out(served: Console) -> None:
    with served.issuer.store.write() as connection:
        made = accounts.add(connection, "Grace Nakato", [Role.READER], by="test", now=served.parts.now())
    visitor = Visitor(served.url)
    visitor.get("/console/welcome")
    assert "This code is wrong" in visitor.post("/console/welcome", code="x").words
    page = visitor.post("/console/welcome", code=made.code.lower())
    assert "This is the account of Grace Nakato." in page.words
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", page.text)
    assert key
    with served.issuer.store.read() as connection:
        row = connection.execute(select(account)).one()
    secret = served.issuer.vault.unlock(row.totp, kid=f"totp {row.id}")[:20]
    step = step_of(served.parts.now())
    values = {"code": made.code, "password": PASSWORD, "again": PASSWORD, "digits": code_at(secret, step)}
    assert (
        "two different passwords" in visitor.post("/console/welcome/finish", **{**values, "again": "x"}).words
    )
    assert "not the code" in visitor.post("/console/welcome/finish", **{**values, "digits": "0"}).words
    assert "Your account is set up" in visitor.post("/console/welcome/finish", **values).words
    assert "This code is wrong" in visitor.post("/console/welcome/finish", **values).words

    who = {"name": "grace nakato", "password": PASSWORD}
    again = visitor.post("/console/sign-in", **who, digits=code_at(secret, step))
    assert "the code was used already" in again.words
    inside = visitor.post("/console/sign-in", **who, digits=code_at(secret, step + 1), back="/console/log")
    assert (inside.status, "Signed in" in inside.words) == (200, True)
    assert "You are signed out." in visitor.post("/console/sign-out").words
    assert "Sign in" in visitor.get("/console").words


def test_the_picture_for_an_authenticator_is_read_by_a_telephone() -> None:
    text = address(bytes(range(20)), issuer="Example & Söhne", name="Grace Nakato")
    svg = qr_picture(text)
    size = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])  # type: ignore[index]  # it has one
    picture = Image.new("L", (size * 4, size * 4), 255)
    for column, row, length in re.findall(r"M(\d+) (\d+)h(\d+)", svg):
        x, y = int(column) * 4, int(row) * 4
        ImageDraw.Draw(picture).rectangle((x, y, x + int(length) * 4 - 1, y + 3), fill=0)
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [text]


def test_whatever_is_wrong_with_a_sign_in_it_says_the_same(served: Console) -> None:
    served.person("Ingrid Solberg", Role.READER)
    told = set()
    for name, password in (("Ingrid Solberg", "wrong"), ("Nobody", PASSWORD), (HOSTILE, "wrong")):
        page = Visitor(served.url).post("/console/sign-in", name=name, password=password, digits="123456")
        told.add((page.status, page.words))
        assert "<script" not in page.text
    assert len(told) == 1


def test_guessing_waits_longer_and_longer(served: Console) -> None:
    guesser = Visitor(served.url)
    pages = [guesser.post("/console/sign-in", name="Nobody", password="x", digits="1") for _turn in range(12)]
    assert [page.status for page in pages[:4]] == [400] * 4
    assert pages[-1].status == 429
    assert int(pages[-1].headers["retry-after"]) > 0


def test_no_address_asks_without_end(issuer: Issuer) -> None:
    """On every route; one of IPv6 is its network."""
    routes = [
        ("GET", ("/healthz", "/metrics", "/anchors", "/.well-known/did.json", "/register/manifest"), 200),
        ("POST", ("/enrolments",), 10),
        ("POST", ("/envelopes",), 400),
        ("GET", ("/console", "/console/sign-in", "/console/welcome"), 120),
        ("POST", ("/console/welcome", "/console/welcome/finish"), 10),
        ("POST", ("/console/sign-in",), 10),
    ]
    with console(issuer, clock=lambda: 0.0) as served:
        visitor = Visitor(served.url)
        for method, paths, burst in routes:
            body = "" if method == "POST" else None
            for turn in range(burst):
                visitor.ask(method, paths[turn % len(paths)], body)
            for path in paths:
                assert visitor.ask(method, path, body).status == 429, path
    assert network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2::1") == "2001:db8:1:2::/64"
    assert network_of("192.0.2.7") == "192.0.2.7"


def test_one_is_approved_and_the_device_hears_of_it(served: Console, office: Office, waiting: Caller) -> None:
    fetched(waiting, office)
    visitor = served.signed_in(served.person("Ingrid Solberg", Role.REGISTRAR))
    record = first_record(visitor)
    assert "Amina Bello" in record.words
    assert "Competent" in record.words
    done = visitor.post("/console/decide", **fields(record), act="accept", reason="")
    assert "Accepted. The device hears of it" in done.words
    assert "Accepted" in done.words
    (told,) = [item for item in fetched(waiting, office) if isinstance(item, Verdict)]
    assert (told.outcome, told.by) == ("accepted", "Ingrid Solberg")
    late = visitor.post("/console/decide", **fields(record), act="reject", reason="Too late")
    assert (late.status, "Somebody else decided" in late.words) == (409, True)


def test_all_that_are_ticked_are_accepted_each_by_itself(
    served: Console, office: Office, waiting: Caller
) -> None:
    visitor = served.signed_in(served.person("Ingrid Solberg", Role.REGISTRAR))
    assert "Nothing was ticked" in visitor.post("/console/accept").words
    queue = visitor.get("/console/queue")
    ticks = re.findall(r'name="record" value="([^"]*)"', queue.text)
    stale = ticks[0].replace(f" {CENTRE}", "") + " C-9"
    done = visitor.post("/console/accept", record=[*ticks, stale])
    assert f"{len(ticks)} record" in done.words
    assert "1 was not" in done.words
    office.judge()
    assert fetched(waiting, office)


def test_one_is_rejected_with_a_reason_and_overruled_with_another(
    served: Console, office: Office, waiting: Caller
) -> None:
    visitor = served.signed_in(served.person("Ingrid Solberg", Role.REGISTRAR))
    record = first_record(visitor)
    bare = visitor.post("/console/decide", **fields(record), act="reject", reason=" ")
    assert (bare.status, "Give a reason" in bare.words) == (400, True)
    gone = visitor.post("/console/decide", **fields(record), act="reject", reason=HOSTILE)
    assert "Rejected. The device hears of it" in gone.words
    assert HOSTILE in html.unescape(gone.text)
    assert "<script" not in gone.text
    back = visitor.post("/console/decide", **fields(gone), act="accept", reason="Seen after all")
    assert "Accepted" in back.words
    office.judge()
    assert office.count()["held"] + office.count()["accepted"] == office.count()["captured"]
    assert waiting.chain


@pytest.mark.parametrize("role", [Role.READER, Role.OPERATOR])
@pytest.mark.usefixtures("waiting")
def test_whoever_may_only_look_changes_nothing(served: Console, role: Role) -> None:
    visitor = served.signed_in(served.person("Kemal Aydın", role))
    record = first_record(visitor)
    assert "A registrar decides on this." in record.words
    number = {"centre": CENTRE, "number": "X", "how": "revoke", "sure": "yes", "reason": "None"}
    for path, values in (
        ("/decide", {**fields_of_queue(served), "act": "accept"}),
        ("/accept", {}),
        ("/paper", number),
        ("/learners", {"centre": CENTRE, "one": "1", "other": "2", "said": "same"}),
    ):
        assert visitor.post(f"/console{path}", **values).status == 403, path
    if role is Role.READER:
        assert visitor.post("/console/invite", centre="C-9").status == 403
        assert visitor.post("/console/suspend", centre=CENTRE, act="suspend").status == 403


def fields_of_queue(served: Console) -> dict[str, object]:
    with served.issuer.store.read() as connection:
        row = connection.execute(select(stands).where(stands.c.code == "waiting-approval").limit(1)).one()
    return {"centre": row.centre, "chain": row.chain, "seq": row.seq, "seen": row.n}


@pytest.mark.usefixtures("waiting")
def test_a_form_of_another_page_is_refused(served: Console) -> None:
    visitor = served.signed_in(served.person("Ingrid Solberg", Role.REGISTRAR))
    values = {**fields_of_queue(served), "act": "accept"}
    token = visitor.csrf
    sent = urlencode({**values, "csrf": token})
    for body, headers in (
        (urlencode(values), {}),
        (urlencode({**values, "csrf": "0" * 64}), {}),
        (sent, {"Origin": "https://elsewhere.example"}),
        (sent, {"Origin": "null"}),
        (sent, {"Sec_Fetch_Site": "cross-site"}),
    ):
        assert visitor.ask("POST", "/console/decide", body, **headers).status == 403
    for body, headers in ((json.dumps(values), {"Content_Type": "application/json"}), ("csrf=%ff", {})):
        assert visitor.ask("POST", "/console/decide", body, **headers).status in {400, 403}
    assert visitor.ask("GET", "/console/decide").status == 405
    other = served.signed_in(served.person("Somebody Else", Role.REGISTRAR))
    other.csrf = token
    assert other.post("/console/decide", **values).status == 403
    same = {"Origin": served.url, "Sec_Fetch_Site": "same-origin"}
    assert visitor.ask("POST", "/console/decide", sent, **same).status == 303


def test_what_devices_and_people_wrote_is_shown_as_text(
    served: Console, office: Office, waiting: Caller
) -> None:
    number = _a_paper(served, office)
    with served.issuer.store.write() as connection:
        connection.execute(update(learner).values(name=HOSTILE, number=HOSTILE[:200]))
        connection.execute(update(device).values(name=HOSTILE[:200]))
    visitor = served.signed_in(served.person(HOSTILE[:80], Role.REGISTRAR, Role.OPERATOR))
    visitor.get("/console")
    invited = visitor.post(
        "/console/invite",
        centre="C-<b>",
        name=HOSTILE,
        approval=HOSTILE[:100],
        phone=HOSTILE[:40],
        scope="<i>",
    )
    assert "<b>" not in invited.text
    searched = visitor.post("/console/register", wanted=HOSTILE[:90])
    found = visitor.post("/console/register", wanted="<script>alert")
    pages = [invited, searched, found]
    pages += [visitor.get(f"/console{path}") for path in PAGES]
    pages.append(visitor.get("/console/centre", id="C-<b>"))
    pages.append(visitor.get("/console/paper", centre=CENTRE, number=number))
    pages.append(visitor.get("/console/centre", id=HOSTILE))
    pages += [visitor.get("/console/queue", list=HOSTILE, after=HOSTILE, centre=HOSTILE, done=HOSTILE)]
    pages += [visitor.get("/console/sign-in", back=f"/console/{HOSTILE}", told=HOSTILE)]
    for page in pages:
        assert page.status in {200, 404, 400}
        for tag in ("<script", "<img", "<i>", "onerror=alert(1)>'"):
            assert tag not in page.text, page.text
        assert "490070" not in page.words
    assert "<script>alert(1)</script>" in visitor.get("/console/centre", id=CENTRE).words
    assert waiting.chain


def _a_paper(served: Console, office: Office) -> str:
    visitor = served.signed_in(served.person("Joseph Mwangi", Role.REGISTRAR))
    visitor.post("/console/decide", **fields_of_queue(served), act="accept")
    office.judge()
    found = visitor.post("/console/register", wanted="amina")
    number = re.search(r"number=([0-9A-Z]+)", found.text)
    assert number, found.words
    return number[1]


@pytest.mark.usefixtures("waiting")
def test_a_paper_is_found_and_its_award_taken_away(served: Console, office: Office) -> None:
    number = _a_paper(served, office)
    visitor = served.signed_in(served.person("Ingrid Solberg", Role.REGISTRAR))
    visitor.get("/console/register")
    assert "at least 3 letters" in visitor.post("/console/register", wanted="am").words
    assert "Nothing in the register" in visitor.post("/console/register", wanted="%%%").words
    assert number in visitor.post("/console/register", wanted=f"{number[:8]}-{number[8:]}").text
    page = visitor.get("/console/paper", centre=CENTRE, number=number)
    assert "Registered" in page.words
    values = {"centre": CENTRE, "number": number, "how": "revoke", "reason": "Found out later"}
    assert "Tick that you mean it" in visitor.post("/console/paper", **values).words
    done = visitor.post("/console/paper", **values, sure="yes")
    assert "The award is revoked" in done.words
    assert "Found out later" in done.words
    assert visitor.post("/console/paper", **values, sure="yes").status == 409
    assert visitor.get("/console/paper", centre="C-9", number=number).status == 404
    assert "Award revoked" in visitor.get("/console/log").words


def test_a_device_is_invited_suspended_and_let_in_again(served: Console, office: Office) -> None:
    visitor = served.signed_in(served.person("Leïla Haddad", Role.OPERATOR))
    visitor.get("/console/centres")
    wrong = visitor.post("/console/invite", centre="C-7", days="0")
    assert (wrong.status, "between 1 and" in wrong.words) == (400, True)
    made = visitor.post("/console/invite", centre="C-7", name="Weldon Training", scope="ELE CUL", days="90")
    code = re.search(r"<code>([0-9A-Z-]+)</code>", made.text)
    assert code
    assert made.headers["cache-control"] == "no-store"
    caller = Caller()
    caller.join(
        caller.request(now=served.parts.now()),
        code[1],
        lambda data: office.enrol(data, now=served.parts.now()),
    )
    page = visitor.get("/console/centre", id="C-7")
    assert "Floor laptop" in page.words
    assert code[1] not in page.text
    one = {"centre": "C-7", "device": caller.chain}
    assert "Suspended. What was received" in visitor.post("/console/suspend", **one, act="suspend").words
    assert visitor.post("/console/suspend", **one, act="suspend").status == 409
    assert "Lifted" in visitor.post("/console/suspend", **one, act="lift").words
    person = {"centre": "C-7", "person": "e" * 32}
    assert "Person suspended" in visitor.post("/console/suspend", **person, act="suspend").words
    whole = {"centre": "C-7", "person": ""}
    unsure = visitor.post("/console/suspend", **whole, act="suspend")
    assert (unsure.status, "Tick that the whole centre is meant" in unsure.words) == (400, True)
    sure = visitor.post("/console/suspend", **whole, act="suspend", sure="yes")
    assert "Suspended: what its devices send" in sure.words
    assert visitor.post("/console/suspend", centre="C-7", person="x", act="suspend").status == 400
    assert visitor.post("/console/suspend", centre="C-0", act="suspend").status == 404


def test_what_a_copied_folder_signed_is_decided_one_by_one(served: Console, office: Office) -> None:
    found = forked(office)
    found.new.send(found.later.items, office.receive)
    office.judge()
    visitor = served.signed_in(served.person("Ingrid Solberg", Role.REGISTRAR))
    assert "2 from a copied folder" in visitor.get("/console").words
    assert "From a copied folder 2" in visitor.get("/console/queue").words
    page = visitor.get("/console/stranded")
    assert "another record has their place" in page.words
    hashes = re.findall(r'name="hash" value="([0-9a-f]{64})"', page.text)
    values = {"centre": CENTRE, "chain": found.old.chain}
    bare = visitor.post("/console/stranded", **values, hash=hashes[0], act="accept", reason="")
    assert (bare.status, "Give a reason" in bare.words) == (400, True)
    assert (
        "Accepted."
        in visitor.post(
            "/console/stranded", **values, hash=hashes[0], act="accept", reason="Both were there"
        ).words
    )
    gone = visitor.post(
        "/console/stranded", **values, hash=hashes[1], act="reject", reason="Nobody was there"
    )
    assert "Nothing from a copied folder waits." in gone.words
    assert (
        visitor.post("/console/stranded", **values, hash=hashes[1], act="reject", reason="Again").status
        == 409
    )
    reader = served.signed_in(served.person("Kemal Aydın", Role.READER))
    reader.get("/console/stranded")
    assert reader.post("/console/stranded", **values, hash=hashes[0], act="reject", reason="No").status == 403
    log = visitor.get("/console/log").words
    assert "Record of a copied folder accepted" in log


def test_rejected_rubbish_has_a_page_and_nobody_can_let_it_in(served: Console, office: Office) -> None:
    caller = Caller()
    caller.join(caller.request(), office.code(), office.enrol)
    caller.send([RecordItem(chain=caller.chain, seq=1, jws="not.a.jws")], office.receive)
    office.judge()
    visitor = served.signed_in(served.person("Ingrid Solberg", Role.REGISTRAR))
    page = first_record(visitor, "rejected")
    assert "Unreadable bytes" in page.words
    assert "Nobody can set this aside" in page.words


def test_pages_run_no_script_and_are_kept_nowhere(served: Console) -> None:
    visitor = served.signed_in(served.person("Ingrid Solberg", Role.REGISTRAR, Role.OPERATOR))
    pages = [visitor.get(f"/console{path}") for path in PAGES]
    pages += [Visitor(served.url).get("/console/sign-in"), Visitor(served.url).get("/console/welcome")]
    for page in pages:
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "script" not in policy
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["referrer-policy"] == "same-origin"
        for wrong in ("<script", " style=", " onclick", "http://", "javascript:"):
            assert wrong not in page.text, wrong
    sheet = visitor.get("/console/console.css")
    assert sheet.headers["content-type"].startswith("text/css")
    assert "url(" not in sheet.text


def test_a_cookie_is_out_of_reach_and_behind_tls_secure(served: Console) -> None:
    name = served.person("Ingrid Solberg", Role.READER)
    for scheme, start in (("http", "assessor-console="), ("https", "__Host-assessor-console=")):
        visitor = Visitor(served.url, headers={"X-Forwarded-Proto": scheme})
        sent = urlencode({"name": name, "password": PASSWORD, "digits": served.digits(name)})
        cookie = visitor.ask("POST", "/console/sign-in", sent).headers["set-cookie"]
        assert cookie.startswith(start)
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.lower()
        assert ("Secure" in cookie) == (scheme == "https")
        assert "Domain" not in cookie
        assert visitor.get("/console").status == 200


def test_whoever_signs_in_ends_the_session_before(served: Console) -> None:
    first = served.person("Ingrid Solberg", Role.READER)
    visitor = served.signed_in(first)
    before = dict(visitor.cookies)
    second = served.person("Kemal Aydın", Role.READER)
    page = visitor.post("/console/sign-in", name=second, password=PASSWORD, digits=served.digits(second))
    assert "Kemal Aydın" in page.words
    assert "Code of the authenticator" in Visitor(served.url, cookies=before).get("/console").words


def test_after_signing_in_one_is_sent_nowhere_else(served: Console) -> None:
    name = served.person("Ingrid Solberg", Role.READER)
    for back in ("//elsewhere.example", "https://elsewhere.example", "/console/../../x\\", "/consolex", "/"):
        page = Visitor(served.url).get("/console/sign-in", back=back)
        assert page.field("back") in {"", "/console/../../x"}
    visitor = Visitor(served.url)
    sent = {"name": name, "password": PASSWORD, "digits": served.digits(name), "back": "//elsewhere.example"}
    page = visitor.ask("POST", "/console/sign-in", urlencode(sent))
    assert page.headers["location"] == "/console"


def test_templates_leave_nothing_unescaped_and_hold_no_code() -> None:
    import assessor_app.issuer.web.console as package

    (folder,) = package.__path__
    for path in sorted((Path(folder) / "templates").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*(n|u|x|trim|str|unicode)\b[^}]*\}", text), path.name
        assert "<%!" not in text.replace("<%! look =", ""), path.name
        assert "import " not in text, path.name
        bare = re.sub(r"<%.*?%>|\$\{.*?\}|^%.*?$", "", text, flags=re.DOTALL | re.MULTILINE)
        assert re.findall(r"<[a-z][^>]*=[^\"]", re.sub(r'"[^"]*"', '""', bare)) == [], path.name


def test_what_was_done_is_in_the_log_without_what_was_looked_for(served: Console) -> None:
    visitor = served.signed_in(served.person("Ingrid Solberg", Role.READER))
    visitor.get("/console")
    visitor.post("/console/register", wanted="Amina Bello")
    with served.issuer.store.read() as connection:
        rows = connection.execute(select(audit).where(audit.c.by == "Ingrid Solberg")).all()
    assert [row.act for row in rows] == ["person-arrived", "signed-in", "register-searched"]
    assert "Amina" not in str(rows)
