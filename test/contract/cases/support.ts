import type { Exchange } from '../exchange.js';
import { expectThat } from '../expect.js';
import type { Run } from '../fixtures.js';

/** Something that one of the users has and the other has not, with the user who has it not. */
export function hiddenFrom(
  first: readonly string[],
  second: readonly string[],
): { hidden: string; user: 'first' | 'second' } | undefined {
  const ofFirst = first.find((id) => !second.includes(id));
  if (ofFirst !== undefined) return { hidden: ofFirst, user: 'second' };
  const ofSecond = second.find((id) => !first.includes(id));
  return ofSecond === undefined ? undefined : { hidden: ofSecond, user: 'first' };
}

/** Fails the case unless the ids are in order and each is there once. */
export function expectSorted(ids: readonly string[], exchange: Exchange): void {
  const sorted = [...new Set(ids)].sort(byBytes);
  expectThat(
    JSON.stringify(ids) === JSON.stringify(sorted),
    `each once, in order: ${sorted.join(', ')}`,
    ids.join(', '),
    exchange,
  );
}

/** Fails the case unless the runs are listed newest first. */
export function expectNewestFirst(runs: readonly Run[], exchange: Exchange): void {
  const wrong = runs.find((run, index) => index > 0 && time(run) > time(runs[index - 1] ?? run));
  expectThat(
    wrong === undefined,
    'the newest run first',
    `${wrong?.run_id} (${wrong?.created_at}) after an older one`,
    exchange,
  );
}

/** The order of ids by code points, which is that of their UTF-8 bytes. */
export function byBytes(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const index = left.findIndex((character, at) => character !== right[at]);
  if (index < 0) return left.length - right.length;
  return (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? -1);
}

function time({ created_at }: Run): number {
  return Date.parse(created_at);
}
