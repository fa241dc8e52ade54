/** The page itself: one view at a time, and what is told of it to those who hear. */

import { Unreadable } from "../core/bytes.js";
import { today } from "../core/days.js";
import { isJwt } from "../core/jwt.js";
import { gravest } from "../core/parts.js";
import { answerView, saidOf, severalView, unreadView } from "./answer.js";
import { askView, scanView } from "./ask.js";
import { Camera } from "./camera.js";
import { h } from "./dom.js";
import { badgeView } from "./badge.js";
import { judgedSentence } from "./badgewords.js";
import { credentialIn, partsIn } from "./files.js";
import { footView, headView } from "./frame.js";
import { partsSentence, partsView, saidOf as saidOfPart } from "./parts.js";
import { unreadSentence } from "./sentences.js";
import { languageFor, wordsIn } from "./words.js";

// An answer that comes sooner comes without a word between.
const SOON = 250;

export class App {
  constructor({ desk, keeper, reader, catalogues, issuer, root }) {
    Object.assign(this, { desk, keeper, reader, catalogues, issuer });
    this.turn = 0;
    this.camera = null;
    this.shown = () => this.ask();
    this.main = h("main");
    this.said = h("p", { class: "said", role: "status", "aria-live": "assertive" });
    this.body = h("div", { class: "page" });
    root.append(this.body);
    this.speak(languageFor([keeper.language, ...navigator.languages].filter(Boolean), catalogues));
  }

  /** Says everything in another language. */
  speak(language) {
    this.words = wordsIn(language, this.catalogues);
    document.documentElement.lang = language;
    document.documentElement.dir = this.words.direction;
    document.title = this.words._("Is this certificate real?");
    this.#around();
  }

  #around() {
    const languages = ["en", ...Object.keys(this.catalogues)];
    const choose = (language) => {
      this.keeper.language = language;
      this.speak(language);
      this.shown();
    };
    const { words, keeper } = this;
    this.body.replaceChildren(headView(words, { keeper, languages, choose }), this.main, this.said, footView(words, { keeper }));
  }

  ask() {
    this.#leave();
    this.#show(() => askView(this.words, { scan: () => this.scan(), file: (file) => this.file(file), text: (text) => this.text(text) }), "ask");
  }

  /** Judges the text of a code, which was before the camera since then. */
  async text(text, started = performance.now()) {
    if (text.trimStart().startsWith("{") || isJwt(text.trim())) return this.file(new Blob([text]));
    const turn = this.#leave();
    const slow = setTimeout(() => this.#busy(this.words._("Checking …")), SOON);
    try {
      await this.desk.check(text, (found) => {
        clearTimeout(slow);
        if (turn === this.turn) this.#answer(found, started);
      });
    } catch (error) {
      clearTimeout(slow);
      if (turn === this.turn) this.#unread(error);
    }
  }

  /** Judges a credential, or looks for codes in a file and judges each. */
  async file(file) {
    const turn = this.#leave();
    this.#busy(this.words._("Looking for the code …"));
    try {
      const badge = await credentialIn(file);
      if (badge) return this.#badge(await this.desk.checkBadge(badge), turn);
      const { texts, attached } = await partsIn(file, this.reader);
      if (turn !== this.turn) return;
      const inside = await this.desk.checkAttached(attached, texts);
      if (turn !== this.turn) return;
      if (inside.length) this.#parts([...(await this.desk.checkCodes(texts)), ...inside], turn);
      else if (texts.length === 1) await this.text(texts[0]);
      else if (texts.length) await this.#several(texts, turn);
      else throw new Unreadable("file-no-code");
    } catch (error) {
      if (turn === this.turn) this.#unread(error);
    }
  }

  #badge(found, turn) {
    if (turn !== this.turn) return;
    const again = () => this.ask();
    this.#around();
    this.#show(() => badgeView(this.words, found, { sample: this.issuer?.sample ?? false, again }), found.told.answer);
    this.#say(`${judgedSentence(this.words, found.told)} ${found.told.said.holder} ${found.told.said.number}`);
  }

  /** What has no answer is told of beside what has; where nothing has, the first of it. */
  #parts(parts, turn) {
    if (turn !== this.turn) return;
    const answer = gravest(parts);
    if (answer === null) throw parts[0].error;
    if (parts.length === 1) return this.#part(parts[0]);
    const choices = { sample: this.issuer?.sample ?? false, today: today(new Date()), open: (part) => this.#part(part), again: () => this.ask() };
    this.#around();
    this.#show(() => partsView(this.words, parts, choices), answer);
    const { holder, number } = saidOfPart(parts.find((part) => part.told));
    this.#say(`${partsSentence(this.words, parts)} ${holder} ${number}`);
  }

  #part(part) {
    if (part.kind === "credential") this.#badge(part, this.turn);
    else this.#answer(part, performance.now());
  }

  async #several(texts, turn) {
    const found = [];
    const refused = [];
    for (const text of texts) {
      try {
        await this.desk.check(text, (one) => (found[found.length] = one));
      } catch (error) {
        refused.push(error); // other people's codes on the same sheet
      }
    }
    if (turn !== this.turn) return;
    if (!found.length) throw refused[0];
    if (found.length === 1) return this.#answer(found[0], performance.now());
    const open = (one) => this.#answer(one, performance.now());
    this.#show(() => severalView(this.words, found, { open, again: () => this.ask() }), "several");
  }

  async scan() {
    const turn = this.#leave();
    const light = (lamp) => {
      const on = lamp.getAttribute("aria-pressed") !== "true";
      lamp.setAttribute("aria-pressed", String(on));
      this.camera?.light(on);
    };
    const { view, video, lamp } = scanView(this.words, { stop: () => this.ask(), light });
    const found = (texts, since) => this.#scanned(texts, since, view);
    this.camera = new Camera({ reader: this.reader, video, found });
    this.#show(() => view, "scan");
    try {
      await this.camera.start();
      if (turn !== this.turn) this.camera?.stop();
      else lamp.hidden = !this.camera.hasLight;
    } catch {
      if (turn !== this.turn) return;
      this.ask();
      this.#say(this.words._("The camera cannot be used. Allow it in the browser, or open a picture of the code instead."), true);
    }
  }

  #scanned(texts, since, view) {
    const ours = texts.find((text) => /^(https:\/\/[^/]+\/#|assessor:)/i.test(text));
    if (ours) this.text(ours, since);
    else view.querySelector(".hint").textContent = unreadSentence(this.words, "qr-unreadable");
    return Boolean(ours);
  }

  #answer(found, started) {
    const again = () => this.ask();
    this.#around();
    this.#show(() => answerView(this.words, found, { sample: this.issuer?.sample ?? false, again }), found.told.answer);
    this.#say(saidOf(this.words, found));
    performance.measure("scan-to-answer", { start: started });
  }

  #busy(words) {
    this.#show(() => h("article", { class: "busy" }, h("h1", { tabindex: "-1" }, words)), "busy");
  }

  #unread(error) {
    const code = error instanceof Unreadable ? error.code : `${error?.name}`;
    this.#show(() => unreadView(this.words, code, { again: () => this.ask() }), "unread");
    this.#say(unreadSentence(this.words, code));
  }

  #show(make, state) {
    this.shown = () => {
      this.main.replaceChildren(make());
      document.body.dataset.state = state;
    };
    this.shown();
    window.scrollTo(0, 0);
    if (this.wasShown) this.main.querySelector("h1")?.focus({ preventScroll: true });
    this.wasShown = true;
  }

  /** For those who hear; `visible` for those who see too. */
  #say(text, visible = false) {
    this.said.textContent = text;
    this.said.classList.toggle("visible", visible);
  }

  #leave() {
    this.camera?.stop();
    this.camera = null;
    this.#say("");
    return ++this.turn;
  }
}
