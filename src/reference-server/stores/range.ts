/** Bytes of a file, both ends included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * The one range that a `Range` header asks for. `undefined` when the whole file is to be sent, which RFC 9110
 * allows for what is malformed or asks for several ranges.
 */
export function readRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first, last] = /^bytes[ \t]*=[ \t]*(\d*)[ \t]*-[ \t]*(\d*)[ \t]*$/i.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  if (first === '') return bounded(Math.max(0, size - Number(last)), size - 1);
  if (last !== '' && Number(last) < Number(first)) return undefined;
  return bounded(Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1));
}

function bounded(start: number, end: number): ByteRange | 'unsatisfiable' {
  return start <= end ? { start, end } : 'unsatisfiable';
}
