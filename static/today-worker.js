/* Keeps today's list on a phone for hours without a network, and lets it go when the day is over. */
"use strict";
const PAGES = "safar-today-pages";
const FILES = "safar-today-files";
const PATIENCE = 8000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && address.pathname === "/today/") event.respondWith(list(request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(file(request));
});

// The list itself: from the network if there is one; else the one kept, while it holds.
async function list(request) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok && answer.headers.get("X-Safar-Until")) {
      const pages = await caches.open(PAGES);
      await pages.put("/today/", answer.clone());
    }
    // Led away to sign in: whoever holds the phone now is nobody here.
    if (answer.type === "opaqueredirect") await (await caches.open(PAGES)).delete("/today/");
    return answer;
  } catch (fault) {
    const pages = await caches.open(PAGES);
    const kept = await pages.match("/today/");
    if (kept && new Date(kept.headers.get("X-Safar-Until")) > new Date()) return kept;
    await pages.delete("/today/");
    return (await pages.match("/today/offline")) || Response.error();
  }
}

// Style sheets, letters and scripts hold nobody's data.
async function file(request) {
  const files = await caches.open(FILES);
  try {
    const answer = await fetch(request);
    if (answer.ok) await files.put(request, answer.clone());
    return answer;
  } catch (fault) {
    return (await files.match(request)) || Response.error();
  }
}
