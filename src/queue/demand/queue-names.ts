/** A queue that calls can go to. */
export interface KnownQueue {
  id: number;
  name: string;
}

export interface Wanted {
  /** Where calls go whose queue the file does not name. */
  queueId: number | null;
  /** Only this queue of the file, and it goes to `queueId`. */
  onlyFrom?: string | undefined;
  /** A file from a queue's own page fills that queue alone. */
  onlyThere?: boolean | undefined;
}

/** The queue's row for each name in the file; names that go nowhere are left out and told. */
export interface Assigned {
  idOf: ReadonlyMap<string, number>;
  leftOut: string[];
}

/**
 * Which queue each name of a file belongs to. A name like a known queue's goes there, no name to the wanted queue; so does the only
 * name of a file, whatever it is.
 */
export function assignQueues(names: readonly string[], queues: readonly KnownQueue[], wanted: Wanted): Assigned {
  const idOf = new Map<string, number>();
  for (const name of names) {
    const id = idFor(name, names, queues, wanted);
    if (id !== undefined && (!wanted.onlyThere || id === wanted.queueId)) idOf.set(name, id);
  }
  return { idOf, leftOut: names.filter((name) => !idOf.has(name)) };
}

function idFor(name: string, names: readonly string[], queues: readonly KnownQueue[], { queueId, onlyFrom }: Wanted) {
  if (onlyFrom) return name === onlyFrom ? (queueId ?? undefined) : undefined;
  const own = queues.find((queue) => fold(queue.name) === fold(name));
  if (own) return own.id;
  return (name === '' || names.length === 1) && queueId !== null ? queueId : undefined;
}

const fold = (name: string) => name.trim().toLowerCase();
