import type { Call } from './context.js';
import type { Exchange } from './exchange.js';
import type { ContractOptions } from './options.js';

/** What a deployment offers beyond the core. */
export interface Features {
  /** As it lists them; empty when it has no list. */
  names: string[];
  offers(feature: string): boolean;
}

/** Asks /service-info, without a token, unless the options say what is offered. */
export async function discoverFeatures(call: Call, options: ContractOptions): Promise<Features> {
  const exchange = await call('getServiceInfo', { as: 'missing' });
  if (options.features !== undefined) return listed(options.features);
  const names = namesOf(exchange.json);
  if (exchange.status === 200 && names !== undefined) return listed([...names, 'service-info']);
  // An operation that is there but broken must not hide what it should have listed.
  return isAbsent(exchange) ? listed([]) : { names: [], offers: () => true };
}

/** Whether an answer says that the operation is not part of the deployment. */
export function isAbsent({ status, text }: Exchange): boolean {
  // API Gateway answers 403 with this message where it has no route; other servers 404, 405 or 501.
  return (
    [404, 405, 501].includes(status) ||
    (status === 403 && /Missing Authentication Token|"Forbidden"/.test(text))
  );
}

function listed(names: readonly string[]): Features {
  const set = new Set(names);
  return { names: [...set], offers: (feature) => set.has(feature) };
}

function namesOf(json: unknown): string[] | undefined {
  const features: unknown =
    typeof json === 'object' && json !== null && 'features' in json ? json.features : undefined;
  return Array.isArray(features) ? features.filter((name) => typeof name === 'string') : undefined;
}
