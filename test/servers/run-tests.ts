import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endRemembered, ServerMissing, servicesVariable } from './process.js';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const root = join(import.meta.dirname, '../..');

/** Runs files of tests with more in the environment, and counts what became of them. */
export async function runTests(
  files: readonly string[],
  environment: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'labcas-tests-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = [
    '--no-install',
    'vitest',
    'run',
    ...files,
    '--typecheck.enabled=false',
    ...reporters,
    ...options,
  ];
  const services = join(folder, 'services');
  await mkdir(services);
  const env = { ...process.env, ...environment, [servicesVariable]: services };
  const child = spawn('npx', args, { cwd: root, env, stdio: 'inherit' });
  const end = () => void child.kill();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  const [code] = await once(child, 'exit');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end);
  endRemembered(services);
  const text = await readFile(report, 'utf8').catch(() => '{}');
  await rm(folder, { recursive: true, force: true });
  const counts = JSON.parse(text) as Record<string, number>;
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = counts;
  // A suite that could not begin has no failed test.
  const failed = code === 0 ? numFailedTests : Math.max(1, numFailedTests);
  return { passed: numPassedTests, failed, skipped: numPendingTests };
}

/** Does it, or says why the servers that it needs cannot be had here. */
export async function unlessMissing(what: string, run: () => Promise<Counts>): Promise<Counts> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ServerMissing)) throw error;
    console.log(`skipped: ${what}: ${error.message}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
}

/** Ends with the line that the check adds up, and the exit code. */
export function conclude(all: readonly Counts[]): void {
  const sum = (name: keyof Counts) => all.reduce((total, counts) => total + counts[name], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}
