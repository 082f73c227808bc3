import type { ContractOptions } from '../../../test/contract/index.js';
import { usageError } from '../errors.js';
import { readOptionFile } from '../files.js';

/** What a report says of how to repeat its failures: the cases, and the generated input of those that have one. */
export type Replay = Required<Pick<ContractOptions, 'baseUrl' | 'only' | 'inputs' | 'seed'>>;

/** Reads which cases failed in a JSON report; a usage error when it is none, or when nothing failed. */
export async function readReplay(path: string): Promise<Replay> {
  const report = parse(await readOptionFile('--replay', path));
  const { baseUrl, seed, cases }: Record<string, unknown> = Object(report);
  if (typeof baseUrl !== 'string' || typeof seed !== 'number' || !Array.isArray(cases)) {
    throw usageError(`--replay ${path} is no report of this suite: give what --json has written.`);
  }
  const failed = cases.filter((item: unknown) => Object(item).outcome === 'fail');
  if (failed.length === 0) throw usageError(`--replay ${path}: no case failed in it.`);
  const inputs = failed.flatMap(({ id, failure }) => {
    const input = inputOf(failure);
    return input === undefined ? [] : [[String(id), input] as const];
  });
  return { baseUrl, seed, only: failed.map(({ id }) => String(id)), inputs: Object.fromEntries(inputs) };
}

function inputOf(failure: unknown): { seed: number; path: string } | undefined {
  const { findings }: { findings?: unknown } = Object(failure);
  const all = Array.isArray(findings) ? findings : [];
  const found = all.map((finding: unknown) => Object(finding).generated).find(Boolean);
  return found === undefined ? undefined : { seed: Number(found.seed), path: String(found.path) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
