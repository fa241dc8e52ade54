/** What is kept between visits: the newest list of keys, and the parts of registers that were fetched. */

import { inForce, readAnchors } from "../core/anchors.js";
import { placeOf, putBucket, readManifest } from "../core/register.js";

const NAME = "assessor-verifier/1";
const MOST_REGISTERS = 6;
const MOST_STATUSES = 4;

const packed = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const unpacked = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

export class Keeper {
  /** `storage` as `localStorage`, or null; `issuer` as the page was published with it: `{lists}`, or null. */
  constructor(storage, issuer) {
    this.storage = storage;
    this.issuer = issuer;
    this.lists = [];
    this.registers = [];
  }

  /** Takes what was published with the page, then what was kept; nothing is believed without its signature. */
  async open() {
    for (const text of this.issuer?.lists ?? []) this.lists.push(await readAnchors(text));
    const kept = this.#read();
    await quietly(async () => {
      if (kept.anchors) await this.putAnchors(kept.anchors, false);
    });
    for (const { manifest, buckets } of kept.registers ?? []) {
      await quietly(async () => {
        const register = await readManifest(manifest, this.trusted);
        for (const [place, bucket] of Object.entries(buckets)) await putBucket(register, Number(place), unpacked(bucket));
        this.registers.push(register);
      });
    }
  }

  /** The lists in force; those published with the page say whose root counts. */
  get trusted() {
    return inForce(this.lists);
  }

  /** A newer list of an issuer that the page was published with; any other is passed over. */
  async putAnchors(text, keep = true) {
    const list = await readAnchors(text);
    const known = this.trusted.find((one) => one.issuer === list.issuer && one.root === list.root);
    if (!known || list.issuedAt <= known.issuedAt) return;
    this.lists = [...this.lists, list];
    if (keep) this.#write();
  }

  /** The register that goes on from this manifest: the one kept where it is the same or newer. */
  async manifest(text) {
    const found = this.registers.find((register) => register.text === text.trim());
    return found ?? readManifest(text, this.trusted);
  }

  /** Keeps a register of which a bucket was put in, and lets go of older ones that say nothing beyond it. */
  put(register) {
    const others = this.registers.filter((one) => one !== register);
    const newer = [register, ...others].sort((one, other) => other.asOf - one.asOf);
    const seen = new Set();
    this.registers = newer
      .filter((one) => {
        const adds = [...one.buckets.keys()].some((place) => !seen.has(`${one.issuer} ${one.bits} ${place}`));
        for (const place of one.buckets.keys()) seen.add(`${one.issuer} ${one.bits} ${place}`);
        return adds;
      })
      .slice(0, MOST_REGISTERS);
    this.#write();
  }

  /** Those registers that can say something of the paper with this SHA-256 of its cti. */
  registersFor(digest) {
    return this.registers.filter((register) => register.buckets.has(placeOf(register, digest)));
  }

  /** Keeps a list of withdrawals; whoever reads it checks who signed it. */
  putStatus(address, text) {
    const others = Object.entries(this.#read().statuses ?? {}).filter(([one]) => one !== address);
    this.#save({ ...this.#read(), statuses: Object.fromEntries([[address, text], ...others].slice(0, MOST_STATUSES)) });
  }

  /** The list of withdrawals that was kept from this address, or null. */
  statusAt(address) {
    const text = this.#read().statuses?.[address];
    return typeof text === "string" ? text : null;
  }

  /** The language that somebody chose, or null. */
  get language() {
    return this.#read().language ?? null;
  }

  set language(language) {
    this.#save({ ...this.#read(), language });
  }

  #write() {
    const registers = this.registers.map(({ text, buckets }) => ({
      manifest: text,
      buckets: Object.fromEntries([...buckets].map(([place, bucket]) => [place, packed(bucket)])),
    }));
    this.#save({ ...this.#read(), anchors: this.trusted[0]?.text, registers });
  }

  #read() {
    try {
      const kept = JSON.parse(this.storage.getItem(NAME));
      return kept && typeof kept === "object" ? kept : {};
    } catch {
      return {}; // nothing kept, or nothing that can be read
    }
  }

  #save(kept) {
    try {
      this.storage.setItem(NAME, JSON.stringify(kept));
    } catch {
      // Full, or forbidden: the page goes on without.
    }
  }
}

/** What was kept and cannot be read any more is as if it had not been kept. */
async function quietly(act) {
  try {
    await act();
  } catch {
    // passed over
  }
}
