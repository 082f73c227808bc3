import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, deploy } from '../support/contract/deployment.js';
import { signToken } from './jwt.js';
import type { ContractFetch, ContractOptions } from './options.js';
import { runContract } from './runner.js';

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy();
});
afterAll(() => deployment.close());

const ran = (fetch: ContractFetch, options: Partial<ContractOptions> = {}) =>
  runContract({
    baseUrl: 'http://server.invalid/dev',
    fetch,
    tokens: deployment.identities.tokens,
    ...options,
  });

/** The server without the paths that match, which its gateway does not know. */
const without =
  (pattern: RegExp): ContractFetch =>
  async (request, info) =>
    pattern.test(info.target)
      ? Response.json({ message: 'Missing Authentication Token' }, { status: 403 })
      : deployment.handler(request, info);

describe('the features of a deployment', () => {
  it('are told one by one where there is no /service-info', async () => {
    const only = ['unrouted/expected-features'];
    const expected = { only, expectFeatures: ['tasks', 'idempotency'] };
    const all = await ran(without(/service-info/), { only });
    expect(all.features).toEqual([
      'path-form',
      'runs-detail',
      'tasks',
      'logs',
      'all-runs',
      'cancel',
      'paging',
    ]);
    const some = await ran(without(/service-info|\/tasks|^\/runs/), expected);
    expect(some.features).toEqual(['path-form', 'runs-detail', 'cancel', 'paging']);
    expect(some.cases[0]?.failure?.actual).toBe(
      "no 'tasks': GET of it is answered 403, no 'idempotency': there is no /service-info that would list it",
    );
  });

  it('are those of the options when these name some', async () => {
    const only = ['get-run/offered', 'list-all-runs/offered'];
    const report = await ran(deployment.handler, { only, features: ['all-runs'] });
    expect(report.cases.map(({ id, outcome, reason }) => [id, outcome, reason])).toEqual([
      ['get-run/offered', 'skip', "the deployment does not offer 'runs-detail': the options do not list it"],
      ['list-all-runs/offered', 'pass', undefined],
      ['unrouted/preparations', 'skip', 'nothing had to be prepared'],
    ]);
  });

  it('pass when they are expected and there', async () => {
    const only = ['unrouted/expected-features'];
    const report = await ran(deployment.handler, { only, expectFeatures: ['cancel', 'paging'] });
    expect(report.cases[0]?.outcome).toBe('pass');
  });
});

describe('with one token', () => {
  it('what users see of each other is skipped, and the verdict says so', async () => {
    const { jwtSecret, tokens } = deployment.identities;
    const report = await ran(deployment.handler, {
      tokens: { first: tokens.first },
      jwtSecret,
      allowCreate: true,
    });
    expect(report).toMatchObject({ verdict: 'partial', level: null, counts: { fail: 0 } });
    const tenancy = report.cases.filter(({ id }) => /\/(?:other-user|second-user|both-users)$/.test(id));
    expect(tenancy.filter(({ outcome }) => outcome !== 'skip')).toEqual([]);
    expect(tenancy.map(({ reason }) => reason)).toContain('needs the token of a second user');
  });

  it('it is damaged to forge others, and what only the secret can sign is skipped', async () => {
    const { tokens } = deployment.identities;
    const report = await ran(deployment.handler, {
      tokens: { first: tokens.first },
      only: ['list-workflows'],
    });
    const outcome = (name: string) =>
      report.cases.find(({ id }) => id === `list-workflows/token-${name}`)?.outcome;
    for (const name of ['malformed', 'wrong-key', 'alg-none', 'tampered']) expect(outcome(name)).toBe('pass');
    for (const name of ['expired', 'wrong-audience', 'no-expiry']) expect(outcome(name)).toBe('skip');
    const reason = report.cases.find(({ id }) => id === 'list-workflows/token-expired')?.reason;
    expect(reason).toBe('needs a token that only the secret can sign (jwtSecret)');
  });

  it('an expired one that is given is tried without the secret', async () => {
    const { tokens, jwtSecret } = deployment.identities;
    const claims = {
      sub: 'uid=researcher,dc=edrn,dc=jpl,dc=nasa,dc=gov',
      iss: 'LabCAS',
      aud: 'LabCAS',
      exp: 1,
    };
    const given = { first: tokens.first, expired: await signToken(claims, jwtSecret) };
    const report = await runContract({
      baseUrl: 'http://server.invalid/dev',
      fetch: deployment.handler,
      tokens: given,
      only: ['list-workflows/token-expired'],
    });
    expect(report.cases[0]?.outcome).toBe('pass');
  });
});
