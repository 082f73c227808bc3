import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, deploy } from '../support/contract/deployment.js';
import type { ContractOptions } from './options.js';
import { createPermission, type Departure } from './permission.js';
import { runContract } from './runner.js';
import { createScope, createSender } from './sender.js';

const baseUrl = 'http://server.invalid';
const tokens = { first: 'token' };

const post = (target: string, body: object = {}): Departure => ({
  method: 'POST',
  target,
  operation: target.endsWith('/cancel') ? 'cancelRun' : 'createRun',
  body: JSON.stringify(body),
});
const put = (target: string, body: object): Departure => ({
  method: 'PUT',
  target,
  operation: 'updateOutputMetadata',
  body: JSON.stringify(body),
});
const file = (name: string) => ({ files: { [name]: { properties: {} } } });

describe('the permission', () => {
  const own = { workflow_id: 'a', run_id: 'labcas-1', identity: 'first', output_prefix: '2026/' } as const;
  const permission = (options: Partial<ContractOptions>) =>
    createPermission({ baseUrl, tokens, ...options }, () => [own]);

  it('is for reads alone unless the options give more', () => {
    const { refusal } = permission({});
    expect(refusal({ method: 'GET', target: '/workflows', operation: 'listWorkflows', body: null })).toBe(
      undefined,
    );
    expect(refusal(post('/workflows/a/runs'))).toContain('allowCreate');
    expect(refusal(post('/workflows/a/runs/labcas-1/cancel'))).toContain('allowChange');
    expect(refusal(put('/output-data/2026', file('a.txt')))).toContain('allowChange');
    expect(refusal({ method: 'DELETE', target: '/workflows', operation: null, body: null })).toContain(
      'allowChange',
    );
  });

  it('is for the workflows and data selections that are named, and for what does not exist', () => {
    const { refusal } = permission({ allowCreate: { workflow: 'a', selection: 'x/y' } });
    const allowed = [
      post('/workflows/a/runs', { in_data_selection: 'x/y' }),
      post('/workflows/%61/runs', { in_data_selection: ['x/y'] }),
      post('/workflows/a/runs', { in_data_selection: 'contract-unknown' }),
      post('/workflows/a/runs', {}),
      post('/workflows/contract-unknown/runs', { in_data_selection: 'z' }),
    ];
    for (const each of allowed) expect(refusal(each)).toBe(undefined);
    expect(refusal(post('/workflows/a/runs', { in_data_selection: 'z' }))).toContain('a@z');
    expect(refusal(post('/workflows/b/runs', { in_data_selection: 'x/y' }))).toContain('b@x/y');
    expect(refusal(post('/workflows/a/runs', { workflow_id: 'b', in_data_selection: 'x/y' }))).toContain(
      'b@x/y',
    );
  });

  it('takes in a data selection that was found for a named workflow', () => {
    const { refusal, name } = permission({ allowCreate: { workflow: 'a', selection: 'x' } });
    name('b', 'y');
    expect(refusal(post('/workflows/b/runs', { in_data_selection: 'y' }))).toBe(undefined);
  });

  it('is for changes of own runs and outputs only', () => {
    const { refusal } = permission({ allowChange: true });
    expect(refusal(post('/workflows/a/runs/labcas-1/cancel'))).toBe(undefined);
    expect(refusal(post('/workflows/a/runs/contract-none/cancel'))).toBe(undefined);
    expect(refusal(post('/workflows/a/runs/labcas-2/cancel'))).toContain("labcas-2 is not the suite's own");
    expect(refusal(put('/output-data/2026/', file('a.txt')))).toBe(undefined);
    expect(refusal(put('/output-data/2025', file('a.txt')))).toContain('2025 holds no outputs');
    expect(refusal(put('/output-data/2026', { prefix: '2025', ...file('a.txt') }))).toContain(
      '2025 holds no outputs',
    );
    expect(refusal({ method: 'DELETE', target: '/workflows/a', operation: null, body: null })).toContain(
      'DELETE of a',
    );
  });
});

describe('the sender', () => {
  const sender = (options: Partial<ContractOptions>, sent: string[] = []) => {
    const all: ContractOptions = {
      baseUrl,
      tokens,
      fetch: async (request) => {
        sent.push(request.method);
        return new Response('{}');
      },
      ...options,
    };
    return createSender(all, { permission: createPermission(all, () => []), userAgent: 'test' });
  };
  const outgoing = { headers: {}, body: null, identity: 'first' } as const;

  it('sends nothing that is not permitted', async () => {
    const sent: string[] = [];
    const send = sender({}, sent);
    const scope = createScope('a case', 'changes');
    for (const [method, target] of [
      ['POST', '/workflows/a/runs'],
      ['PUT', '/output-data/a'],
      ['DELETE', '/workflows'],
      ['POST', '/workflows/a/runs/b/cancel'],
    ] as const) {
      await expect(send({ ...outgoing, method, target }, scope)).rejects.toThrow('is not allowed');
    }
    await send({ ...outgoing, method: 'GET', target: '/workflows' }, scope);
    expect(sent).toEqual(['GET']);
  });

  it('throws when a case would send more than it declares', async () => {
    const send = sender({ allowCreate: true, allowChange: true });
    const request = { ...outgoing, method: 'PUT', target: '/output-data/a', body: '{}' };
    await expect(send(request, createScope('a case', 'creates'))).rejects.toThrow("declared 'creates'");
  });
});

describe('a whole pass', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await deploy();
  });
  afterAll(() => deployment.close());

  it('starts nothing but what is named, even where it is to be refused', { timeout: 60_000 }, async () => {
    const { handler, identities } = deployment;
    const bodies: string[] = [];
    const report = await runContract({
      baseUrl,
      ...identities,
      allowCreate: { workflow: 'rehearsal', selection: 'colon/fhl2' },
      allowChange: true,
      fetch: async (request, info) => {
        if (request.method === 'POST') bodies.push(`${info.target} ${await request.clone().text()}`);
        return handler(request, info);
      },
    });
    expect(report.verdict).toBe('partial');
    const others = bodies.filter((text) => /cells\/phase|workflows\/nebraska/.test(text));
    expect(others).toEqual([]);
    const reasons = report.cases.flatMap(({ outcome, reason }) => (outcome === 'skip' ? [reason] : []));
    expect([...new Set(reasons)].sort()).toEqual([
      'a faulty server might start nebraska@colon/fhl2, which is not allowed (allowCreate)',
      'a faulty server might start rehearsal@cells/phase, which is not allowed (allowCreate)',
    ]);
  });

  it('leaves what it did not make alone when it may change things but start none', async () => {
    const { handler, identities } = deployment;
    const as = { headers: { authorization: `Bearer ${identities.tokens.first}` } };
    const target = '/workflows/rehearsal/runs';
    const body = JSON.stringify({ in_data_selection: 'colon/fhl2', seconds: 300 });
    const answer = await handler(new Request(baseUrl + target, { method: 'POST', body, ...as }), { target });
    const { run_id } = await answer.json();
    const sent: string[] = [];
    await runContract({
      baseUrl,
      ...identities,
      allowChange: true,
      fetch: (request, info) => {
        if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method)) sent.push(info.target);
        return handler(request, info);
      },
    });
    expect(sent.filter((path) => path.includes(run_id) || /output-data\/\d/.test(path))).toEqual([]);
    const path = `${target}/${run_id}`;
    const still = await handler(new Request(baseUrl + path, as), { target: path });
    expect(['queued', 'running']).toContain((await still.json()).status);
    await handler(new Request(`${baseUrl}${path}/cancel`, { method: 'POST', ...as }), {
      target: `${path}/cancel`,
    });
  });
});
