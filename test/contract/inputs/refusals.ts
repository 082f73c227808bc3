import type { OperationSpec, ParameterSpec } from '../../../src/generated/operations.js';
import { propertiesOf } from '../cases/metadata-support.js';
import type { CaseContext, Input } from '../context.js';
import type { Exchange } from '../exchange.js';
import { expectSame, expectStatus, readOk } from '../expect.js';
import { runsOf } from '../read-runs.js';
import { runPath } from '../samples.js';
import { wrongBodies } from './bodies.js';
import { brokenBodies, deepBodies, describeBody, largeBodies, mark, type RawBody } from './encodings.js';
import { type Example, extraParameters, wrongParameters } from './parameters.js';
import { bodySchemas, isObject, type Schema, type ViolationClass } from './schema.js';
import { mapSource, type Source } from './source.js';
import { type Effort, type Trial, tryEach } from './trial.js';

/** The largest body, which the document says in prose. */
export const maxBytes = 1_048_576;

// Said there too.
const maxDepth = 64;

/** What a case of one class of violations is about. */
export interface Violations {
  spec: OperationSpec;
  how: ViolationClass;
  /** The parameters that can be wrong in this way. */
  parameters: readonly ParameterSpec[];
}

/** Sends requests that are wrong in one way; each must be refused, and change nothing. */
export async function tryViolations(context: CaseContext, violations: Violations): Promise<void> {
  const { spec, how, parameters } = violations;
  const base = await baseOf(context, spec);
  const offered = parameters.filter(({ feature }) => feature === null || context.features.offers(feature));
  const extra = how === 'extra' ? extraParameters(base.input) : undefined;
  const sources = [
    ...wrongParameters(spec, offered, base.input, how),
    ...(extra === undefined ? [] : [extra]),
    ...bodySources(spec, base, how),
  ];
  await tryRefusals(context, spec, sources, how === 'size' ? [413] : [400], how === 'encoding');
}

/** The same for any requests that must be refused with one of the statuses. */
export async function tryRefusals(
  context: CaseContext,
  spec: OperationSpec,
  sources: readonly Source<Example>[],
  statuses: readonly number[],
  isEncoding = false,
): Promise<void> {
  const state = () => stateOf(context, spec);
  let before = await state();
  const expectRefused = (exchange: Exchange, { inPath }: Example) => {
    const mayBeMissing = inPath || (isEncoding && isBehindGateway(exchange));
    expectStatus(exchange, ...statuses, ...(mayBeMissing ? [404] : []));
  };
  const look = async () => {
    const was = before;
    before = await state();
    return () => expectSame(before, was, 'what there was before');
  };
  const trial: Trial<Example> = {
    verify: async (example) => expectRefused(await context.call(spec.operationId, example.input), example),
    settle: {
      verify: async () => (await look())(),
      async closely(example) {
        const exchange = await context.call(spec.operationId, example.input);
        const expectNoChange = await look();
        expectRefused(exchange, example);
        expectNoChange();
      },
    },
  };
  await tryEach(context, sources, trial, effortOf(spec));
}

// Such a gateway hands wrongly encoded queries on as text, in which a server can see no mistake but a made-up id.
function isBehindGateway({ headers, request }: Exchange): boolean {
  return headers.has('x-amzn-requestid') && new URL(request.url).search.includes('%');
}

// A faulty server starts a run for each request that it should have refused.
function effortOf({ operationId }: OperationSpec): Effort {
  return operationId === 'createRun' ? { random: 1, shrinks: 4 } : {};
}

interface Base {
  input: Input;
  /** The body in each of its forms. */
  bodies: readonly Record<string, unknown>[];
  /** One of them with a text that may be anything. */
  marked(text: string): Record<string, unknown>;
}

async function baseOf({ fixtures }: CaseContext, { operationId }: OperationSpec): Promise<Base> {
  const none = { bodies: [], marked: () => ({}) };
  if (operationId === 'cancelRun')
    return { ...none, input: { path: runPath(await fixtures.ended('success')) } };
  if (operationId === 'createRun') {
    const { workflow, selection: in_data_selection, success, details } = await fixtures.target();
    const flat = { in_data_selection, ...success };
    const free = Object.keys(details.parameters).find((name) => isFree(details.parameters[name]?.schema));
    return {
      input: { path: { id: workflow }, json: flat },
      bodies: [flat, { in_data_selection, params: success }],
      marked: (text) => ({ ...flat, [free ?? 'in_data_selection']: text }),
    };
  }
  if (operationId === 'updateOutputMetadata') {
    const { prefix, name } = await fixtures.file();
    const body = (text: string) => ({ files: { [name]: { properties: { contract: text } } } });
    return { input: { path: { prefix }, json: body('v') }, bodies: [body('v')], marked: body };
  }
  return { ...none, input: await fixtures.sample(operationId) };
}

function isFree(schema: unknown): boolean {
  return isObject(schema) && schema.type === 'string' && !('enum' in schema || 'pattern' in schema);
}

function bodySources(spec: OperationSpec, base: Base, how: ViolationClass): Source<Example>[] {
  const { json: _, ...input } = base.input;
  const raw = (source: Source<RawBody> | undefined): Source<Example>[] =>
    source === undefined
      ? []
      : [
          mapSource(source, ({ what, body }) => ({
            what: `${what}: ${describeBody(body)}`,
            input: { ...input, body },
          })),
        ];
  if (base.bodies.length === 0) return [];
  if (how === 'encoding') return raw(brokenBodies(base.marked(mark)));
  if (how === 'depth') return raw(deepBodies(base.marked('v'), maxDepth));
  if (how === 'size') return raw(largeBodies(base.marked('v'), maxBytes));
  return bodySchemas(spec).flatMap((schema, index) =>
    wrongBodies(withoutParams(schema, how), base.bodies[index], how).map((source) =>
      mapSource(source, ({ what, json }) => ({ what, input: { ...input, json } })),
    ),
  );
}

// A body without `params` is one of the flat form.
function withoutParams(schema: Schema, how: ViolationClass): Schema {
  if (how !== 'required') return schema;
  return { ...schema, required: (schema.required ?? []).filter((name) => name !== 'params') };
}

/** What a request could have changed. */
async function stateOf(context: CaseContext, { operationId }: OperationSpec): Promise<unknown> {
  const { call, fixtures, features } = context;
  if (operationId === 'createRun') {
    const { workflow: id } = await fixtures.target();
    const query = features.offers('paging') ? { query: { page_size: 1 } } : {};
    return runsOf(await call('listRuns', { path: { id }, ...query }), id).map(({ run_id }) => run_id);
  }
  if (operationId === 'updateOutputMetadata') return propertiesOf(context, (await fixtures.file()).prefix);
  if (operationId !== 'cancelRun' || !features.offers('runs-detail')) return undefined;
  return readOk(await call('getRun', { path: runPath(await fixtures.ended('success')) }), 'Run').status;
}
