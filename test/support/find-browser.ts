import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Finds an installed Chromium, Chrome or Edge, else installs one; without any, the browser tests fail: they are never skipped. */
export function setup() {
  const browser = installed() ?? downloaded() ?? fromDistribution();
  if (!browser) throw new Error('No browser: install Chromium, Chrome or Edge, or set CHROMIUM to the path of one.');
  process.env.CHROMIUM = browser;
  process.stdout.write(`Browser tests run in ${browser}\n`);
}

export function installed(): string | undefined {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [process.env.CHROMIUM, ...onPath, ...ELSEWHERE, playwrights()].find((file) => file !== undefined && existsSync(file));
}

function playwrights(): string | undefined {
  try {
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

function downloaded(): string | undefined {
  process.stdout.write('No browser is installed: downloading Chromium for the browser tests…\n');
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  return tried(process.execPath, [cli, 'install', '--with-deps', 'chromium-headless-shell', 'chromium'])
    ? installed()
    : undefined;
}

function fromDistribution(): string | undefined {
  process.stdout.write('The download did not work: installing the distribution’s Chromium…\n');
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (...words: string[]) => tried([...sudo, ...words][0]!, [...sudo, ...words].slice(1));
  run('apt-get', 'update', '-qq');
  return run('apt-get', 'install', '-y', '-qq', 'chromium') ? installed() : undefined;
}

function tried(program: string, words: string[]): boolean {
  try {
    execFileSync(program, words, {
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return true;
  } catch {
    return false;
  }
}
