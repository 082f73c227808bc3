import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, deploy } from '../support/contract/deployment.js';
import { expectEveryCase, ran } from '../support/contract/expect-cases.js';

describe('the reference server in this process', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await deploy();
  });
  afterAll(() => deployment.close());

  it('passes every case of the contract, below a stage', { timeout: 60_000 }, async () => {
    const { handler, identities } = deployment;
    const baseUrl = 'http://server.invalid/dev';
    expectEveryCase(
      await ran({ baseUrl, fetch: handler, ...identities, allowCreate: true, allowChange: true }),
    );
  });

  it('is asked for nothing but reads unless more is allowed', async () => {
    const { handler, identities } = deployment;
    const methods = new Set<string>();
    const report = await ran({
      baseUrl: 'http://server.invalid',
      fetch: (request, info) => {
        methods.add(request.method);
        return handler(request, info);
      },
      ...identities,
    });
    expect([...methods].sort()).toEqual(['GET', 'HEAD', 'OPTIONS']);
    expect(report.verdict).toBe('partial');
    const skipped = report.cases.filter(({ outcome }) => outcome === 'skip');
    expect(skipped.filter(({ reason }) => !reason)).toEqual([]);
  });
});
