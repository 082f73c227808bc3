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
      { type: 'begin', tag: 'contract-1', base_url: baseUrl, at: lost.created_at },
      {
        type: 'create',
        number: 1,
        tag: 'contract-1',
        workflow_id: 'rehearsal',
        identity: 'second',
        at: lost.created_at,
      },
      { type: 'run', create: 2, workflow_id: 'rehearsal', run_id: known.run_id, identity: 'first' },
    ];
    const result = await sweepLedger({ baseUrl, fetch: handler, ...identities }, entries);
    expect(result.cancelled.sort()).toEqual([`rehearsal/${known.run_id}`, `rehearsal/${lost.run_id}`].sort());
    expect(result.remains).toHaveLength(2);
    expect(await as(first, `/workflows/rehearsal/runs/${known.run_id}`)).toMatchObject({ status: 'failed' });
    const untouched = await as(second, `/workflows/rehearsal/runs/${others.run_id}`);
    expect(['queued', 'running']).toContain(untouched.status);
    await as(second, `/workflows/rehearsal/runs/${others.run_id}/cancel`, { method: 'POST' });
  });

  it('finds a run of which no answer came beside others that are known', async () => {
    const { handler, identities } = deployment;
    const start = (message: string) =>
      as(identities.tokens.first, '/workflows/rehearsal/runs', {
        method: 'POST',
        body: JSON.stringify({ in_data_selection: 'colon/fhl2', seconds: 300, message }),
      });
    const known = await start('contract-2');
    // Generated inputs have the tag in front.
    const lost = await start('contract-2 and more');
    const at = lost.created_at;
    const common = { type: 'create', tag: 'contract-2', identity: 'first', at } as const;
    const entries: LedgerEntry[] = [
      { type: 'begin', tag: 'contract-2', base_url: baseUrl, at },
      { ...common, number: 1, workflow_id: 'rehearsal' },
      { type: 'run', create: 1, workflow_id: 'rehearsal', run_id: known.run_id, identity: 'first' },
      ...[2, 3].map((number) => ({ ...common, number, workflow_id: 'rehearsal' })),
      { ...common, number: 4, workflow_id: 'contract blank' },
    ];
    const result = await sweepLedger({ baseUrl, fetch: handler, ...identities }, entries);
    expect(result.cancelled.sort()).toEqual([`rehearsal/${known.run_id}`, `rehearsal/${lost.run_id}`].sort());
    const unknown = result.remains.filter((text) => text.includes('look for it'));
    expect(unknown).toEqual([expect.stringContaining('a run of rehearsal')]);
  });

  it('refuses a ledger of another server', async () => {
    const entries: LedgerEntry[] = [
      { type: 'begin', tag: 'contract-1', base_url: 'http://other.invalid', at: '' },
    ];
    const { handler, identities } = deployment;
    await expect(sweepLedger({ baseUrl, fetch: handler, ...identities }, entries)).rejects.toThrow(
      'baseUrl is not that of the ledger, which is http://other.invalid.',
    );
  });

  it('puts metadata back as it was before the suite wrote any', async () => {
    const { handler, identities } = deployment;
    const { first } = identities.tokens;
    const body = { in_data_selection: 'colon/fhl2', message: 'contract-2' };
    const run = await as(first, '/workflows/rehearsal/runs', { method: 'POST', body: JSON.stringify(body) });
    const path = `/workflows/rehearsal/runs/${run.run_id}`;
    await expect.poll(async () => (await as(first, path)).status, { timeout: 15_000 }).toBe('success');
    const prefix = run.output_prefix.replace(/\/$/, '');
    const write = (properties: object) =>
      as(first, `/output-data/${prefix}`, {
        method: 'PUT',
        body: JSON.stringify({ files: { 'summary.txt': { properties } } }),
      });
    await write({ Organ: 'Colon' });
    const entries: LedgerEntry[] = [
      {
        type: 'run',
        create: 1,
        workflow_id: 'rehearsal',
        run_id: run.run_id,
        identity: 'first',
        output_prefix: prefix,
      },
      {
        type: 'metadata',
        prefix,
        names: ['summary.txt'],
        before: { 'summary.txt': { Organ: 'Colon' } },
        own: true,
        identity: 'first',
      },
      {
        type: 'metadata',
        prefix,
        names: ['summary.txt'],
        before: { 'summary.txt': { Organ: 'Colon' } },
        own: true,
        identity: 'first',
      },
    ];
    await write({ Organ: 'Lung', Other: 'x' });
    const result = await sweepLedger({ baseUrl, fetch: handler, ...identities }, entries);
    expect(result.restored).toEqual([`${prefix}/summary.txt`]);
    const listing = await as(first, `/output-data/${prefix}`);
    expect(listing.files['summary.txt'].properties).toEqual({ Organ: 'Colon' });
  });

  it('has every run and write of a pass in its ledger before it leaves, and cleans up at its end', {
    timeout: 60_000,
  }, async () => {
    const { handler, identities } = deployment;
    const entries: LedgerEntry[] = [];
    const options = { baseUrl, ...identities, allowCreate: true, allowChange: true };
    const unannounced: string[] = [];
    let creations = 0;
    const report = await runContract({
      ...options,
      only: ['create-run', 'update-output-metadata', 'cancel-run'],
      fetch: (request, info) => {
        const isCreation = request.method === 'POST' && /\/runs(?:\?.*)?$/.test(info.target);
        if (isCreation) creations += 1;
        const announced = entries.filter(({ type }) => type === 'create').length;
        if (isCreation && announced < creations) unannounced.push(info.target);
        const last = entries.filter((entry) => entry.type === 'metadata').at(-1);
        if (request.method === 'PUT' && last === undefined) unannounced.push(info.target);
        return handler(request, info);
      },
      onLedger: (entry) => void entries.push(entry),
    });
    expect(unannounced).toEqual([]);
    expect(entries[0]).toMatchObject({ type: 'begin', base_url: baseUrl });
    expect(entries.at(-1)).toMatchObject({ type: 'end' });
    expect(entries.filter(({ type }) => type === 'create')).toHaveLength(creations);
    const runs = entries.filter(({ type }) => type === 'run').length;
    expect(runs).toBeGreaterThan(5);
    expect(new Set(report.cleanup.remains).size).toBe(report.cleanup.remains.length);
    for (const text of report.cleanup.remains) expect(text).toContain('no operation deletes runs');
    const result = await sweepLedger({ ...options, fetch: handler }, entries);
    expect(result.cancelled).toEqual([]);
    expect(result.restored).toEqual([]);
  });
});
