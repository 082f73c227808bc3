export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether objects and lists lie in each other more than `levels` deep. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeperThan(levels - 1, item));
}

/**
 * Where a parsed value holds what would be another one when it is written: a number that became infinite, or
 * half of a surrogate pair, which UTF-8 does not have.
 */
export function findUnkeepable(value: unknown): { detail: string; pointer: string } | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return { detail: 'is too large', pointer: '' };
  if (typeof value === 'string' && unpaired.test(value)) return { detail: notUnicode, pointer: '' };
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    if (unpaired.test(key)) return { detail: `has a name that ${notUnicode}`, pointer: '' };
    const found = findUnkeepable(item);
    if (found !== undefined) return { ...found, pointer: pointerTo(key) + found.pointer };
  }
  return undefined;
}

const unpaired = /\p{Cs}/u;
const notUnicode = 'holds half of a surrogate pair';

/** Whether two JSON values are the same; the order of keys makes no difference. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}

/** A JSON Pointer (RFC 6901) to something inside a value. */
export function pointerTo(...path: readonly string[]): string {
  return path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
