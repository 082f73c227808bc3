import { asyncProperty, check } from 'fast-check';
import type { CaseContext } from '../context.js';
import { ContractFailure, UnreachableError } from '../errors.js';
import { skip } from '../expect.js';
import { isLocal } from '../options.js';
import type { Source } from './source.js';

/** How much is tried of each source. */
export interface Effort {
  /** Examples by chance, beside the corners. */
  random?: number;
  /** Requests that may be spent on making a failure smaller. */
  shrinks?: number;
}

/** The seed where the options name none, so that two runs try the same. */
export const defaultSeed = 20_261_123;

/**
 * Tries examples of each source in turn, fewer where the server is far; fails with the smallest example that
 * fails, and with what repeats it.
 */
export async function tryEach<T extends { what: string }>(
  context: CaseContext,
  sources: readonly Source<T>[],
  verify: (example: T) => Promise<void>,
  effort: Effort = {},
): Promise<void> {
  const { seed = defaultSeed, path, signal } = context.options;
  const [wanted, ...rest] = path?.split(':') ?? [];
  const indexes = wanted === undefined ? chosen(sources.length, context, seed) : [Number(wanted)];
  if (indexes.length === 0) skip('there is nothing that could be generated here');
  for (const index of indexes) {
    if (signal?.aborted) skip('the suite was ended');
    const source = sources[index] ?? skip(`this case has nothing to repeat at path ${path}`);
    await tryOne(context, source, verify, effort, { seed, index, path: rest.join(':') });
  }
}

interface Place {
  seed: number;
  index: number;
  path: string;
}

async function tryOne<T extends { what: string }>(
  context: CaseContext,
  { corners, random }: Source<T>,
  verify: (example: T) => Promise<void>,
  effort: Effort,
  { seed, index, path }: Place,
): Promise<void> {
  const { corners: few, random: some, shrinks } = effortOf(context, effort);
  let unexpected: unknown;
  let failed = 0;
  const property = asyncProperty(random, async (example) => {
    // Passing what is not tried any more ends the search for a smaller example.
    if (unexpected !== undefined || failed > shrinks) return;
    if (failed > 0) failed += 1;
    try {
      await verify(example);
    } catch (error) {
      const failure = error instanceof UnreachableError ? withoutAnswer(error) : error;
      failed = Math.max(1, failed);
      if (failure instanceof ContractFailure) throw failure;
      unexpected = failure;
    }
  });
  const examples = corners.slice(0, few).map((corner): [T] => [corner]);
  const details = await check(property, {
    seed: seed + index,
    ...(path !== '' && { path }),
    examples,
    numRuns: examples.length + some,
  });
  if (unexpected !== undefined) throw unexpected;
  const error = details.errorInstance;
  if (!(error instanceof ContractFailure)) return;
  const sent = details.counterexample?.[0]?.what ?? '';
  throw error.with({ sent, seed, path: `${index}:${details.counterexamplePath ?? 0}` });
}

function withoutAnswer(error: UnreachableError): ContractFailure {
  return new ContractFailure('connection', 'an answer', error.message);
}

function effortOf({ options }: CaseContext, { random = 2, shrinks = 100 }: Effort) {
  if (options.fuzz !== undefined) return { corners: Infinity, random: random * 10, shrinks };
  return isLocal(options)
    ? { corners: Infinity, random, shrinks }
    : { corners: 1, random: Math.min(1, random), shrinks: Math.min(10, shrinks) };
}

// Elsewhere each request takes half a second: a few of the sources, others with another seed.
function chosen(count: number, { options }: CaseContext, seed: number): number[] {
  const all = Array.from({ length: count }, (_, index) => index);
  if (isLocal(options) || options.fuzz !== undefined) return all;
  const step = Math.ceil(count / 3);
  return all.filter((index) => (index + seed) % step === 0);
}
