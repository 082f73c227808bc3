import type { OperationId } from '../../src/generated/operations.js';
import type { Call, Input } from './context.js';
import type { Exchange } from './exchange.js';
import type { ContractOptions } from './options.js';
import { placeholders } from './samples.js';

/** What a deployment offers beyond the core. */
export interface Features {
  /** Those that it offers, as far as it can be told. */
  names: string[];
  offers(feature: string): boolean;
  /** How it is known that a feature is not offered, for people. */
  reason(feature: string): string;
}

/**
 * Takes what the options say, else what /service-info lists; where that is not there, each feature is told by
 * what its own operation answers to a read.
 */
export async function discoverFeatures(call: Call, options: ContractOptions): Promise<Features> {
  if (options.features !== undefined) return listed(options.features, 'the options do not list it');
  const exchange = await call('getServiceInfo', { as: 'missing' });
  const names = namesOf(exchange.json);
  if (exchange.status === 200 && names !== undefined)
    return listed([...names, 'service-info'], '/service-info does not list it');
  if (isAbsent(exchange)) return probe(call);
  // An operation that is there but broken must not hide what it should have listed.
  return { names: [], offers: () => true, reason: () => '' };
}

/** Whether an answer says that the operation is not part of the deployment. */
export function isAbsent({ status, text }: Exchange): boolean {
  // API Gateway answers 403 with this message where it has no route; other servers 404, 405 or 501.
  return [404, 405, 501].includes(status) || (status === 403 && /Missing Authentication Token/.test(text));
}

/** What shows by a read whether a feature is there; the others only /service-info can tell. */
const probes: readonly (readonly [feature: string, operation: OperationId, input: Input])[] = [
  ['path-form', 'listDataSelectionWorkflowsByPath', {}],
  ['runs-detail', 'getRun', {}],
  ['tasks', 'listRunTasks', {}],
  ['logs', 'getTaskLog', {}],
  ['all-runs', 'listAllRuns', {}],
  ['cancel', 'cancelRun', { method: 'GET' }],
  ['paging', 'listRuns', { query: { page_size: 0 } }],
];

async function probe(call: Call): Promise<Features> {
  const told = new Map<string, string>();
  const names: string[] = [];
  for (const [feature, operation, input] of probes) {
    const exchange = await call(operation, { ...placeholders[operation], ...input });
    const { request, status } = exchange;
    if (isThere(feature, exchange)) names.push(feature);
    else told.set(feature, `${request.method} of it is answered ${status}`);
  }
  const features = listed(names, 'there is no /service-info that would list it');
  return { ...features, reason: (feature) => told.get(feature) ?? features.reason(feature) };
}

function isThere(feature: string, exchange: Exchange): boolean {
  const { status, headers, json } = exchange;
  const { code }: { code?: unknown } = Object(json);
  if (feature === 'cancel') return status === 405 && /\bPOST\b/.test(headers.get('allow') ?? '');
  // A server that does not know the parameter takes no offence at its value, or says that it is unknown.
  if (feature === 'paging') return status === 400 && code === 'invalid-parameter';
  // What is made up does not exist; that this is said of the run or the workflow shows that it was looked for.
  const looked = /^(?:data-selection|workflow|run|task)-not-found$/.test(String(code));
  return looked || !isAbsent(exchange);
}

function listed(names: readonly string[], otherwise: string): Features {
  const set = new Set(names);
  return { names: [...set], offers: (feature) => set.has(feature), reason: () => otherwise };
}

function namesOf(json: unknown): string[] | undefined {
  const features: unknown =
    typeof json === 'object' && json !== null && 'features' in json ? json.features : undefined;
  return Array.isArray(features) ? features.filter((name) => typeof name === 'string') : undefined;
}
