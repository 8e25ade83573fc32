import { openKept } from './kept.js';

const PATIENCE_MS = 15_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Things to send, in the order they happened, one at a time, until the server says it has them. `person` sends only what is theirs.
 * `changed` hears of every change, in every tab; `sent` hears when something has arrived, with what the server had to say about it.
 */
export async function openOutbox({ person, changed, sent }) {
  const kept = await openKept();
  const channel = globalThis.BroadcastChannel && new BroadcastChannel('shadow-shift-outbox');
  const status = { trouble: null };
  let failures = 0;
  let timer;
  let draining = false;
  let again = false;

  channel?.addEventListener('message', ({ data }) => {
    changed();
    if (data === 'sent') sent();
  });
  addEventListener('online', () => drain());
  addEventListener('pageshow', () => drain());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && drain());

  return { status, items, put, change, discard, forget, drain };

  async function items() {
    return (await kept.all()).filter((item) => item.person === person);
  }

  /** Resolves when it is safely kept, not when it is sent. */
  async function put(item) {
    await kept.put({ ...item, person, status: 'waiting' });
    tell('changed');
    drain();
  }

  async function change(item) {
    await kept.put(item);
    tell('changed');
    drain();
  }

  /** Throws away what was refused, and what belongs to a call that was refused. */
  async function discard(item) {
    const gone = (await items()).filter(
      ({ order, callKey, kind }) =>
        order === item.order || (item.kind === 'start' && kind !== 'report' && callKey === item.callKey),
    );
    await kept.remove(gone.map(({ order }) => order));
    tell('changed');
  }

  /** What a page of the server’s already shows (it was rendered after the answer) need not be kept any longer. */
  async function forget(asOf) {
    const known = (await items()).filter((item) => item.status === 'sent' && item.asOf <= asOf);
    if (known.length) await kept.remove(known.map(({ order }) => order));
  }

  async function drain() {
    clearTimeout(timer);
    again = true;
    if (draining) return;
    draining = true;
    try {
      while (again) {
        again = false;
        await alone(sendAll);
      }
    } finally {
      draining = false;
    }
    if (status.trouble === 'network') timer = setTimeout(drain, Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** failures));
  }

  async function sendAll() {
    let any = false;
    let says = '';
    for (let item = await next(); item; item = await next()) {
      const result = await send(item);
      status.trouble = result.trouble ?? null;
      failures = status.trouble ? failures + 1 : 0;
      if (status.trouble) break;
      await kept.put({ ...item, ...result.change });
      any ||= result.change.status === 'sent';
      says = result.says ?? says;
      tell('changed');
    }
    if (!(await next())) status.trouble = null;
    changed();
    if (any) {
      channel?.postMessage('sent');
      sent(says);
    }
  }

  async function next() {
    const mine = await items();
    const refused = new Set(
      mine.filter(({ kind, status }) => kind === 'start' && status === 'refused').map(({ callKey }) => callKey),
    );
    return mine.find((item) => item.status === 'waiting' && (item.kind === 'report' || !refused.has(item.callKey)));
  }

  function tell(word) {
    channel?.postMessage(word);
    changed();
  }
}

/** One tab sends at a time. Where the browser has no locks two may: the server takes each thing once. */
const alone = (work) => (navigator.locks ? navigator.locks.request('shadow-shift-outbox', work) : work());

/** Only an answer in our own words decides; a login page of the station’s network, or of a proxy, is no answer. */
async function send({ url, body }) {
  try {
    const reply = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ ...body, sentAt: new Date().toISOString() }),
      signal: AbortSignal.timeout?.(PATIENCE_MS),
    });
    const answer = await reply.json();
    if (reply.ok && answer.asOf) return { change: { status: 'sent', asOf: answer.asOf }, says: answer.says };
    if (reply.status === 401) return { trouble: 'signed out' };
    if (reply.status === 429 || reply.status >= 500 || !answer.message) return { trouble: 'network' };
    return { change: { status: 'refused', problem: `${answer.message}. ${answer.next ?? ''}`, errors: answer.errors ?? {} } };
  } catch {
    return { trouble: 'network' };
  }
}
