import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createContenders } from './client/contenders.js';
import { measure, type Row, rounds } from './client/measure.js';

// Compares what one call costs by this client, by native fetch and by other clients, on loopback.

const server = fork(new URL('./client/server.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
try {
  const [port] = (await once(server, 'message')) as [number];
  const rows = await measure(await createContenders(`http://127.0.0.1:${port}`));
  const text = await report(rows);
  await mkdir('bench/results', { recursive: true });
  await writeFile('bench/results/client.md', text);
  await writeFile(
    'bench/results/client.json',
    `${JSON.stringify({ node: process.version, rounds, rows }, null, 2)}\n`,
  );
  process.stdout.write(text);
} finally {
  server.disconnect();
}

async function report(rows: readonly Row[]): Promise<string> {
  const versions = await Promise.all(
    ['openapi-fetch', 'ky', 'axios', '@hey-api/openapi-ts'].map(async (name) => {
      const manifest: unknown = JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8'));
      return `${name} ${(manifest as { version: string }).version}`;
    }),
  );
  const lines = rows.map(({ name, does, p50, ratio, least, greatest }) => {
    const range = `${least.toFixed(2)} to ${greatest.toFixed(2)}`;
    return `| ${name} | ${does} | ${p50.toFixed(0)} | ${ratio.toFixed(2)} | ${range} |`;
  });
  return `${[
    '# Time of a call',
    '',
    `A list of three workflows with a token, from a server on loopback in a process of its own: ${rounds} rounds in which`,
    'all take turns call by call. The ratio is that of the medians within a round, the median of the rounds; it holds',
    `on a busy machine too, which the times do not. Node ${process.version}; ${versions.join(', ')}.`,
    'Written by `npm run bench:client`.',
    '',
    '| client | what it does beside | µs a call (p50) | against native fetch | in the rounds |',
    '|---|---|---|---|---|',
    ...lines,
  ].join('\n')}\n`;
}
