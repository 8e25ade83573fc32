/**
 * Opens the shift console again when there is no network. It keeps the last console page of whoever is signed in, and the styles,
 * scripts and icon it is made of; no other page. The network always comes first; signing out empties it.
 */
const PARTS = 'parts-1';
const PAGE = 'page-1';
const PATIENCE_MS = 4000;

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(tidy().then(() => clients.claim())));
addEventListener('message', (event) => event.waitUntil(keep(event.data?.keep ?? [])));

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (endsSession(request, pathname)) event.waitUntil(caches.delete(PAGE));
  else if (request.method !== 'GET') return;
  else if (isConsole(pathname)) event.respondWith(networkFirst(request, pathname));
  else if (isPart(pathname)) event.respondWith(networkFirst(request, pathname));
});

const isConsole = (pathname) => /^\/shifts\/\d+\/console$/.test(pathname);
const isPart = (pathname) => /^\/(css|js)\/|^\/icon\.svg$/.test(pathname);
const endsSession = ({ method }, pathname) =>
  (method === 'POST' && (pathname === '/sign-out' || pathname === '/demo/sessions' || /^\/sign-in\//.test(pathname))) ||
  pathname === '/sign-in';

async function networkFirst(request, pathname) {
  const fromNetwork = fetch(request).then((reply) => remember(reply, pathname));
  const inTime = await Promise.race([fromNetwork.catch(() => undefined), after(PATIENCE_MS)]);
  if (inTime && inTime.status < 502) return inTime;
  return (await kept(pathname)) ?? inTime ?? fromNetwork;
}

/** A redirect means that nobody is signed in any more: their page goes. */
async function remember(reply, pathname) {
  if (isConsole(pathname) && (reply.type === 'opaqueredirect' || reply.redirected)) await caches.delete(PAGE);
  else if (reply.ok && !reply.redirected) await store(pathname, reply.clone());
  return reply;
}

async function store(pathname, reply) {
  const cache = await caches.open(isConsole(pathname) ? PAGE : PARTS);
  if (isConsole(pathname))
    for (const old of await cache.keys()) if (new URL(old.url).pathname !== pathname) await cache.delete(old);
  const headers = new Headers(reply.headers);
  headers.set('x-kept', 'yes');
  await cache.put(pathname, new Response(await reply.blob(), { status: 200, headers }));
}

const kept = async (pathname) => (await caches.open(isConsole(pathname) ? PAGE : PARTS)).match(pathname);

async function keep(paths) {
  for (const path of paths.filter((path) => isConsole(path) || isPart(path))) {
    try {
      await remember(await fetch(path), path);
    } catch {
      return;
    }
  }
}

async function tidy() {
  for (const name of await caches.keys()) if (name !== PARTS && name !== PAGE) await caches.delete(name);
}

const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms, undefined));
