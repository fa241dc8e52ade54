/** Fetches the newest list of keys and the part of the register that one paper is in. Nothing of the paper is sent. */

import { placeOf, putBucket } from "../core/register.js";

const PATIENCE = 8_000;
const MOST_BYTES = 64 * 1024 * 1024;

export class Network {
  /** `base` is the address that the issuer's files stand under, with its slash; null where there is none. */
  constructor(base, keeper) {
    this.base = base;
    this.keeper = keeper;
  }

  get isThere() {
    return this.base !== null && navigator.onLine !== false;
  }

  /** True where all of it came. The host learns at most 12 bits of a paper: which bucket it is in. */
  async refresh(digest) {
    if (!this.isThere) return false;
    try {
      await this.keeper.putAnchors(await this.#text("anchors"));
      const register = await this.keeper.manifest(await this.#text("register/manifest"));
      const place = placeOf(register, digest);
      if (!register.buckets.has(place)) {
        await putBucket(register, place, await this.#bytes(`register/${place.toString(16).padStart(3, "0")}`));
      }
      this.keeper.put(register);
      return true;
    } catch {
      return false; // no network, or nothing that is to be believed: what is kept here counts
    }
  }

  async #text(path) {
    return new TextDecoder().decode(await this.#bytes(path));
  }

  async #bytes(path) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(this.base + path, { signal: stop.signal, credentials: "omit", referrerPolicy: "no-referrer" });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = new Uint8Array(await answer.arrayBuffer());
      if (found.length > MOST_BYTES) throw new Error("too large");
      return found;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Where the issuer's files are: beside this page where it is served, at the issuer's host for a saved copy. */
export function baseOf(place, host) {
  if (place.protocol === "https:" || place.protocol === "http:") return new URL("./", place.href.split("#")[0]).href;
  return host ? `https://${host.toLowerCase()}/` : null;
}
