import type { OperationSpec } from '../../../src/generated/operations.js';
import type { CaseContext } from '../context.js';
import { expectStatus } from '../expect.js';
import { rightParameters } from './parameters.js';
import { mapSource } from './source.js';
import { tryEach } from './trial.js';

// Its tokens are what a server issued, whatever else their schema allows.
const opaque = 'page_token';

/** Parameters of which a value that the schema allows may still be one of nothing. */
const naming = new Set(['id', 'run_id', 'task_id', 'data_id', 'prefix', 'try', 'map_index']);

/** Sends each parameter at the edges of what its schema allows; none may be refused as invalid. */
export async function tryParameters(context: CaseContext, spec: OperationSpec): Promise<void> {
  const base = await context.fixtures.sample(spec.operationId);
  const sources = spec.parameters.flatMap((parameter) => {
    const { name, feature } = parameter;
    if (name === opaque || (feature !== null && !context.features.offers(feature))) return [];
    const statuses = naming.has(name) ? [200, 404] : [200];
    return rightParameters(spec, [parameter], base).map((source) =>
      mapSource(source, (example) => ({ ...example, statuses })),
    );
  });
  await tryEach(context, sources, {
    verify: async ({ input, statuses }) =>
      expectStatus(await context.call(spec.operationId, input), ...statuses),
  });
}
