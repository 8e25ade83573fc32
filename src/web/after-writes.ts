import type { RequestHandler } from 'express';

/** Runs something soon after a request that may have changed something was answered, one run at a time; a failure is for its job to meet. */
export function afterWrites(run: () => Promise<unknown> | undefined): RequestHandler {
  let running = false;
  const once = async () => {
    if (running) return;
    running = true;
    try {
      await run();
    } catch {
      // The job that does the same each minute logs it.
    } finally {
      running = false;
    }
  };
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') res.once('finish', () => setImmediate(once));
    next();
  };
}
