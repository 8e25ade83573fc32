const SHORT_MS = 200;

/** Ticks: the face shows seconds since `sinceMs()` (of this phone’s clock), or stands at 0:00 when that is null. */
export function startStopwatch(root, sinceMs) {
  const face = root.querySelector('[data-stopwatch]');
  const watch = face.closest('.stopwatch');
  const words = watch.querySelector('.stopwatch-words');
  const tick = () => {
    const since = sinceMs();
    const shown = minutes(since === null ? 0 : secondsSince(since));
    if (face.textContent !== shown) face.textContent = shown;
    watch.classList.toggle('stopwatch-running', since !== null);
    const says = since === null ? 'No call is running' : 'This call';
    if (words.textContent !== says) words.textContent = says;
  };
  setInterval(tick, SHORT_MS);
  return tick;
}

export const secondsSince = (sinceMs) => Math.max(0, Math.floor((Date.now() - sinceMs) / 1000));

/** 2:05 */
export const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
