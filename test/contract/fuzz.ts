import type { ContractCase } from './case.js';
import { generatedCases } from './cases/generated.js';
import { ContractOptionsError } from './errors.js';
import type { ContractOptions } from './options.js';
import type { CaseResult } from './report.js';
import type { Tools } from './tools.js';
import { tryCase } from './try-case.js';

/** The seed of generated inputs where the options name none, so that two runs try the same. */
export const defaultSeed = 20_261_123;

/** Throws when the options about generated inputs make no sense. */
export function checkGeneration({ seed, path, fuzz, only }: ContractOptions): void {
  const wrong = (text: string) => new ContractOptionsError(text);
  if (seed !== undefined && !Number.isInteger(seed)) throw wrong('seed must be a whole number.');
  if (fuzz !== undefined && !(fuzz > 0)) throw wrong('fuzz must be a number of seconds above 0.');
  if (path === undefined) return;
  if (!/^\d+(?::\d+)+$|^\d+:c\d+$/.test(path)) throw wrong('path must be one that a failure gave.');
  if (only?.length !== 1 || !generatedCases.some(({ id }) => id === only[0]))
    throw wrong('path is an example of one case of generated inputs, which only must name.');
}

/** Goes on with the generated inputs of these cases, in turn, from one seed after the other, for so many seconds. */
export async function fuzzCases(
  cases: readonly ContractCase[],
  tools: Tools,
  seconds: number,
  onFailure: (result: CaseResult) => void,
): Promise<void> {
  const { options } = tools;
  const end = AbortSignal.timeout(seconds * 1000);
  const signal = options.signal === undefined ? end : AbortSignal.any([options.signal, end]);
  const left = new Set(cases.filter((item) => generatedCases.includes(item)));
  while (!signal.aborted && left.size > 0) {
    const seed = Math.floor(Math.random() * 2 ** 31);
    options.onEvent?.({ type: 'fuzz', seed });
    for (const item of left) {
      if (signal.aborted) return;
      const result = await tryCase(item, { ...tools, options: { ...options, seed, signal, fuzz: seconds } });
      // One failure of a case is enough; the time is for the others.
      if (result.outcome !== 'pass' && !signal.aborted) left.delete(item);
      if (result.outcome === 'fail') onFailure(result);
    }
  }
}
