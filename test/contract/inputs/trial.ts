import { asyncProperty, check } from 'fast-check';
import type { CaseContext } from '../context.js';
import { ContractFailure, SkipCase, UnreachableError } from '../errors.js';
import { skip } from '../expect.js';
import { defaultSeed } from '../fuzz.js';
import { isLocal } from '../options.js';
import type { Source } from './source.js';

/** How much is tried of each source. */
export interface Effort {
  /** Examples by chance, beside the corners. */
  random?: number;
  /** Requests that may be spent on making a failure smaller. */
  shrinks?: number;
}

interface Sent {
  what: string;
}

/** How examples are tried. */
export interface Trial<T> {
  /** Tries one; rejects with a `ContractFailure` when the server is wrong about it. */
  verify(example: T): Promise<void>;
  /** Says once for all examples of a source that the server was right; when it was not, each is tried `closely`. */
  settle?: { verify(): Promise<void>; closely(example: T): Promise<void> };
}

type Verify<T> = Trial<T>['verify'];

/**
 * Tries examples of each source in turn, fewer where the server is far; fails with the smallest example that
 * fails, and with what repeats it.
 */
export async function tryEach<T extends Sent>(
  context: CaseContext,
  sources: readonly Source<T>[],
  { verify, settle }: Trial<T>,
  effort: Effort = {},
): Promise<void> {
  const { seed = defaultSeed, path } = context.options;
  const [wanted, ...rest] = path?.split(':') ?? [];
  const indexes = wanted === undefined ? chosen(sources.length, context, seed) : [Number(wanted)];
  if (indexes.length === 0) skip('there is nothing that could be generated here');
  const gate = createGate();
  for (const index of indexes) {
    const source = sources[index] ?? skip(`this case has nothing to repeat at the path ${path}`);
    const place = { seed, index, path: rest.join(':') };
    const tryAll = async (each: Verify<T>) => {
      await tryCorners(context, source, gate.guard(each), place);
      await tryRandom(context, source, gate.guard(each), effortOf(context, effort), place);
    };
    if (settle !== undefined && wanted !== undefined) {
      await tryAll(settle.closely);
      continue;
    }
    await tryAll(verify);
    await settle?.verify().catch(async (error: unknown) => {
      if (error instanceof ContractFailure) await tryAll(settle.closely);
      throw error;
    });
  }
  gate.close();
}

/** Which source of which seed; with a path, the one example of it that is wanted. */
interface Place {
  seed: number;
  index: number;
  path: string;
}

const cornerPath = /^c(\d+)$/;

async function tryCorners<T extends Sent>(
  context: CaseContext,
  { corners }: Source<T>,
  verify: Verify<T>,
  { seed, index, path }: Place,
): Promise<void> {
  const wanted = path === '' ? undefined : Number(cornerPath.exec(path)?.[1] ?? -1);
  for (const [number, corner] of corners.entries()) {
    if (wanted === undefined ? number > 0 && isFar(context) : wanted !== number) continue;
    endIfAsked(context);
    await verify(corner).catch((error: unknown) => {
      if (!(error instanceof ContractFailure)) throw error;
      throw error.with({ sent: corner.what, seed, path: `${index}:c${number}` });
    });
  }
}

async function tryRandom<T extends Sent>(
  context: CaseContext,
  { random }: Source<T>,
  verify: Verify<T>,
  effort: Required<Effort>,
  { seed, index, path }: Place,
): Promise<void> {
  if (cornerPath.test(path)) return;
  let unexpected: unknown;
  let failed = 0;
  const property = asyncProperty(random, async (example) => {
    // Passing what is not tried any more ends the search for a smaller example.
    if (unexpected !== undefined || failed > effort.shrinks || context.options.signal?.aborted) return;
    if (failed > 0) failed += 1;
    await verify(example).catch((error: unknown) => {
      failed = Math.max(1, failed);
      if (error instanceof ContractFailure) throw error;
      unexpected = error;
    });
  });
  const where = path === '' ? {} : { path };
  const details = await check(property, { seed: seed + index, numRuns: effort.random, ...where });
  if (unexpected !== undefined) throw unexpected;
  const { errorInstance: error, counterexample, counterexamplePath } = details;
  if (!(error instanceof ContractFailure)) return endIfAsked(context);
  const sent = counterexample?.[0].what ?? '';
  throw error.with({ sent, seed, path: `${index}:${counterexamplePath}` });
}

/** Passes over what may not be sent, and takes an input that a server does not answer for one that it fails. */
function createGate() {
  let tried = 0;
  let refusal: SkipCase | undefined;
  return {
    guard<T>(verify: Verify<T>): Verify<T> {
      return async (example) => {
        try {
          await verify(example);
          tried += 1;
        } catch (error) {
          if (error instanceof UnreachableError)
            throw new ContractFailure('connection', 'an answer', error.message);
          if (!(error instanceof SkipCase)) throw error;
          refusal = error;
        }
      };
    },
    /** Skips the case when nothing of it could be tried. */
    close(): void {
      if (tried === 0 && refusal !== undefined) throw refusal;
    },
  };
}

function endIfAsked({ options }: CaseContext): void {
  if (options.signal?.aborted) skip('the suite was ended');
}

function effortOf(context: CaseContext, { random = 1, shrinks = 100 }: Effort): Required<Effort> {
  if (context.options.fuzz !== undefined) return { random: random * 20, shrinks };
  return isFar(context) ? { random: 1, shrinks: Math.min(10, shrinks) } : { random, shrinks };
}

// Elsewhere each request takes half a second: a few of the sources, and others with another seed.
function chosen(count: number, context: CaseContext, seed: number): number[] {
  const all = Array.from({ length: count }, (_, index) => index);
  const step = isFar(context) ? Math.ceil(count / 3) : 1;
  return all.filter((index) => (index + seed) % step === 0);
}

function isFar({ options }: CaseContext): boolean {
  return !isLocal(options) && options.fuzz === undefined;
}
