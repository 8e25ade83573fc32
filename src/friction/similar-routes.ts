import { Router } from 'express';
import { newestOnly } from '../web/newest.ts';
import { type FindSimilar, readWording, type SimilarTheme } from './wording.ts';

/** Themes that sound like a flag that is being written, as a piece of its form. */
export function similarRoutes({ similar }: { similar: FindSimilar }) {
  const router = Router();
  const newest = newestOnly<SimilarTheme[]>();

  router.post('/flags/similar', async (req, res) => {
    const wording = readWording(req.body);
    const themes = wording ? await newest(res.locals.sessionId, () => similar(wording)) : [];
    if (!themes) return res.status(204).end();
    res.render('shared/suggestions', { themes, meToo: true, sends: 'send the flag' });
  });

  return router;
}
