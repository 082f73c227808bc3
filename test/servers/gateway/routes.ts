import type { GatewayDocument, GatewayMethod } from '../../../scripts/gateway/document.js';

/** What the gateway has found for a request. */
export interface Route {
  resource: string;
  /** As they stand in the path: percent-encoded. */
  pathParameters: Record<string, string>;
  method: GatewayMethod;
}

/** Finds the resource and its method as API Gateway does: text before parameters before greedy ones. */
export function findRoute({ paths }: GatewayDocument, method: string, path: string): Route | undefined {
  // One final slash makes no difference to the match, while the event keeps it.
  const segments = path
    .replace(/(?<=.)\/$/, '')
    .slice(1)
    .split('/');
  const found = Object.keys(paths)
    .map((resource) => ({ resource, pathParameters: match(resource, segments) }))
    .filter((each): each is Omit<Route, 'method'> => each.pathParameters !== undefined)
    .sort((a, b) => (rank(a.resource) < rank(b.resource) ? -1 : 1))[0];
  if (found === undefined || !methods.has(method)) return undefined;
  const known = paths[found.resource] ?? {};
  const chosen = known[method.toLowerCase()] ?? known['x-amazon-apigateway-any-method'];
  return chosen && { ...found, method: chosen };
}

// All that ANY stands for.
const methods = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

function match(resource: string, segments: readonly string[]): Record<string, string> | undefined {
  const parts = resource.slice(1).split('/');
  const isGreedy = resource.endsWith('+}');
  if (isGreedy ? segments.length < parts.length : segments.length !== parts.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const value =
      isGreedy && index === parts.length - 1 ? segments.slice(index).join('/') : (segments[index] ?? '');
    if (!part.startsWith('{')) {
      if (part !== value) return undefined;
    } else if (value === '') return undefined;
    else values[part.replace(/[{+}]/g, '')] = value;
  }
  return values;
}

function rank(resource: string): string {
  return resource.replace(/\{[^}]*\+\}/g, '~').replace(/\{[^}]*\}/g, '}');
}
