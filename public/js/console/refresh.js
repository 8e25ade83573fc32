/** The page as the server shows it now, or nothing when it cannot be had. `live`: it did not come from what this phone kept. */
export async function freshPage() {
  try {
    const reply = await fetch(location.pathname, { headers: { Accept: 'text/html' } });
    if (!reply.ok || reply.redirected) return undefined;
    const root = new DOMParser().parseFromString(await reply.text(), 'text/html').querySelector('[data-console]');
    return root ? { root, state: JSON.parse(root.dataset.state), live: !reply.headers.has('x-kept') } : undefined;
  } catch {
    return undefined;
  }
}

/** Chips and questions that have changed since; never those under somebody’s finger. */
export function takeFresh(root, fresh) {
  for (const place of root.querySelectorAll('[data-fresh]')) {
    const newer = fresh.querySelector(`[data-fresh="${place.dataset.fresh}"]`);
    if (!newer || place.contains(document.activeElement) || place.closest('dialog[open]')) continue;
    if (newer.innerHTML !== place.innerHTML) place.innerHTML = newer.innerHTML;
  }
}
