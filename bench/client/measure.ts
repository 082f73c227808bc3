import type { Contender } from './contenders.js';

/** What one contender took. */
export interface Row {
  name: string;
  does: string;
  /** Microseconds a call: the median of the rounds' medians. */
  p50: number;
  /** Against the first contender in the same round: the median of the rounds, the least and the greatest. */
  ratio: number;
  least: number;
  greatest: number;
}

export const rounds = 9;
const calls = 200;
// Until what each of them runs is compiled.
const warmUp = 3000;

/**
 * Calls all contenders in turn, so that whatever else the machine does falls upon all of them alike, and compares
 * each with the first within each round.
 */
export async function measure(contenders: readonly Contender[]): Promise<Row[]> {
  await interleave(contenders, warmUp);
  const medians: number[][] = [];
  for (let round = 0; round < rounds; round++) {
    medians.push((await interleave(contenders, calls)).map(median));
  }
  return contenders.map(({ name, does }, index) => {
    const own = medians.map((round) => round[index] ?? Number.NaN);
    const ratios = medians.map((round) => (round[index] ?? Number.NaN) / (round[0] ?? Number.NaN));
    const [least, greatest] = [Math.min(...ratios), Math.max(...ratios)];
    return { name, does, p50: median(own) * 1000, ratio: median(ratios), least, greatest };
  });
}

/** Milliseconds of each call by contender. By chance, so that none always clears away what another left. */
async function interleave(contenders: readonly Contender[], turns: number): Promise<number[][]> {
  const times = contenders.map((): number[] => []);
  for (let turn = 0; turn < turns; turn++) {
    for (const index of shuffled(contenders.length)) {
      const start = performance.now();
      await contenders[index]?.call();
      times[index]?.push(performance.now() - start);
    }
  }
  return times;
}

function shuffled(length: number): number[] {
  const keyed = Array.from({ length }, (_, index) => [Math.random(), index] as const);
  return keyed.sort(([a], [b]) => a - b).map(([, index]) => index);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
