/** Milliseconds by a clock that nobody sets, for time limits. */
export function now(): number {
  return performance.now();
}
