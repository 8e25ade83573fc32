import type { Response } from 'express';

/** Renders a view inside views/layout.ejs. Every HTML answer goes through here; `it` holds these locals and res.locals. */
export function page(res: Response, view: string, locals: { title: string } & Record<string, unknown>) {
  const { findNextShift } = res.locals;
  if (!findNextShift) return render(res, view, locals);
  findNextShift().then(
    (nextShift) => render(res, view, { ...locals, nextShift }),
    // Without the database, the page that says so must still come.
    () => render(res, view, locals),
  );
}

function render(res: Response, view: string, locals: Record<string, unknown>) {
  const it = { ...res.app.locals, ...res.locals, ...locals };
  res.render(view, it, (problem: Error | null, body?: string) => {
    if (problem) return res.req.next!(problem);
    res.render('layout', { ...it, body }, (fault: Error | null, html?: string) => {
      if (fault) return res.req.next!(fault);
      res.type('html').send(html);
    });
  });
}
