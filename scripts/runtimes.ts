// Does the main job with the packed package in every runtime and kind of consumer. Needs `npm run build` before.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../src/reference-server/node.js';
import { readSecret } from '../src/reference-server/secret.js';
import { signToken } from '../src/reference-server/token.js';
import type { Consumer, Place } from './runtimes/consumer.js';
import { consumers } from './runtimes/consumers.js';
import { installPackage, makeProject } from './runtimes/project.js';

const counts = { passed: 0, failed: 0, skipped: 0 };
const folder = await mkdtemp(join(tmpdir(), 'labcas-runtimes-'));
const log = { info() {}, warn: console.error, error: console.error };
const server = await serve({ dataDir: join(folder, 'data'), port: 0, log });
try {
  const token = await signToken(await readSecret(join(folder, 'data', 'secret')), { user: 'thomas' });
  const modules = await installPackage(folder);
  for (const consumer of await consumers()) {
    const project = await makeProject(folder, consumer, modules);
    await report(consumer, { project, api: { url: server.url, token } });
  }
} finally {
  await server.close(0);
  await rm(folder, { recursive: true, force: true });
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
if (counts.failed > 0) process.exitCode = 1;

async function report({ name, run }: Consumer, place: Place): Promise<void> {
  const start = Date.now();
  const [outcome, reason] = await run(place).then(
    (skipped) => (skipped === undefined ? (['passed', ''] as const) : (['skipped', skipped] as const)),
    (error: unknown) => ['failed', error instanceof Error ? error.message : String(error)] as const,
  );
  counts[outcome] += 1;
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`${outcome} ${name}${reason === '' ? ` (${seconds} s)` : `: ${reason}`}`);
}
