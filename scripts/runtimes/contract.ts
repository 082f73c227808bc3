import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { execute } from './command.js';
import type { Consumer, Place } from './consumer.js';

const node = process.execPath;
const vitest = join(import.meta.dirname, '../../node_modules/vitest');

/** The ways to use the contract suite as a library: in two test runners, and by one call. */
export const contractConsumers: readonly Consumer[] = [
  { name: 'contract in node:test', fixture: 'contract-node-test', run: (place) => both(place, '--test') },
  {
    name: 'contract in vitest',
    fixture: 'contract-vitest',
    run: async (place) => {
      // As if the project had installed it.
      await symlink(vitest, join(place.project, 'node_modules/vitest'));
      return both(place, join(vitest, 'vitest.mjs'), 'run', '--testTimeout=60000');
    },
  },
  { name: 'contract as a canary', fixture: 'contract-canary', run: (place) => both(place, 'main.js') },
];

/** The API must pass, and an address where there is none must not. */
async function both({ project, api }: Place, ...words: string[]): Promise<undefined> {
  const run = (url: string) =>
    execute(node, words, {
      cwd: project,
      env: { LABCAS_API_URL: url, LABCAS_API_TOKEN: api.token },
      timeout: 120_000,
    });
  await run(api.url);
  const wrong = await run(`${api.url}/nothing`).then(
    () => undefined,
    (error: Error) => error,
  );
  if (wrong === undefined) throw new Error('An API that answers 404 to everything passed.');
  if (!/list-[a-z-]+\//.test(wrong.message)) throw wrong;
}
