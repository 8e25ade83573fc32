/** The readable list of what anybody may open; everything else needs a session. */
const OPEN = ['/sign-in', '/health', '/robots.txt', '/demo'];

/** What tools reach with a token of their own. No session opens these, and no token opens anything else. */
const BY_TOKEN = ['/api/signals'];

export const isOpen = (path: string) => OPEN.some((open) => path === open || path.startsWith(`${open}/`));

/** Exactly these paths: whoever answers there asks for the token. */
export const takesToken = (path: string) => BY_TOKEN.includes(path);
