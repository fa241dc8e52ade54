// A device and a server that are not ours: PouchDB on LevelDB replicating to express-pouchdb over loopback.
//   node peer.mjs serve FOLDER                   prints its port
//   node peer.mjs send FOLDER URL NUMBER BYTES [BATCH]   to the database at this URL; prints { written, seconds, busy }
import { randomBytes } from "node:crypto";
import { performance } from "node:perf_hooks";
import express from "express";
import expressPouchDB from "express-pouchdb";
import PouchDB from "pouchdb-node";

function serve(folder) {
  const app = express();
  const Kept = PouchDB.defaults({ prefix: `${folder}/` });
  const options = { mode: "minimumForPouchDB", inMemoryConfig: true, logPath: `${folder}/log` };
  app.use("/", expressPouchDB(Kept, options));
  const listening = app.listen(0, "127.0.0.1", () => console.log(listening.address().port));
}

async function send(folder, url, number, bytes, batch) {
  const device = new PouchDB(`${folder}/device`);
  const documents = [];
  for (let n = 0; n < number; n += 1) {
    const bare = { _id: String(n).padStart(9, "0"), content: "" };
    const left = Math.max(0, bytes - JSON.stringify(bare).length);
    documents.push({ ...bare, content: randomBytes(left).toString("base64").slice(0, left) });
  }
  await device.bulkDocs(documents);
  const before = process.cpuUsage();
  const start = performance.now();
  const done = await device.replicate.to(url, batch ? { batch_size: batch } : {});
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(before);
  console.log(JSON.stringify({ written: done.docs_written, seconds, busy: (used.user + used.system) / 1e6 }));
}

const [role, folder, url, number, bytes, batch] = process.argv.slice(2);
if (role === "serve") serve(folder);
else await send(folder, url, Number(number), Number(bytes), Number(batch ?? 0));
