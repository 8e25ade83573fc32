/** Lets this page open again without a network: the service worker keeps it and what it is made of. */
export async function keepThisPage() {
  if (!navigator.serviceWorker) return;
  try {
    await navigator.serviceWorker.register('/service-worker.js');
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ keep: [...new Set([location.pathname, ...partsOfThisPage()])] });
  } catch {
    // Without a worker the console works all the same; only a reload needs the network.
  }
}

const partsOfThisPage = () =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && /^\/(css|js)\/|^\/icon/.test(pathname))
    .map(({ pathname }) => pathname);
