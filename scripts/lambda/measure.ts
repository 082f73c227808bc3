import { execFileSync } from 'node:child_process';

/** The median of this many processes. */
export const rounds = 11;

/** What a process is started with, to print how long something took it in milliseconds. */
export type Measurement = readonly [command: string, args: readonly string[]];

/** Loads a function and the parts of the SDK that it asks for. */
export function loadOf(file: string): Measurement {
  const script = `
    const start = performance.now();
    const loaded = await import(process.argv[1]);
    await loaded.ready;
    process.stdout.write(String(performance.now() - start));
  `;
  return [process.execPath, ['--input-type=module', '-e', script, file]];
}

/** Imports what the python functions import, and makes their clients; none where that is not installed. */
export function pythonLoads(python: string): Record<string, Measurement> {
  const imports = 'import boto3, requests, jwt, yaml';
  const clients =
    "[boto3.client(n, region_name='us-west-2') for n in ('ssm', 's3', 'mwaa', 'secretsmanager')]";
  const timed = (...lines: readonly string[]): Measurement => {
    const script = [
      'import time',
      't = time.perf_counter()',
      ...lines,
      'print((time.perf_counter() - t) * 1000)',
    ];
    return [python, ['-c', script.join('\n')]];
  };
  const loads = { [pythonImports]: timed(imports), [pythonClients]: timed(imports, clients) };
  try {
    for (const load of Object.values(loads)) run(load);
    return loads;
  } catch {
    return {};
  }
}

export const pythonImports = 'python imports';
export const pythonClients = 'and four clients';

/** The median of each; they take turns, so that what else the machine does falls on all of them alike. */
export function medians(measurements: Record<string, Measurement>): Record<string, number> {
  const names = Object.keys(measurements);
  const turns = Array.from({ length: rounds }, () => Object.values(measurements).map(run));
  return Object.fromEntries(
    names.map((name, index) => [name, median(turns.map((times) => times[index] ?? 0))]),
  );
}

function run([command, args]: Measurement): number {
  return Number(execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[(rounds - 1) / 2] ?? Number.NaN;
}
