import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chdir, cwd } from 'node:process';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { quickClient } from '../client/support/client.js';
import { startDeployment } from '../client/support/deployment.js';
import { startServer, text } from '../client/support/server.js';
import { examplesIn, filledIn, given, root, sources } from '../support/documents.js';
import { evaluate } from './evaluate.js';
import { openPlace, type Place } from './place.js';

const examples = examplesIn('js', 'ts');
const before = cwd();
let place: Place;

beforeAll(async () => {
  place = await openPlace('data-of-the-server');
  chdir(place.folder);
}, 60_000);

afterAll(async () => {
  chdir(before);
  await place.close();
});

describe('the code of the documents runs', () => {
  const known = [
    '',
    'by node:test',
    'on the 1.0 deployment',
    'on the 1.0 deployment, whose answer is lost',
    'in a page',
  ];

  test('in no other way than these', () => {
    expect([...new Set(examples.map(({ how }) => how))].filter((how) => !known.includes(how))).toEqual([]);
  });

  // `npm run test:runtimes` runs those for pages in a browser.
  test.each(examples.filter(({ how }) => how === ''))('$name', { timeout: 60_000 }, async ({ code }) => {
    const { client, run, baseUrl, token } = place;
    const login = await startServer((_, response) => text(response, 200, token));
    vi.stubEnv('LABCAS_AUTH_URL', login.url);
    vi.stubEnv('LABCAS_USER', 'thomas');
    vi.stubEnv('LABCAS_PASSWORD', 'a: password');
    vi.stubEnv('LABCAS_API_TOKEN', token);
    vi.stubEnv('LABCAS_API_URL', baseUrl);
    await runExample(code, { client, run, baseUrl, token });
  });

  // `npm run test:runtimes` runs it in a project of its own.
  test.each(examples.filter(({ how }) => how === 'by node:test'))(
    '$name is the fixture',
    async ({ code }) => {
      const fixture = join(root, 'test/runtimes/fixtures/contract-node-test/api.test.js');
      expect(code).toBe(await readFile(fixture, 'utf8'));
    },
  );

  test.each(examples.filter(({ how }) => how.startsWith('on the 1.0 deployment')))(
    '$name, $how',
    async ({ code, how }) => {
      const { url: baseUrl } = await startDeployment({ losing: how.endsWith('is lost') });
      const token = 'token-of-researcher';
      const client = quickClient(baseUrl, { token });
      await runExample(code, { client, run: place.run, baseUrl, token });
    },
  );
});

async function runExample(code: string, variables: Readonly<Record<string, unknown>>) {
  const values = await Promise.all(
    Object.entries(given).map(async ([name, module]) => {
      const exports = (await load(module)) as Record<string, unknown>;
      return [name, exports[name]] as const;
    }),
  );
  const output: unknown[][] = [];
  const say = (...words: unknown[]) => void output.push(words);
  const console = { log: say, debug: say, info: say, warn: say, error: say };
  const { baseUrl } = variables;
  await evaluate(
    filledIn(code, { ...place, baseUrl: String(baseUrl) }),
    { ...Object.fromEntries(values), ...variables, console },
    load,
  );
  // What an example shows, it must show.
  if (/console\.log\(/.test(code)) expect(output).not.toEqual([]);
}

async function load(module: string): Promise<unknown> {
  const source = sources[module];
  return import(/* @vite-ignore */ source === undefined ? module : join(root, source));
}
