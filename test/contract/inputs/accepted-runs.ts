import { operations } from '../../../src/generated/operations.js';
import type { CaseContext, Input } from '../context.js';
import { expectSame, readOk, skip } from '../expect.js';
import type { Run } from '../fixtures.js';
import { refusalOf } from '../options.js';
import { isMadeUp } from '../permission.js';
import { runPath } from '../samples.js';
import type { Target } from '../target.js';
import { type Body, wrongBodies } from './bodies.js';
import { brief } from './brief.js';
import { padded } from './encodings.js';
import { judgedValues } from './judged.js';
import type { Example } from './parameters.js';
import { maxBytes, tryRefusals } from './refusals.js';
import { isUnderstood, parameterSchema, type Schema, toSchema, violationClasses } from './schema.js';
import { mapSource, type Source, sourceOf, zipSources } from './source.js';
import { isText, rightTexts } from './texts.js';
import { tryEach } from './trial.js';
import { rightValues } from './values.js';

type Values = Record<string, unknown>;

/** Starts runs by each form of the body, as large as it may be, and under long keys. */
export async function tryRunForms(context: CaseContext): Promise<void> {
  const { workflow, selection: in_data_selection, success } = await context.fixtures.target();
  const flat = { in_data_selection, ...success };
  const nested = { workflow_id: workflow, in_data_selection, params: success };
  const path = { id: workflow };
  const keyed = (text: string): Example => ({
    what: `the nested form, and the Idempotency-Key ends in ${brief(text)}`,
    input: { path, json: nested, headers: { 'Idempotency-Key': uniqueKey(text) } },
  });
  const keys = context.features.offers('idempotency') ? keyTexts() : undefined;
  const large = {
    what: `the flat form, in ${maxBytes} bytes`,
    input: { path, body: padded(flat, maxBytes) },
  };
  const source = sourceOf([large, ...(keys?.corners.slice(-1).map(keyed) ?? [])], keys?.random.map(keyed));
  await tryRuns(context, [source ?? []].flat(), success, false);
}

/** Starts runs with parameters at the edges of what their schemas allow, and cancels them where that is offered. */
export async function tryRunParameters(context: CaseContext): Promise<void> {
  const refusal = refusalOf('creates', context.options);
  if (refusal !== undefined) skip(refusal);
  const target = await context.fixtures.target();
  const canCancel = context.features.offers('cancel');
  const toExample = (given: Values): Example & { given: Values } => ({
    what: brief(given),
    given,
    input: {
      path: { id: target.workflow },
      json: { in_data_selection: target.selection, ...target.success, ...given },
    },
  });
  // A run that cannot be told as the suite's own, because its mark is short, is not one that goes on for long.
  const isMark = (name: string) => isMadeUp(String(target.success[name]));
  const all = Object.entries(valuesOf(target, canCancel));
  const groups = [all.filter(([name]) => !isMark(name)), all.filter(([name]) => isMark(name))];
  const sources = groups.flatMap((group) =>
    group.length === 0 ? [] : [mapSource(zipSources(Object.fromEntries(group)), toExample)],
  );
  await tryRuns(context, sources, target.success, canCancel);
}

/** Sends runs of which one parameter breaks the schema that the workflow declares. */
export async function tryWrongRunParameters(context: CaseContext): Promise<void> {
  const { workflow, selection: in_data_selection, success, details } = await context.fixtures.target();
  const declared = Object.entries(details.parameters);
  const schema: Schema = {
    properties: Object.fromEntries(
      declared.flatMap(([name, { schema }]) => (isUnderstood(schema) ? [[name, schema]] : [])),
    ),
    required: declared.flatMap(([name, { required }]) => (required ? [name] : [])),
    additionalProperties: details.additional_parameters,
  };
  const sources = [
    ...violationClasses.flatMap((how) => wrongBodies(schema, success, how)),
    ...declared.flatMap(([name, { schema }]) =>
      isUnderstood(schema) ? [] : refusedBodies(name, schema, success),
    ),
  ];
  const toExample = ({ what, json }: { what: string; json: unknown }): Example => ({
    what,
    input: { path: { id: workflow }, json: { ...Object(json), in_data_selection } },
  });
  await tryRefusals(
    context,
    operations.createRun,
    sources.map((source) => mapSource(source, toExample)),
    [400],
  );
}

function refusedBodies(name: string, schema: unknown, success: Readonly<Values>): Source<Body>[] {
  const { wrong } = judgedValues(schema);
  if (wrong === undefined) return [];
  const body = (value: unknown) => ({
    what: `/${name} is ${brief(value)}, which its schema refuses`,
    json: { ...success, [name]: value },
  });
  return [mapSource(wrong, body)];
}

async function tryRuns<T extends Example & { given?: Values }>(
  context: CaseContext,
  sources: readonly Source<T>[],
  success: Readonly<Values>,
  cancels: boolean,
): Promise<void> {
  const started: Run[] = [];
  const verify = async ({ input, given = {} }: T) => {
    const run = await start(context, input, { ...success, ...given });
    started.push(run);
    // A run may have ended already; other cases say how a run is to be cancelled.
    if (cancels) await context.call('cancelRun', { path: runPath(run) });
  };
  await tryEach(context, sources, { verify }, { random: 1, shrinks: 2 });
  for (const run of started) await context.fixtures.wait(run);
}

async function start(context: CaseContext, input: Input, wanted: Values): Promise<Run> {
  const exchange = await context.call('createRun', input);
  const run = readOk(exchange, 'Run', 201);
  expectSame(given(run, wanted), wanted, 'the parameters that were sent', exchange);
  if (!context.features.offers('runs-detail')) return run;
  const got = await context.call('getRun', { path: runPath(run) });
  expectSame(given(readOk(got, 'Run'), wanted), wanted, 'the parameters that were sent', got);
  return run;
}

// A server may add the defaults of what was not given.
function given({ params }: Run, wanted: Values): Values {
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, params[name]]));
}

/** Values for the parameters of a workflow, but for numbers that might make a run long where it cannot be cancelled. */
function valuesOf({ details, success }: Target, canCancel: boolean): Record<string, Source<unknown>> {
  const sources = Object.entries(details.parameters).flatMap(([name, { schema: raw }]) => {
    const schema = toSchema(raw);
    const source = isUnderstood(raw) ? rightValues(schema) : judgedValues(raw).right;
    const mayTakeLong = source?.corners.some((value) => typeof value === 'number') && !canCancel;
    if (mayTakeLong) return [];
    return source === undefined ? [] : [[name, mapSource(source, marked(schema, success[name]))] as const];
  });
  return Object.fromEntries(sources);
}

// A text by which runs of the suite are known stays in front.
function marked(schema: Schema, tag: unknown): (value: unknown) => unknown {
  return (value) => {
    if (typeof value !== 'string' || typeof tag !== 'string' || schema.enum !== undefined) return value;
    const text = tag + [...value].slice([...tag].length).join('');
    return [...value].length >= [...tag].length && isText(schema, text) ? text : value;
  };
}

function keyTexts(): Source<string> | undefined {
  const key = operations.createRun.parameters.find(({ in: place }) => place === 'header');
  return key && rightTexts(parameterSchema(operations.createRun, key));
}

// A key holds as long as its run exists: one that was used before would not start another.
function uniqueKey(text: string): string {
  return `${crypto.randomUUID()}${text}`.slice(0, Math.max(36, text.length));
}
