/** Fetches the newest list of keys and the part of the register that one paper is in. Nothing of the paper is sent. */

import { placeOf, putBucket } from "../core/register.js";

const PATIENCE = 8_000;
const STILL_NEW = 20_000;
const MOST_BYTES = 64 * 1024 * 1024;

export class Network {
  /** `base` is the address that the issuer's files stand under, with its slash, or null; `host` the issuer's own, as papers name it. */
  constructor(base, host, keeper) {
    this.base = base;
    this.host = host;
    this.keeper = keeper;
    this.fetched = null;
    this.fetchedAt = 0;
  }

  get isThere() {
    return this.base !== null && navigator.onLine !== false;
  }

  /** Begins to fetch what every paper needs, so that it is there when one comes. */
  warm() {
    if (this.isThere) this.#current().catch(() => undefined);
  }

  /** True where all of it came. The host learns at most 12 bits of a paper: which bucket it is in. */
  async refresh(digest) {
    if (!this.isThere) return false;
    // A bucket that does not fit its manifest was published in between: once more from the beginning.
    return (await this.#tried(digest, "default")) || this.#tried(digest, "reload");
  }

  async #tried(digest, cache) {
    try {
      if (cache === "reload") this.fetched = null;
      const register = await this.#current();
      const place = placeOf(register, digest);
      if (!register.buckets.has(place)) {
        await putBucket(register, place, await this.#bytes(`register/${place.toString(16).padStart(3, "0")}`, cache));
      }
      this.keeper.put(register);
      return true;
    } catch {
      return false; // no network, or nothing that is to be believed: what is kept here counts
    }
  }

  /** The list of withdrawals at an address of the issuer's own host: fetched, else as it was kept, else null. */
  async statusAt(address) {
    const host = this.host && `https://${this.host.toLowerCase()}/`;
    if (!host || !address?.startsWith(host) || address.includes("..")) return null;
    try {
      if (!this.isThere) throw new Error("no network");
      const text = await this.#text(address.slice(host.length));
      this.keeper.putStatus(address, text);
      return text;
    } catch {
      return this.keeper.statusAt(address);
    }
  }

  /** The register of the moment, fetched again after a while. */
  #current() {
    if (this.fetched && Date.now() - this.fetchedAt < STILL_NEW) return this.fetched;
    this.fetchedAt = Date.now();
    this.fetched = this.#fetchCurrent();
    this.fetched.catch(() => (this.fetched = null));
    return this.fetched;
  }

  async #fetchCurrent() {
    // A centre that stands alone has a list of keys, and no register.
    const [list, manifest] = await Promise.allSettled([this.#text("anchors"), this.#text("register/manifest")]);
    if (list.status === "fulfilled") await this.keeper.putAnchors(list.value);
    if (manifest.status === "rejected") throw manifest.reason;
    return this.keeper.manifest(manifest.value);
  }

  async #text(path) {
    return new TextDecoder().decode(await this.#bytes(path, "no-cache"));
  }

  async #bytes(path, cache) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(this.base + path, { cache, signal: stop.signal, credentials: "omit", referrerPolicy: "no-referrer" });
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
