import { type Arbitrary, constantFrom, tuple } from 'fast-check';

/** Values to try: the ones at the edges always, and others by chance, which can be shrunk. */
export interface Source<T> {
  readonly corners: readonly T[];
  readonly random: Arbitrary<T>;
}

/** Values of which each is worth trying; undefined when there are none. */
export function sourceOf<T>(corners: readonly T[], random?: Arbitrary<T>): Source<T> | undefined {
  const [first, ...others] = corners;
  if (first === undefined && corners.length === 0) return undefined;
  return { corners, random: random ?? constantFrom(first as T, ...others) };
}

/** What is made of each value. */
export function mapSource<T, U>({ corners, random }: Source<T>, change: (value: T) => U): Source<U> {
  return { corners: corners.map(change), random: random.map(change) };
}

/** The values for which the condition holds; undefined when it holds for no corner. */
export function filterSource<T>(
  source: Source<T> | undefined,
  accepts: (value: T) => boolean,
): Source<T> | undefined {
  const corners = source?.corners.filter(accepts) ?? [];
  if (source === undefined || corners.length === 0) return undefined;
  // A filter on what is made by chance alone might never find anything.
  const [first] = corners;
  return { corners, random: source.random.map((value) => (accepts(value) ? value : (first as T))) };
}

/** Several values at a time: the first corner of each, then the second of each, and so on round. */
export function zipSources<T>(sources: Readonly<Record<string, Source<T>>>): Source<Record<string, T>> {
  const names = Object.keys(sources);
  const longest = Math.max(1, ...Object.values(sources).map(({ corners }) => corners.length));
  const corner = (index: number) =>
    Object.fromEntries(
      Object.entries(sources).map(([name, { corners }]) => [name, corners[index % corners.length] as T]),
    );
  return {
    corners: Array.from({ length: longest }, (_, index) => corner(index)),
    random: tupleOf(Object.values(sources).map(({ random }) => random)).map((values) =>
      Object.fromEntries(names.map((name, index) => [name, values[index] as T])),
    ),
  };
}

function tupleOf<T>(arbitraries: readonly Arbitrary<T>[]): Arbitrary<T[]> {
  return tuple(...arbitraries);
}
