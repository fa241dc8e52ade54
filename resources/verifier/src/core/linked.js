/** Linked data as it is signed: the canonical form of a document (RDFC-1.0), with contexts that are in the page and no others. */

/* global CONTEXTS */
import jsonld from "jsonld";

import { Unreadable } from "./bytes.js";

const CREDENTIALS = "https://www.w3.org/ns/credentials/v2";
// By their addresses, put in by the build out of other people's packages.
const KNOWN = new Map(Object.entries(CONTEXTS));
const DEEPEST = 100;
const PATIENCE = 5_000;

async function documentLoader(url) {
  const document = KNOWN.get(url);
  if (!document) throw new Unreadable("credential-refused");
  return { contextUrl: null, document, documentUrl: url };
}

/** Contexts by name and from the list alone, none but at the top: whoever brings a context brings other meanings. */
function refuseStrange(value, depth = 0) {
  if (depth > DEEPEST) throw new Unreadable("credential-too-hard");
  if (value === null || typeof value !== "object") return;
  if (depth > 0 && "@context" in value) throw new Unreadable("credential-refused");
  for (const inner of Object.values(value)) refuseStrange(inner, depth + 1);
}

/** N-Quads. Unreadable "credential-refused" for what no context defines, "credential-too-hard" for graphs made to keep machines busy. */
export async function canonical(document) {
  const contexts = document["@context"];
  refuseStrange(document);
  if (!Array.isArray(contexts) || contexts[0] !== CREDENTIALS || !contexts.every((url) => KNOWN.has(url))) {
    throw new Unreadable("credential-refused");
  }
  const stop = AbortSignal.timeout?.(PATIENCE);
  try {
    return await jsonld.canonize(document, { algorithm: "RDFC-1.0", safe: true, documentLoader, canonizeOptions: { signal: stop, maxWorkFactor: 1 } });
  } catch (error) {
    const hard = stop?.aborted || /deep iterations|Abort/i.test(String(error?.message));
    throw new Unreadable(hard ? "credential-too-hard" : "credential-refused");
  }
}
