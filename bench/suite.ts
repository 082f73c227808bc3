import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSecret } from '../src/reference-server/secret.js';
import { signToken } from '../src/reference-server/token.js';
import type { ContractOptions } from '../test/contract/options.js';
import type { Report } from '../test/contract/report.js';
import { runContract } from '../test/contract/runner.js';

// How long the contract suite takes on a server of a process of its own, over loopback: all of it, and the reads
// of the core that need no permission. `npx tsx bench/suite.ts` writes bench/results/suite.md. Needs a build, as runs
// of the example are programs in dist.

const rounds = 7;
const folder = await mkdtemp(join(tmpdir(), 'labcas-suite-'));
const words = ['--import', 'tsx', 'src/cli/main.ts', 'serve', '--port', '0', '--data-dir', folder];
const server = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] });
try {
  const baseUrl = await new Promise<string>((resolve, reject) => {
    server.once('exit', () => reject(new Error('The server ended.')));
    server.stdout.on('data', (text) => /http:\S+/.exec(String(text))?.forEach((url) => void resolve(url)));
  });
  const jwtSecret = await readSecret(join(folder, 'secret'));
  const sign = (user: string) => signToken(jwtSecret, { user });
  const tokens = { first: await sign('thomas'), second: await sign('dliu') };
  const common = { baseUrl, jwtSecret, tokens };
  const lines = [
    await measure('all cases', { ...common, allowCreate: true, allowChange: true }),
    await measure('core, reads only', { ...common, levels: ['core'] }),
  ];
  await writeFile('bench/results/suite.md', table(lines));
  console.log(lines.join('\n'));
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  await rm(folder, { recursive: true, force: true });
}

async function measure(name: string, options: ContractOptions): Promise<string> {
  const reports: Report[] = [];
  for (let round = 0; round < rounds; round++) reports.push(await runContract(options));
  const [first] = reports;
  const failed = reports.flatMap(({ cases }) => cases.filter(({ outcome }) => outcome === 'fail'));
  if (first === undefined || failed.length > 0)
    throw new Error(`${name}: failed ${[...new Set(failed.map(({ id }) => id))].join(', ')}`);
  const seconds = reports.map(({ ms }) => ms / 1000).sort((a, b) => a - b);
  const cells = [seconds[0], seconds[(rounds - 1) / 2], first.ms / 1000].map((value) => value?.toFixed(1));
  return `| ${[name, first.counts.pass, first.requests, ...cells].join(' | ')} |`;
}

function table(lines: readonly string[]): string {
  return `${[
    '# Time of the contract suite',
    '',
    `Against the embedded server in a process of its own, over loopback: ${rounds} passes of each kind, in seconds. In the`,
    'first, both processes have yet to compile what they run; a machine that others use as well makes all of them longer.',
    `Node ${process.version}, ${availableParallelism()} processors. Written by \`npx tsx bench/suite.ts\`.`,
    '',
    '| | cases | requests | fastest | median | the first |',
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n')}\n`;
}
