/* global CATALOGUES */
/** The composition root of the page. */

import { App } from "./page/app.js";
import { Desk } from "./page/desk.js";
import { Keeper } from "./page/keeper.js";
import { baseOf, Network } from "./page/network.js";
import { Reader } from "./page/reader.js";
import { takesDrops, takesFragments, takesPastes } from "./page/ways.js";
import { install } from "./page/install.js";

async function begin() {
  const issuer = JSON.parse(document.getElementById("issuer").textContent);
  const keeper = new Keeper(storage(), issuer);
  const fragment = takesFragments();
  await keeper.open();
  const host = keeper.trusted[0]?.host ?? null;
  const network = new Network(baseOf(location, host), host, keeper);
  network.warm();
  const desk = new Desk({ keeper, network, host });
  const app = new App({ desk, keeper, reader: new Reader(), catalogues: CATALOGUES, issuer, root: document.body });
  if (!fragment.each((text) => app.text(desk.textOf(text)))) app.ask();
  takesDrops((file) => app.file(file));
  takesPastes({ text: (text) => app.text(text), file: (file) => app.file(file) });
  install(location);
}

function storage() {
  try {
    return globalThis.localStorage;
  } catch {
    return null; // forbidden here: nothing is kept
  }
}

begin();
