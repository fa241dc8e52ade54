/** Where the page is served it can be installed, and opens without a network from the second visit on. */

export function install(place) {
  if (place.protocol !== "https:" && place.protocol !== "http:") return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: "manifest.webmanifest" }));
  if (place.pathname.endsWith("/")) navigator.serviceWorker?.register("sw.js").catch(() => undefined);
}
