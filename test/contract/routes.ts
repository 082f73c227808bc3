import { type OperationId, type OperationSpec, operations } from '../../src/generated/operations.js';

/** The operations by id, each as the same type. */
export const specs: Readonly<Record<OperationId, OperationSpec>> = operations;

/** Every operation, in the order of the document. */
export const allSpecs: readonly OperationSpec[] = Object.values(specs);

/** The paths of the document, each with its operations. */
export const paths: ReadonlyMap<string, readonly OperationSpec[]> = new Map(
  allSpecs.map(({ path }) => [path, allSpecs.filter((spec) => spec.path === path)]),
);

/** The operation that a method and target are for; HEAD counts as GET. */
export function findOperation(method: string, target: string): OperationSpec | undefined {
  const found = findPath(target) ?? [];
  return found.find((spec) => spec.method === (method === 'HEAD' ? 'GET' : method));
}

/** The operations of the path that a target is for. */
export function findPath(target: string): readonly OperationSpec[] | undefined {
  const segments = (target.split(/[?#]/)[0] ?? '').split('/').slice(1);
  if (segments.at(-1) === '') segments.pop();
  const matching = [...paths].filter(([path, [spec]]) =>
    matches(path.split('/').slice(1), segments, spec?.greedy ?? false),
  );
  // Among several, the one with the fewest parameters: static segments go first.
  return matching.sort(([a], [b]) => parameterCount(a) - parameterCount(b))[0]?.[1];
}

/** The path parameters in a target, decoded once; undecoded where that fails. */
export function readPath(target: string): Readonly<Record<string, string>> {
  const spec = findPath(target)?.[0];
  if (spec === undefined) return {};
  const segments = (target.split(/[?#]/)[0] ?? '').split('/').slice(1);
  const names = spec.path.split('/').slice(1);
  const values = names.flatMap((part, index): [string, string][] => {
    if (!part.startsWith('{')) return [];
    const text = spec.greedy ? segments.slice(index).join('/') : (segments[index] ?? '');
    return [[part.slice(1, -1), decode(text)]];
  });
  return Object.fromEntries(values);
}

/** The path of an operation with its parameters filled in, each percent-encoded. */
export function fillPath(spec: OperationSpec, values: Readonly<Record<string, string>>): string {
  return spec.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return spec.greedy ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value);
  });
}

function matches(template: readonly string[], segments: readonly string[], greedy: boolean): boolean {
  const fits = greedy ? segments.length >= template.length : segments.length === template.length;
  return fits && template.every((part, index) => part.startsWith('{') || part === segments[index]);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parameterCount(path: string): number {
  return path.split('{').length;
}
