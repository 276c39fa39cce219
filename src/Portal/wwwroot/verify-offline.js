// @ts-check
// Answers for the verifying page when the network does not, from what that page has kept of itself (verify/page.js).
// It stands at the root, since a worker may answer only for addresses below its own; it is registered for one page, and
// has no part in any other. It asks for nothing that the page did not ask for.

const worker = /** @type {any} */ (self);
const page = new URL(worker.registration.scope).pathname;

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  /** @type {Request} */
  const request = event.request;
  const isPage = request.mode === "navigate" && new URL(request.url).pathname === page;
  const isPart = ["script", "style", "font", "image"].includes(request.destination);
  if (request.method === "GET" && (isPage || isPart)) event.respondWith(answer(request, isPage));
});

/** @param {Request} request @param {boolean} isPage */
async function answer(request, isPage) {
  const kept = async () => (await caches.open(page)).match(isPage ? page : request, { ignoreVary: true });
  try {
    const fresh = await fetch(request);
    return fresh.status < 500 ? fresh : await kept() ?? fresh;
  } catch (gone) {
    const old = await kept();
    if (old === undefined) throw gone;
    return old;
  }
}
