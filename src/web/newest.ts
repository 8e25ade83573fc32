interface Lane {
  next: ((mayGo: boolean) => void) | undefined;
}

/**
 * For questions that a newer one makes worthless: of what one sender asks, one is under way and the newest waits behind it. What is
 * overtaken while it waits is never worked on, and comes back undefined. Nothing is remembered once a sender has its answer.
 */
export function newestOnly<Answer>() {
  const lanes = new Map<number, Lane>();

  return async function ask(sender: number, work: () => Promise<Answer>): Promise<Answer | undefined> {
    if (!(await itsTurn(lanes, sender))) return undefined;
    try {
      return await work();
    } finally {
      letNextGo(lanes, sender);
    }
  };
}

function itsTurn(lanes: Map<number, Lane>, sender: number): Promise<boolean> | true {
  const lane = lanes.get(sender);
  if (!lane) {
    lanes.set(sender, { next: undefined });
    return true;
  }
  lane.next?.(false);
  return new Promise((resolve) => {
    lane.next = resolve;
  });
}

function letNextGo(lanes: Map<number, Lane>, sender: number) {
  const lane = lanes.get(sender)!;
  const { next } = lane;
  lane.next = undefined;
  if (next) next(true);
  else lanes.delete(sender);
}
