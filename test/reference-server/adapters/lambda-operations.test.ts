import { describe, expect, test } from 'vitest';
import { document } from '../../../src/generated/document.js';
import { type OperationSpec, operations } from '../../../src/generated/operations.js';
import type { ProxyEvent, ProxyResult } from '../../../src/reference-server/adapters/lambda/event.js';
import { toLambdaHandler } from '../../../src/reference-server/adapters/lambda.js';
import { readResult } from '../../servers/gateway/answers.js';
import { type EventInput, proxyEvent } from '../../servers/gateway/event.js';
import { createHarness } from '../support/harness.js';

const run = 'labcas-abcdefghijklmnopqrst';
const folder = '20261123T191203123456';
const values: Readonly<Record<string, string>> = {
  id: 'nebraska',
  run_id: run,
  task_id: 'main',
  data_id: 'colon/fhl2',
  prefix: folder,
};

/** The event that the gateway makes of a request for an operation, with the body that the document shows. */
function inputOf(spec: OperationSpec): EventInput {
  const inPath = spec.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  const pathParameters = Object.fromEntries(inPath.map((name) => [name, encodeURIComponent(sampleOf(name))]));
  const query = spec.parameters.filter(({ in: place, required }) => place === 'query' && required);
  return {
    method: spec.method,
    resource: spec.greedy ? spec.path.replace(/\}$/, '+}') : spec.path,
    path: spec.path.replace(/\{(\w+)\}/g, (_, name: string) => pathParameters[name] ?? ''),
    pathParameters,
    query: query.map(({ name }) => [name, sampleOf(name)] as const),
    headers: [['Authorization', 'Bearer researcher']],
    ...(spec.requestBody === null ? {} : { body: Buffer.from(JSON.stringify(exampleOf(spec))) }),
  };
}

function sampleOf(name: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`There is no value for the parameter ${name} here.`);
  return value;
}

type Node = { [key: string]: Node };

/** The first example of a body. */
function exampleOf({ path, method }: OperationSpec): unknown {
  const root = document as unknown as Node;
  const examples =
    root.paths?.[path]?.[method.toLowerCase()]?.requestBody?.content?.['application/json']?.examples;
  const [first] = Object.values(examples ?? {});
  const name = String(first?.$ref).split('/').at(-1) ?? '';
  return (root.components?.examples?.[name] ?? first)?.value;
}

async function createPopulated(basePath?: string) {
  const harness = createHarness({ publicUrl: undefined });
  const { engine, store, handler, log } = harness;
  const files = exampleOf(operations.updateOutputMetadata) as { files: object };
  for (const name of Object.keys(files.files)) store.put('staging', `researcher/${folder}/${name}`, 'bytes');
  const conf = {
    username: 'researcher',
    in_data_selection: 'colon/fhl2',
    out_prefix: `researcher/${folder}`,
  };
  await engine.createRun({ workflowId: 'nebraska', runId: run, conf });
  engine.set({ workflowId: 'nebraska', runId: run }, { status: 'running' });
  engine.print({ workflowId: 'nebraska', runId: run }, 'main', 'hello');
  return { log, lambda: toLambdaHandler(handler, { log, basePath }) };
}

function expectTakenByGateway(result: ProxyResult): void {
  expect(readResult(JSON.parse(JSON.stringify(result)))).toBeDefined();
}

const named = (name: string) => ({ headers: { [name]: 'Bearer researcher' }, multiValueHeaders: null });
const base64 = ({ body }: ProxyEvent) =>
  typeof body === 'string' ? { body: Buffer.from(body).toString('base64'), isBase64Encoded: true } : {};
const context = { principalId: 'researcher', integrationLatency: 12 };

const forms: [string, (input: EventInput) => ProxyEvent][] = [
  ['as the gateway sends it', proxyEvent],
  ['with names of headers in lower case', (input) => ({ ...proxyEvent(input), ...named('authorization') })],
  ['with names of headers in capitals', (input) => ({ ...proxyEvent(input), ...named('AUTHORIZATION') })],
  ['with the body in base64', (input) => ({ ...proxyEvent(input), ...base64(proxyEvent(input)) })],
  ['after the authorizer', (input) => proxyEvent({ ...input, authorizer: context })],
  ['on a custom domain', (input) => proxyEvent({ ...input, customBasePath: '/labcas' })],
  ['with variables of the stage', (input) => proxyEvent({ ...input, stageVariables: { allowOrigin: '*' } })],
];

describe.each(Object.values(operations))('an event for $operationId', (spec: OperationSpec) => {
  test.each(forms)('%s is served', async (_, eventOf) => {
    const { lambda, log } = await createPopulated('/labcas');
    const result = await lambda(eventOf(inputOf(spec)));
    expectTakenByGateway(result);
    expect(Object.keys(spec.responses)).toContain(String(result.statusCode));
    expect(Math.floor(result.statusCode / 100), result.body).toBe(2);
    expect(log.lines.at(-1)?.fields).toMatchObject({ operation: spec.operationId });
  });

  test('from the console, with nothing but null, is refused or served', async () => {
    const { lambda } = await createPopulated();
    const { httpMethod, path, resource } = proxyEvent(inputOf(spec));
    const nothing = {
      headers: null,
      multiValueHeaders: null,
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      requestContext: null,
      body: null,
      isBase64Encoded: false,
    };
    for (const event of [
      { httpMethod, path, resource, ...nothing },
      { httpMethod, path },
    ]) {
      const result = await lambda(event);
      expectTakenByGateway(result);
      expect(result.statusCode).toBe(spec.secured ? 401 : 200);
    }
  });

  test('with a path that is encoded wrongly is refused', async () => {
    const { lambda } = await createPopulated();
    const input = inputOf(spec);
    const result = await lambda(proxyEvent({ ...input, path: `${input.path}%E0%A4` }));
    expectTakenByGateway(result);
    expect(JSON.parse(result.body)).toMatchObject({ status: 400, code: 'invalid-path' });
  });
});
