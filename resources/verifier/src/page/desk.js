/** Checks one paper after another: takes it apart, fetches what can be fetched, judges by what is held then. */

import { carried } from "../core/badge.js";
import { Unreadable } from "../core/bytes.js";
import { judgeCredential, statusAddress } from "../core/credential.js";
import { today } from "../core/days.js";
import { judge, takeApart } from "../core/judge.js";

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

  /** What is told of a credential (its bytes, or those of its picture), with its `carrier`. Unreadable for what has no answer. */
  async checkBadge(data) {
    if (!globalThis.crypto?.subtle) throw new Unreadable("no-crypto");
    const { carrier, content, jwt } = carried(data);
    this.network.warm();
    const status = await this.network.statusAt(statusAddress(content));
    const told = await judgeCredential(content, { jwt, lists: this.keeper.trusted, status, now: Date.now() });
    return { told, carrier };
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

const after = (milliseconds) => new Promise((resolve) => setTimeout(() => resolve(null), milliseconds));

function decoded(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
