/** Linked data as it is signed: the canonical form of a document (RDFC-1.0), with contexts that are in the page and no others. */

/* global CONTEXTS */
import jsonld from "jsonld";

import { Unreadable } from "./bytes.js";

const CREDENTIALS = "https://www.w3.org/ns/credentials/v2";
// By their addresses, put in by the build out of other people's packages.
const KNOWN = new Map(Object.entries(CONTEXTS));
const DEEPEST = 100;
const PATIENCE = 5_000;
const MOST_CONTEXTS = 8;
// Whole credentials that stand inside another, each with contexts of its own: they are members of these names.
const EMBEDDING = ["endorsement", "verifiableCredential"];
const MOST_EMBEDDED = 300;

async function documentLoader(url) {
  const document = KNOWN.get(url);
  if (!document) throw new Unreadable("credential-refused");
  return { contextUrl: null, document, documentUrl: url };
}

/** Contexts by name and from the list alone, each once, and none but at the top of a credential: whoever brings a context brings other meanings. */
function refuseStrange(document) {
  let embedded = 0;
  const walk = (value, depth, name) => {
    if (depth > DEEPEST) throw new Unreadable("credential-too-hard");
    if (value === null || typeof value !== "object") return;
    if ("@context" in value) {
      if (depth > 0 && !EMBEDDING.includes(name)) throw new Unreadable("credential-refused");
      if (++embedded > MOST_EMBEDDED) throw new Unreadable("credential-too-hard");
      if (!isKnown(value["@context"])) throw new Unreadable("credential-refused");
    }
    for (const [key, inner] of Object.entries(value)) walk(inner, depth + 1, Array.isArray(value) ? name : key);
  };
  if (!isKnown(document["@context"])) throw new Unreadable("credential-refused");
  walk(document, 0, "");
}

function isKnown(contexts) {
  const listed = Array.isArray(contexts) && contexts.length <= MOST_CONTEXTS && new Set(contexts).size === contexts.length;
  return listed && contexts[0] === CREDENTIALS && contexts.every((url) => KNOWN.has(url));
}

/** N-Quads; `patience` is what is left of it for the whole file. Unreadable "credential-refused" for what no context defines, "credential-too-hard" for graphs made to keep machines busy. */
export async function canonical(document, patience) {
  refuseStrange(document);
  patience?.require("credential-too-hard");
  const stop = AbortSignal.timeout?.(Math.min(PATIENCE, patience?.left ?? PATIENCE));
  try {
    return await jsonld.canonize(document, { algorithm: "RDFC-1.0", safe: true, documentLoader, canonizeOptions: { signal: stop, maxWorkFactor: 1 } });
  } catch (error) {
    const hard = stop?.aborted || /deep iterations|Abort/i.test(String(error?.message));
    throw new Unreadable(hard ? "credential-too-hard" : "credential-refused");
  }
}
