/** Checks one paper after another: takes it apart, fetches what can be fetched, judges by what is held then. */

import { carried, isCredential } from "../core/badge.js";
import { Unreadable } from "../core/bytes.js";
import { judgeCredential } from "../core/credential.js";
import { today } from "../core/days.js";
import { judge, takeApart } from "../core/judge.js";
import { isCarried, isProof, textOfProof } from "../core/parts.js";

const PATIENCE = 1_500;

export class Desk {
  /** `host` is the issuer's, in capitals: what stands behind `#` of this page is a code of that host. */
  constructor({ keeper, network, host }) {
    this.keeper = keeper;
    this.network = network;
    this.host = host;
  }

  /** The text of the code whose link opened this page. */
  textOf(fragment) {
    return /^[a-z2-7]+$/i.test(fragment) && this.host ? `HTTPS://${this.host}/#${fragment}` : decoded(fragment);
  }

  /**
   * Tells `{told, looking}`, once, or twice where the network was slow: first by what is kept here. Unreadable for what
   * has no answer.
   */
  async check(text, tell) {
    if (!globalThis.crypto?.subtle) throw new Unreadable("no-crypto");
    const paper = await takeApart(text);
    const refreshing = this.network.refresh(paper.digest);
    const came = await Promise.race([refreshing, after(PATIENCE)]);
    await this.#tell(paper, came === null, tell);
    if (came === null) {
      await refreshing;
      await this.#tell(paper, false, tell);
    }
  }

  /** What is told of a paper by what is there after one patient look at the network: `{told, looking: false}`. Unreadable as `check`. */
  async once(text) {
    const paper = await takeApart(text);
    await Promise.race([this.network.refresh(paper.digest), after(PATIENCE)]);
    let found = null;
    await this.#tell(paper, false, (one) => (found = one));
    return found;
  }

  /** What is told of a credential (its bytes, or those of its picture), with its `carrier`. Unreadable for what has no answer. */
  async checkBadge(data) {
    if (!globalThis.crypto?.subtle) throw new Unreadable("no-crypto");
    const { carrier, content, jwt } = carried(data);
    this.network.warm();
    const lists = new Map(); // thirty credentials of a transcript are in the same few
    const statusAt = (address) => {
      if (!lists.has(address)) lists.set(address, this.network.statusAt(address));
      return lists.get(address);
    };
    const told = await judgeCredential(content, { jwt, lists: this.keeper.trusted, statusAt, now: Date.now() });
    return { told, carrier };
  }

  /** Those attached files of a PDF that can be checked and that none of its codes carries: as `checkCodes`, or with the `carrier`. */
  async checkAttached(attached, texts) {
    const credentials = attached.filter(isCredential);
    const proofs = attached.filter((data) => isProof(data) && !isCarried(data, texts));
    return [
      ...(await eachOf(proofs, "proof", (data) => this.once(textOfProof(data, this.host)))),
      ...(await eachOf(credentials, "credential", (data) => this.checkBadge(data))),
    ];
  }

  /** Each code that is one of a paper: `{kind, told, looking}`, or `{kind, error}` of what has no answer. */
  async checkCodes(texts) {
    const parts = await eachOf(texts, "code", (text) => this.once(text));
    return parts.filter((part) => part.error?.code !== "qr-unreadable");
  }

  async #tell(paper, looking, tell) {
    const now = new Date();
    const told = await judge(paper, {
      lists: this.keeper.trusted,
      registers: this.keeper.registersFor(paper.digest),
      now: now.getTime(),
      today: today(now),
    });
    tell({ told, looking });
  }
}

/** What has no answer does not take the others' away. */
async function eachOf(items, kind, check) {
  const parts = [];
  for (const one of items) {
    try {
      parts.push({ kind, ...(await check(one)) });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      parts.push({ kind, error });
    }
  }
  return parts;
}

const after = (milliseconds) => new Promise((resolve) => setTimeout(() => resolve(null), milliseconds));

function decoded(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
