import { afterEach, beforeEach, expect, vi } from 'vitest';

/** An unexpected console.error fails the test that caused it; a test that expects one mocks it itself. */
beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  const spy = vi.mocked(console.error);
  if (vi.isMockFunction(spy)) expect(spy, 'an unexpected console.error').not.toHaveBeenCalled();
  vi.restoreAllMocks();
});
