import { describe, expect, it } from 'vitest';
import type { OperationId } from '../../src/generated/operations.js';
import type { Exchange } from './exchange.js';
import { checkExchange } from './oracle.js';

const problem = {
  type: 'urn:labcas:workflow-api:problem:not-found',
  title: 'Not Found',
  status: 404,
  detail: 'There is nothing at this path.',
  code: 'not-found',
  request_id: 'r-1',
};

interface Answer {
  operation?: OperationId | null;
  method?: string;
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  origin?: string;
}

/** An answer that is right in everything, but for what is given. */
function exchangeOf({
  operation = 'listWorkflows',
  method = 'GET',
  status = 200,
  headers = {},
  body,
  origin,
}: Answer): Exchange {
  const text =
    body === undefined ? '{"workflows":[]}' : typeof body === 'string' ? body : JSON.stringify(body);
  const sent = {
    Authorization: `Bearer ${'t'.repeat(50)}`,
    ...(origin === undefined ? {} : { Origin: origin }),
  };
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {}
  return {
    operation,
    link: false,
    identity: 'first',
    request: { method, url: 'http://server.invalid/x', headers: sent, body: null },
    status,
    headers: new Headers({
      'content-type': type,
      'x-request-id': 'r-1',
      'cache-control': 'no-store',
      ...headers,
    }),
    bytes: new TextEncoder().encode(text),
    text,
    json,
    ms: 1,
  };
}

const kindsOf = (answer: Answer) => checkExchange(exchangeOf(answer)).map(({ kind }) => kind);

describe('the check of an answer', () => {
  it('finds nothing wrong with right ones', () => {
    expect(kindsOf({})).toEqual([]);
    expect(kindsOf({ status: 404, operation: 'getWorkflow', body: problem })).toEqual([]);
    expect(kindsOf({ status: 404, operation: null, body: problem })).toEqual([]);
    expect(kindsOf({ method: 'HEAD', body: '' })).toEqual([]);
  });

  it('finds a status that is not documented, and any 5xx', () => {
    expect(kindsOf({ status: 404, body: problem })).toEqual(['status']);
    expect(kindsOf({ status: 503, body: { ...problem, status: 503 } })).toEqual(['status']);
    expect(kindsOf({ operation: null, status: 200 })).toEqual(['status']);
  });

  it('finds wrong media types and charsets', () => {
    expect(kindsOf({ headers: { 'content-type': 'text/html' } })).toEqual(['media-type']);
    expect(
      kindsOf({ operation: 'getTaskLog', headers: { 'content-type': 'text/plain' }, body: 'text' }),
    ).toEqual(['media-type']);
    expect(
      kindsOf({
        operation: 'getTaskLog',
        headers: { 'content-type': 'text/plain; charset=UTF-8' },
        body: 'text',
      }),
    ).toEqual([]);
  });

  it('finds headers that are missing or of the wrong form', () => {
    expect(kindsOf({ headers: { 'x-request-id': '' } })).toEqual(['header']);
    expect(kindsOf({ headers: { 'cache-control': 'public' } })).toEqual(['header', 'header']);
    expect(
      kindsOf({ status: 405, operation: null, headers: { allow: 'get' }, body: { ...problem, status: 405 } }),
    ).toEqual(['header']);
    const unauthorized = { status: 401, body: { ...problem, status: 401 } };
    expect(kindsOf(unauthorized)).toEqual(['header']);
    expect(kindsOf({ ...unauthorized, headers: { 'x-amzn-remapped-www-authenticate': 'Bearer' } })).toEqual(
      [],
    );
  });

  it('finds bodies that break the schema, and says where it stands', () => {
    expect(kindsOf({ body: { workflows: [{ id: 5, description: null }] } })).toEqual(['schema']);
    expect(kindsOf({ body: '<html>' })).toEqual(['schema']);
    expect(kindsOf({ method: 'HEAD' })).toEqual(['status']);
    expect(checkExchange(exchangeOf({ body: {} }))).toMatchObject([
      { pointer: '/components/schemas/WorkflowList' },
    ]);
  });

  it('finds problems that contradict their answers', () => {
    const answer = { status: 404, operation: 'getWorkflow' } as const;
    expect(kindsOf({ ...answer, body: { ...problem, status: 400 } })).toEqual(['problem']);
    expect(kindsOf({ ...answer, body: { ...problem, request_id: 'other' } })).toEqual(['problem']);
  });

  it('finds tokens and stack traces', () => {
    expect(kindsOf({ body: { workflows: [], token: 't'.repeat(50) } })).toEqual(['leak']);
    const trace = { ...problem, detail: 'x\n    at run (/app/server.js:10:5)' };
    expect(kindsOf({ status: 404, operation: 'getWorkflow', body: trace })).toEqual(['leak']);
    expect(
      kindsOf({
        operation: 'getTaskLog',
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: trace.detail,
      }),
    ).toEqual([]);
  });

  it('finds answers that an allowed page may not read, and one that a foreign page may', () => {
    const origin = 'http://localhost:3000';
    expect(kindsOf({ origin })).toEqual(['cors', 'cors']);
    expect(
      kindsOf({ origin, headers: { 'access-control-allow-origin': origin, vary: 'Accept, Origin' } }),
    ).toEqual([]);
    const foreign = 'https://not-allowed.invalid';
    expect(kindsOf({ origin: foreign })).toEqual([]);
    expect(kindsOf({ origin: foreign, headers: { 'access-control-allow-origin': foreign } })).toEqual([
      'cors',
    ]);
  });
});
