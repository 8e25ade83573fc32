import { Router } from 'express';
import { page } from '../web/page.ts';

export function homeRoutes() {
  const router = Router();
  router.get('/', (_req, res) => page(res, 'home/show', { title: 'Home' }));
  return router;
}
