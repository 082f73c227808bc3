import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, deploy } from '../support/contract/deployment.js';
import { contractCases } from './as-tests.js';

describe('the cases as tests of any runner', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await deploy();
  });
  afterAll(() => deployment.close());

  const baseUrl = 'http://server.invalid';
  const none = { skip: () => undefined };

  it('send nothing before the first runs, and pass on a right server', async () => {
    const { handler, identities } = deployment;
    let requests = 0;
    const tests = contractCases({
      baseUrl,
      ...identities,
      allowCreate: true,
      allowChange: true,
      only: ['create-run', 'list-workflows'],
      fetch: (request, info) => {
        requests += 1;
        return handler(request, info);
      },
    });
    expect(requests).toBe(0);
    expect(tests.at(-1)?.id).toBe('unrouted/preparations');
    for (const { run } of tests) await run(none);
    expect(requests).toBeGreaterThan(tests.length);
  });

  it('reject with the sentence, what was expected and what came', async () => {
    const { handler, identities } = deployment;
    const [test] = contractCases({
      baseUrl,
      ...identities,
      only: ['list-workflows/lists', 'list-workflows/order'],
      fetch: async (request, info) =>
        info.target === '/workflows' ? Response.json({ workflows: 'none' }) : handler(request, info),
    });
    await expect(test?.run(none)).rejects.toThrow(/The server MUST [\s\S]+expected[\s\S]+found/);
  });

  it('skip through the runner, with the reason', async () => {
    const { handler, identities } = deployment;
    const [test] = contractCases({ baseUrl, ...identities, only: ['create-run/accepts'], fetch: handler });
    const reasons: (string | undefined)[] = [];
    await test?.run({ skip: (reason) => void reasons.push(reason) });
    expect(reasons).toEqual(['starting runs is not allowed (allowCreate)']);
  });

  it('refuse options that make no sense at once', () => {
    expect(() => contractCases({ baseUrl: 'nowhere', tokens: { first: 'a' } })).toThrow('baseUrl');
  });
});
