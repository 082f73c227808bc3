import { describe, expect, it } from 'vitest';
import { deploy } from '../support/contract/deployment.js';
import { contractCase } from './case.js';
import { allCases } from './cases/all.js';
import { ContractOptionsError, UnreachableError } from './errors.js';
import { signToken } from './jwt.js';
import type { ContractFetch, ContractOptions } from './options.js';
import { formatJson } from './reports/json.js';
import { formatJUnit } from './reports/junit.js';
import { formatText } from './reports/text.js';
import { runContract } from './runner.js';

const secret = 'a secret that only these tests know';
const claimsOf = (user: string) => ({
  sub: `uid=${user},dc=example`,
  iss: 'LabCAS',
  aud: 'LabCAS',
  exp: 4_000_000_000,
});
const first = await signToken(claimsOf('researcher'), secret);
const second = await signToken(claimsOf('reviewer'), secret);

/** A server that answers everything in one way. */
const always =
  (status: number, body: unknown, headers: Record<string, string> = {}): ContractFetch =>
  async ({ method }) =>
    new Response(method === 'HEAD' ? null : JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });

const optionsOf = (fetch: ContractFetch, more: Partial<ContractOptions> = {}): ContractOptions => ({
  baseUrl: 'http://server.invalid/dev',
  tokens: { first },
  fetch,
  ...more,
});

describe('runContract', () => {
  it('fails a server that answers everything with an empty object', async () => {
    const report = await runContract(optionsOf(always(200, {})));
    expect(report.verdict).toBe('fail');
    const failed = report.cases.find(({ id }) => id === 'list-workflows/answers-body');
    expect(failed?.failure?.findings[0]).toMatchObject({ kind: 'schema', actual: '{}' });
  });

  it('goes on to the last case whatever the server answers', async () => {
    for (const body of [null, [], 'text', 5, { runs: null }]) {
      const report = await runContract(optionsOf(always(500, body)));
      expect(report.cases.map(({ id }) => id)).toEqual([
        ...allCases.map(({ id }) => id),
        'unrouted/preparations',
      ]);
      expect(report.verdict).toBe('fail');
    }
  });

  it('rejects when no server answers', async () => {
    const refused: ContractFetch = async () => {
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
    };
    await expect(runContract(optionsOf(refused))).rejects.toThrow(UnreachableError);
  });

  it('refuses options that make no sense before anything is sent', async () => {
    let requests = 0;
    const counting: ContractFetch = async (...request) => {
      requests += 1;
      return always(200, {})(...request);
    };
    const expired = await signToken({ ...claimsOf('researcher'), exp: 1 }, secret);
    const wrong: Partial<ContractOptions>[] = [
      { baseUrl: 'server.invalid' },
      { baseUrl: 'http://server.invalid/?stage=dev' },
      { only: ['no-such-operation'] },
      { tokens: { first: expired } },
      { tokens: { first, second: first } },
    ];
    for (const options of wrong) {
      await expect(runContract(optionsOf(counting, options))).rejects.toThrow(ContractOptionsError);
    }
    const remote = { baseUrl: 'https://api.example.org/dev', tokens: { first }, jwtSecret: secret };
    await expect(runContract(remote)).rejects.toThrow('loopback');
    expect(requests).toBe(0);
  });

  it('says at once that the first token is refused', async () => {
    const refusal = { code: 'invalid-token', detail: 'The signature of the token is wrong.' };
    await expect(runContract(optionsOf(always(401, refusal)))).rejects.toThrow('signature');
  });

  it('sends its name with each request', async () => {
    const agents = new Set<string>();
    await runContract(
      optionsOf((request, info) => {
        agents.add(request.headers.get('user-agent') ?? '');
        return always(404, {})(request, info);
      }),
    );
    expect([...agents]).toEqual([
      expect.stringMatching(/^labcas-workflow-api-contract\/\S+ \(contract-\w+\)$/),
    ]);
  });

  it('says why no answer came where each address of a name was tried', async () => {
    const refused = new AggregateError([new Error('connect ECONNREFUSED ::1:80'), new Error('and IPv4')]);
    const down = () => Promise.reject(refused);
    await expect(runContract(optionsOf(down))).rejects.toThrow('no answer came: connect ECONNREFUSED ::1:80');
  });

  it('reads runs of other workflows when the pinned one has none', async () => {
    const { handler, identities, close } = await deploy();
    const body = JSON.stringify({ in_data_selection: 'colon/fhl2' });
    const headers = { authorization: `Bearer ${identities.tokens.first}` };
    const target = '/workflows/nebraska/runs';
    await handler(new Request(`http://server.invalid${target}`, { method: 'POST', headers, body }), {
      target,
    });
    const targets = [{ workflow: 'rehearsal', selection: 'colon/fhl2' }];
    const only = ['get-run/reads'];
    const { cases } = await runContract(optionsOf(handler, { ...identities, targets, only }));
    expect(cases.find(({ id }) => id === 'get-run/reads')).toMatchObject({ outcome: 'pass' });
    await close();
  });

  it('shows no token in any report', async () => {
    const echo: ContractFetch = async (request) =>
      new Response(JSON.stringify({ token: request.headers.get('authorization') }), {
        headers: {
          'content-type': 'application/json',
          'x-token': request.headers.get('authorization') ?? 'none',
        },
      });
    const report = await runContract(optionsOf(echo, { tokens: { first, second }, jwtSecret: secret }));
    const texts = [formatJson(report), formatJUnit(report), formatText(report, { verbose: true })].join('\n');
    expect(report.cases.some(({ failure }) => failure?.findings.some(({ kind }) => kind === 'leak'))).toBe(
      true,
    );
    for (const token of [first, second, secret]) expect(texts).not.toContain(token);
    expect(texts).not.toMatch(/eyJ[\w-]+\.eyJ/);
    expect(texts).toContain('$LABCAS_API_TOKEN');
  });
});

describe('the cases', () => {
  it('have ids of their own that begin with their operation', () => {
    const ids = allCases.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z]+(?:-[a-z]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it('each say what the server MUST do', () => {
    expect(
      allCases.filter(({ sentence }) => !/^The server MUST .+[^.]\.$/.test(sentence)).map(({ id }) => id),
    ).toEqual([]);
  });

  it('take level, feature and effect from their operation', () => {
    expect(contractCase('cancelRun', 'x', 'do it', async () => {})).toMatchObject({
      id: 'cancel-run/x',
      level: 'extended',
      feature: 'cancel',
      effect: 'changes',
    });
    expect(contractCase('createRun', 'x', 'do it', async () => {})).toMatchObject({
      level: 'core',
      effect: 'creates',
    });
  });
});
