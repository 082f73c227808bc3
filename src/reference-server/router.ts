import type { OperationSpec } from '../generated/operations.js';
import { HttpError } from './errors.js';
import type { Target } from './path.js';

/** The operation that a request is for, with the decoded values of its path parameters. */
export interface Match {
  spec: OperationSpec;
  values: Readonly<Record<string, string>>;
}

export interface Router {
  /** Throws 404 for an unknown path, and 405 for a method that the path does not know. */
  match(method: string, target: Target): Match;
  /** The methods of the path, as `Allow` lists them; `undefined` for an unknown path. */
  allow(target: Target): string | undefined;
}

/** A router over the operations of the document. Static segments go before parameters. */
export function createRouter(specs: readonly OperationSpec[]): Router {
  const routes = routesOf(specs);
  const find = (target: Target) => routes.find((route) => matches(route, target));
  return {
    match(method, target) {
      const route = find(target);
      if (route === undefined) throw new HttpError(404, 'not-found', 'There is nothing at this path.');
      const spec = route.methods.get(method === 'HEAD' ? 'GET' : method);
      if (spec === undefined) throw methodNotAllowed(method, allowOf(route));
      return { spec, values: valuesOf(route, target) };
    },
    allow(target) {
      const route = find(target);
      return route && allowOf(route);
    },
  };
}

/** The 405 of a path that knows only the methods `allow`. */
export function methodNotAllowed(method: string, allow: string): HttpError {
  const name = /^[A-Z]{1,20}$/.test(method) ? method : 'This method';
  return new HttpError(405, 'method-not-allowed', `${name} is not allowed here.`, {
    headers: { Allow: allow },
  });
}

interface Segment {
  kind: 'static' | 'parameter' | 'rest';
  text: string;
}

interface Route {
  segments: readonly Segment[];
  greedy: boolean;
  /** Whether one final slash makes no difference. */
  folder: boolean;
  methods: Map<string, OperationSpec>;
}

function routesOf(specs: readonly OperationSpec[]): Route[] {
  const routes = new Map<string, Route>();
  for (const spec of specs) {
    const route = routes.get(spec.path) ?? routeOf(spec, specs);
    routes.set(spec.path, route);
    route.methods.set(spec.method, spec);
  }
  return [...routes.values()].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function routeOf({ path, greedy }: OperationSpec, specs: readonly OperationSpec[]): Route {
  const isParentOfGreedy = specs.some((other) => other.greedy && other.path.startsWith(`${path}/{`));
  const texts = path.slice(1).split('/');
  const segments = texts.map((text, index): Segment => {
    if (!text.startsWith('{')) return { kind: 'static', text };
    return { kind: greedy && index === texts.length - 1 ? 'rest' : 'parameter', text: text.slice(1, -1) };
  });
  return { segments, greedy, folder: greedy || isParentOfGreedy, methods: new Map() };
}

function rank(route: Route): string {
  return route.segments.map(({ kind }) => ({ static: 'a', parameter: 'b', rest: 'c' })[kind]).join('');
}

function matches(route: Route, { segments, finalSlash }: Target): boolean {
  const expected = route.segments.length;
  if (route.greedy ? segments.length < expected : segments.length !== expected) return false;
  if (finalSlash && !route.folder) return false;
  return route.segments.every(({ kind, text }, index) => kind !== 'static' || segments[index] === text);
}

function valuesOf(route: Route, { segments }: Target): Record<string, string> {
  return Object.fromEntries(
    route.segments.flatMap(({ kind, text }, index) => {
      if (kind === 'static') return [];
      const value = kind === 'rest' ? segments.slice(index).join('/').replace(/\/$/, '') : segments[index];
      return [[text, value ?? '']];
    }),
  );
}

function allowOf({ methods }: Route): string {
  const names = [...methods.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return [...names, 'OPTIONS'].join(', ');
}
