import { newKey } from './key.js';

const STORE = 'outbox';

/** Where things wait until the server has them: IndexedDB, else localStorage. Both outlive a reload and an empty battery. */
export async function openKept() {
  try {
    return overIndexedDb(await openIndexedDb());
  } catch {
    return overLocalStorage();
  }
}

function openIndexedDb() {
  const request = indexedDB.open('shadow-shift', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'order', autoIncrement: true });
  return answerOf(request);
}

function overIndexedDb(db) {
  const write = (change) => {
    const transaction = db.transaction(STORE, 'readwrite', { durability: 'strict' });
    change(transaction.objectStore(STORE));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  };
  return {
    all: () => answerOf(db.transaction(STORE).objectStore(STORE).getAll()),
    put: (item) => write((store) => store.put(item)),
    remove: (orders) =>
      write((store) => {
        for (const order of orders) store.delete(order);
      }),
  };
}

function overLocalStorage() {
  const names = () => Object.keys(localStorage).filter((name) => name.startsWith(`${STORE}:`));
  const nextOrder = () => {
    const last = Math.max(0, ...names().map((name) => Number(name.split(':')[1])));
    return `${String(last + 1).padStart(9, '0')}:${newKey()}`;
  };
  return {
    all: async () =>
      names()
        .sort()
        .map((name) => JSON.parse(localStorage.getItem(name))),
    put: async (item) => {
      const order = item.order ?? nextOrder();
      localStorage.setItem(`${STORE}:${order}`, JSON.stringify({ ...item, order }));
    },
    remove: async (orders) => {
      for (const order of orders) localStorage.removeItem(`${STORE}:${order}`);
    },
  };
}

const answerOf = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });
