import type { createApp } from '../../src/app.ts';

interface Layer {
  handle: ((...args: unknown[]) => unknown) & { stack?: Layer[] };
  route?: { path: string | string[]; methods: { get?: boolean }; stack: Layer[] };
}

/** Watches which pages of the app are opened; the function it returns names those that never were. */
export function watchPages(app: ReturnType<typeof createApp>): () => string[] {
  const pages = routesIn((app.router as unknown as { stack: Layer[] }).stack).filter(isPage);
  const opened = new Set<Layer['route']>();
  for (const page of pages) {
    const first = page.stack[0]!;
    const { handle } = first;
    first.handle = (...args) => {
      opened.add(page);
      return handle(...args);
    };
  }
  return () => pages.filter((page) => !opened.has(page)).map(({ path }) => String(path));
}

const routesIn = (stack: Layer[]): NonNullable<Layer['route']>[] =>
  stack.flatMap(({ route, handle }) => (route ? [route] : handle.stack ? routesIn(handle.stack) : []));

const isPage = ({ path, methods }: NonNullable<Layer['route']>) =>
  Boolean(methods.get) && !/\.(csv|css)$|^\/health$/.test(String(path));
