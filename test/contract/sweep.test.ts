import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, deploy } from '../support/contract/deployment.js';
import type { LedgerEntry } from './ledger.js';
import { runContract } from './runner.js';
import { sweepLedger } from './sweep.js';

describe('the sweep after an interrupted suite', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await deploy();
  });
  afterAll(() => deployment.close());

  const baseUrl = 'http://server.invalid';
  const as = async (token: string, target: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await deployment.handler(new Request(baseUrl + target, { ...init, headers }), {
      target,
    });
    return response.json();
  };

  it('ends what goes on, takes metadata away, and names what remains', async () => {
    const { handler, identities } = deployment;
    const { first, second } = identities.tokens;
    const post = (token: string, body: object) =>
      as(token, '/workflows/rehearsal/runs', { method: 'POST', body: JSON.stringify(body) });
    const known = await post(first, { in_data_selection: 'colon/fhl2', seconds: 300 });
    const lost = await post(second, { in_data_selection: 'colon/fhl2', seconds: 300, message: 'contract-1' });
    const others = await post(second, { in_data_selection: 'colon/fhl2', seconds: 300 });
    const entries: LedgerEntry[] = [
      {
        type: 'create',
        tag: 'contract-1',
        workflow_id: 'rehearsal',
        identity: 'second',
        at: lost.created_at,
      },
      { type: 'run', workflow_id: 'rehearsal', run_id: known.run_id, identity: 'first' },
    ];
    const result = await sweepLedger({ baseUrl, fetch: handler, ...identities }, entries);
    expect(result.cancelled.sort()).toEqual([`rehearsal/${known.run_id}`, `rehearsal/${lost.run_id}`].sort());
    expect(result.remains).toHaveLength(2);
    expect(await as(first, `/workflows/rehearsal/runs/${known.run_id}`)).toMatchObject({ status: 'failed' });
    const untouched = await as(second, `/workflows/rehearsal/runs/${others.run_id}`);
    expect(['queued', 'running']).toContain(untouched.status);
    await as(second, `/workflows/rehearsal/runs/${others.run_id}/cancel`, { method: 'POST' });
  });

  it('finds every run and write of the suite in its ledger, and nothing left to do after a whole pass', {
    timeout: 60_000,
  }, async () => {
    const { handler, identities } = deployment;
    const entries: LedgerEntry[] = [];
    const sent: string[] = [];
    const options = { baseUrl, ...identities, allowCreate: true, allowChange: true };
    await runContract({
      ...options,
      only: ['create-run', 'update-output-metadata', 'cancel-run'],
      fetch: (request, info) => {
        if (request.method === 'POST' && /\/runs(?:\?.*)?$/.test(info.target)) sent.push(`${entries.length}`);
        return handler(request, info);
      },
      onLedger: (entry) => void entries.push(entry),
    });
    const creations = entries.filter(({ type }) => type === 'create');
    expect(creations.length).toBe(sent.length);
    expect(sent).not.toContain('0');
    expect(entries.filter(({ type }) => type === 'run').length).toBeGreaterThan(5);
    const result = await sweepLedger({ ...options, fetch: handler }, entries);
    expect(result.cancelled).toEqual([]);
    expect(result.restored).toEqual([]);
  });
});
