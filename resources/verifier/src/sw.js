/** Keeps the page for when there is no network. It never sees a certificate: what stands after `#` is not sent anywhere. */

const KEPT = "assessor-verifier";
const FILES = ["./", "./manifest.webmanifest", "./icon.svg"];

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(KEPT)
      .then((cache) => cache.addAll(FILES))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const ours = FILES.map((file) => new URL(file, self.registration.scope)).find(
    (file) => file.origin === url.origin && file.pathname === url.pathname,
  );
  // Everything else, the register above all, goes its own way.
  if (ours && event.request.method === "GET") event.respondWith(newestOrKept(ours.href));
});

/** From the network, and kept; what was kept before where there is none. */
async function newestOrKept(address) {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(address, { cache: "no-cache" });
    if (!answer.ok) throw new Error(String(answer.status));
    await cache.put(address, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(address);
    if (!kept) throw error;
    return kept;
  }
}
