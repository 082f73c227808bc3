import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { execute } from './command.js';
import type { Place } from './consumer.js';
import { serveFolder } from './static.js';

const executablePath = '/usr/bin/chromium';
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Does the job in a page, served from another origin than that of the API. */
export async function runInChromium({ project, api }: Place): Promise<string | undefined> {
  const missing = await provideChromium();
  if (missing !== undefined) return missing;
  const pages = await serveFolder(project);
  const profile = await mkdtemp(join(tmpdir(), 'labcas-chromium-'));
  const context = await chromium.launchPersistentContext(profile, { executablePath, args });
  try {
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(`${pages.url}/#${new URLSearchParams({ baseUrl: api.url, token: api.token })}`);
    const isDone = "document.title === 'passed' || document.title.startsWith('failed')";
    await page.waitForFunction(isDone, undefined, { timeout: 45_000 }).catch(() => undefined);
    const title = await page.title();
    if (title !== 'passed') throw new Error([title, ...problems].join('\n'));
    return undefined;
  } finally {
    await context.close();
    await pages.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** Why there is no Chromium; on a machine of CI it is installed first, where that can be done. */
async function provideChromium(): Promise<string | undefined> {
  if (existsSync(executablePath)) return undefined;
  const remedy = `${executablePath} is missing; install Debian's package chromium`;
  if (process.env.CI === undefined || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return remedy;
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeout: 300_000 };
  try {
    await execute('apt-get', ['update', '-qq'], options);
    await execute('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  } catch {
    return `${remedy}, which apt-get could not`;
  }
  return existsSync(executablePath) ? undefined : remedy;
}
