import { Router } from 'express';
import { type FindSimilar, readWording, type SimilarTheme } from '../friction/wording.ts';
import { newestOnly } from '../web/newest.ts';
import type { ConsoleDesk } from './routes.ts';

/** Themes that sound like a report that is being written in a shift, as a piece of its sheet. For those seated in it only. */
export function shiftSimilarRoutes({ desk, similar }: { desk: ConsoleDesk; similar: FindSimilar }) {
  const router = Router();
  const newest = newestOnly<SimilarTheme[]>();

  router.post('/shifts/:id/similar', async (req, res) => {
    const shift = await desk.getShift(req.params.id, res);
    await desk.admit(shift, res);
    const wording = readWording(req.body, shift.queueId);
    const themes = wording ? await newest(res.locals.sessionId, () => similar(wording)) : [];
    if (!themes) return res.status(204).end();
    res.render('shared/suggestions', { themes, meToo: false, sends: 'keep it' });
  });

  return router;
}
