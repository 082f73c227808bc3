import { describe, expect, test } from 'vitest';
import { anyMethod, type GatewayOptions, gatewayDocument } from '../../scripts/gateway/document.js';
import { functions } from '../../scripts/lambda/functions.js';
import { document as rich } from '../../src/generated/document.js';
import { operations } from '../../src/generated/operations.js';
import { importProblems } from '../servers/gateway/import-rules.js';

const prefix = 'arn:aws:lambda:us-west-2:123456789012:function:labcas-dev-workflows-';
const build = (changes: Partial<GatewayOptions> = {}) =>
  gatewayDocument(Object.values(operations), {
    title: 'LabCAS Workflow API',
    version: '1.1.0',
    region: 'us-west-2',
    functionPrefix: prefix,
    role: 'arn:aws:iam::123456789012:role/gateway',
    origins: ['https://portal.example.org'],
    ...changes,
  });

const variants: [string, Partial<GatewayOptions>][] = [
  ['one function', {}],
  ['one function and the authorizer', { authorizer: true }],
  ['the functions of the first deployment', { functions: 'each' }],
  ['those and the authorizer', { functions: 'each', authorizer: true, origins: [], role: undefined }],
  ['several origins', { origins: ['https://a.example.org', 'http://localhost:*'] }],
];

describe.each(variants)('the import document for %s', (_what, changes) => {
  const document = build(changes);

  test('breaks no rule of the import', () => {
    expect(importProblems(document)).toEqual([]);
  });

  test('takes any method of every path, and every other path', () => {
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/',
        '/{proxy+}',
        '/output-data',
        '/output-data/{prefix+}',
        '/workflows/{id}/runs',
      ]),
    );
    expect(Object.keys(document.paths)).toHaveLength(Object.keys(rich.paths).length + 2);
    for (const methods of Object.values(document.paths)) expect(Object.keys(methods)).toContain(anyMethod);
  });
});

test('the rules notice what they are there for', () => {
  const broken = structuredClone(build()) as unknown as { paths: Record<string, unknown>; openapi: string };
  broken.openapi = '3.1.0';
  broken.paths['/a/{b}c'] = {};
  broken.paths['/{proxy+}/d'] = {};
  broken.paths['/workflows/{name}'] = { trace: { $ref: '#/x' } };
  expect(importProblems(broken).length).toBeGreaterThan(8);
});

test('with the authorizer, a preflight and what needs no token go past it', () => {
  const { paths } = build({ authorizer: true });
  expect(paths['/workflows']?.[anyMethod]?.security).toEqual([{ authorizer: [] }]);
  expect(paths['/workflows']?.options?.security).toBeUndefined();
  expect(paths['/service-info']?.[anyMethod]?.security).toBeUndefined();
  expect(paths['/{proxy+}']?.[anyMethod]?.security).toBeUndefined();
  expect(build().components).toBeUndefined();
});

test('every operation has exactly one function of the first deployment', () => {
  expect(Object.values(functions).flat().sort()).toEqual(Object.keys(operations).sort());
  const uri = build({ functions: 'each' }).paths['/workflows/{id}/runs']?.post?.[
    'x-amazon-apigateway-integration'
  ].uri;
  expect(uri).toContain(`${prefix}createrun/invocations`);
});

test('what the gateway answers by itself can be read by pages and by programs', () => {
  const responses = build()['x-amazon-apigateway-gateway-responses'];
  for (const type of ['DEFAULT_4XX', 'DEFAULT_5XX', 'UNAUTHORIZED', 'ACCESS_DENIED'])
    expect(responses[type]?.responseParameters).toMatchObject({
      'gatewayresponse.header.Access-Control-Allow-Origin': "'https://portal.example.org'",
      'gatewayresponse.header.Vary': "'Origin'",
    });
  const several = build({ origins: ['https://a.example.org', 'https://b.example.org'] });
  expect(several['x-amazon-apigateway-gateway-responses'].DEFAULT_5XX?.responseParameters).toMatchObject({
    'gatewayresponse.header.Access-Control-Allow-Origin': 'method.request.header.Origin',
  });
});
