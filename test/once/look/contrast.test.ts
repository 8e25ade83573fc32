import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Scheme = 'light' | 'dark';
const schemes: Scheme[] = ['light', 'dark'];
const colours = new Map(
  [...readFileSync('public/css/tokens.css', 'utf8').matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name, light, dark]) => [name!, { light: light!, dark: dark! }],
  ),
);

const grounds = ['paper', 'surface', 'sunken'];
const meanings = ['good', 'watch', 'bad', 'information', 'accent'];
const words = [
  ...['ink', 'muted', 'accent', 'accent-strong', 'good', 'watch', 'bad', 'information'].flatMap((text) =>
    grounds.map((ground) => [text, ground]),
  ),
  ...meanings.map((meaning) => [meaning, `${meaning}-soft`]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['ink', 'accent-soft'],
  ['muted', 'accent-soft'],
  ['ink', 'hover'],
];
const shapes = ['edge', 'chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5', 'chart-6'].flatMap((shape) =>
  ['paper', 'surface'].map((ground) => [shape, ground]),
);

test.each(words)('%s is legible on %s', (text, ground) => {
  for (const scheme of schemes) expect(contrast(text!, ground!, scheme), scheme).toBeGreaterThanOrEqual(4.5);
});

test.each(shapes)('%s stands out on %s', (shape, ground) => {
  for (const scheme of schemes) expect(contrast(shape!, ground!, scheme), scheme).toBeGreaterThanOrEqual(3);
});

/** Contrast ratio, WCAG 2.2: (lighter + 0.05) / (darker + 0.05), of relative luminances. */
function contrast(one: string, other: string, scheme: Scheme): number {
  const [dark, light] = [one, other].map((name) => luminance(colours.get(name)![scheme])).toSorted((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
