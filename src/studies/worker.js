// Shows the questions of an interviewer while the network is off: what was seen last. Nothing is sent from
// here; what waits to be sent, the page itself keeps. It controls only the addresses below its own.
const KEPT = 'opora-studies'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const request = event.request
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return
  event.respondWith(request.url.includes('/assets/') ? keptFirst(request) : freshFirst(request))
})

/** Styles and scripts carry their hash in the address: what is kept is right. */
async function keptFirst(request) {
  const kept = await caches.match(request)
  return kept ?? keep(request, await fetch(request))
}

/** A page comes from the office; only without a network from what was kept. */
async function freshFirst(request) {
  try {
    return await keep(request, await fetch(request))
  } catch (away) {
    const kept = await caches.match(request)
    if (kept) return kept
    throw away
  }
}

async function keep(request, answer) {
  const cache = await caches.open(KEPT)
  // An address that was taken back is forgotten here too.
  if (answer.status === 404) await cache.delete(request)
  if (answer.ok && !answer.redirected) await cache.put(request, answer.clone())
  return answer
}
