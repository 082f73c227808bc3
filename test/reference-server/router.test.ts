import { describe, expect, it } from 'vitest';
import { operations } from '../../src/generated/operations.js';
import { HttpError } from '../../src/reference-server/errors.js';
import { readTarget } from '../../src/reference-server/path.js';
import { createRouter } from '../../src/reference-server/router.js';

const specs = Object.values(operations);
const router = createRouter(specs);

function route(method: string, target: string) {
  try {
    const { spec, values } = router.match(method, readTarget(target));
    return [spec.operationId, values];
  } catch (error) {
    return error instanceof HttpError ? [error.status, error.headers.Allow] : error;
  }
}

describe('the router', () => {
  it.each(specs.map((spec) => [spec.operationId, spec] as const))('finds %s', (id, { method, path }) => {
    expect(route(method, path.replace(/\{(\w+)\}/g, 'x-$1'))).toEqual([id, expect.anything()]);
  });

  it.each([
    ['GET', '/data-selections/workflows', 'listDataSelectionWorkflows', {}],
    [
      'GET',
      '/data-selections/workflows/workflows',
      'listDataSelectionWorkflowsByPath',
      { data_id: 'workflows' },
    ],
    ['GET', '/data-selections/a%2Fb/workflows', 'listDataSelectionWorkflowsByPath', { data_id: 'a/b' }],
    ['GET', '/workflows/runs/runs/a%2Bb:c~d', 'getRun', { id: 'runs', run_id: 'a+b:c~d' }],
    ['HEAD', '/workflows', 'listWorkflows', {}],
    ['GET', '/%77orkflows', 'listWorkflows', {}],
    ['GET', '/output-data', 'browseOutputRoot', {}],
    ['GET', '/output-data/', 'browseOutputRoot', {}],
    ['GET', '/output-data/a/b/', 'browseOutputs', { prefix: 'a/b' }],
    ['GET', '/output-data/a%2Fb%2F', 'browseOutputs', { prefix: 'a/b' }],
    ['PUT', '/output-data/a%2Fb/c', 'updateOutputMetadata', { prefix: 'a/b/c' }],
  ])('%s %s is %s', (method, target, id, values) => {
    expect(route(method, target)).toEqual([id, values]);
  });

  it.each([
    '/',
    '/nothing',
    '/workflows/',
    '/service-info/',
    '/workflows/a/runs/b/',
    '/workflows/a/b',
    '/output-data%2Fa',
  ])('knows no %s', (target) => {
    expect(route('GET', target)).toEqual([404, undefined]);
  });

  it.each([
    ['DELETE', '/workflows', 'GET, HEAD, OPTIONS'],
    ['POST', '/output-data', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/workflows/a/runs', 'GET, HEAD, POST, OPTIONS'],
    ['GET', '/workflows/a/runs/b/cancel', 'POST, OPTIONS'],
    ['HEAD', '/workflows/a/runs/b/cancel', 'POST, OPTIONS'],
    ['PATCH', '/output-data/a/', 'GET, HEAD, PUT, OPTIONS'],
  ])('refuses %s %s and says what is allowed', (method, target, allow) => {
    expect(route(method, target)).toEqual([405, allow]);
  });
});
