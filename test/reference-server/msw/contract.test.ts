import { getResponse } from 'msw';
import { expect, it } from 'vitest';
import { createHandlers } from '../../../src/reference-server/msw.js';
import { signToken } from '../../../src/reference-server/token.js';
import { ran } from '../../support/contract/expect-cases.js';

it('the mock passes every case of the contract that a Request can carry', { timeout: 60_000 }, async () => {
  const baseUrl = 'https://api.example.org/dev';
  const jwtSecret = crypto.randomUUID();
  const handlers = createHandlers({
    baseUrl,
    secret: jwtSecret,
    speed: 20,
    selections: [
      { id: 'colon/fhl2', workflows: ['nebraska'], users: ['researcher'] },
      { id: 'colon/both', workflows: ['rehearsal'], users: ['researcher', 'reviewer'] },
      { id: 'cells/phase', workflows: ['nebraska'], users: ['researcher'] },
    ],
  });
  const report = await ran({
    baseUrl,
    fetch: async (request) => (await getResponse(handlers, request)) ?? Response.error(),
    jwtSecret,
    tokens: {
      first: await signToken(jwtSecret, { user: 'researcher' }),
      second: await signToken(jwtSecret, { user: 'reviewer' }),
    },
    allowCreate: true,
    allowChange: true,
  });
  const others = report.cases.filter(({ outcome }) => outcome !== 'pass');
  // The constructor of a Request folds dot segments away before any handler sees them.
  const unexpected = others.filter(({ id }) => !/\/path-dots?(-|$)/.test(id));
  // Whoever may use a selection of the mock may run all its workflows.
  expect(unexpected.filter(({ id }) => id !== 'create-run/other-listed')).toEqual([]);
  expect(report.cases.length).toBeGreaterThan(120);
});
