import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext, Input } from '../context.js';
import { expectKind, expectProblem, expectStatus, skip } from '../expect.js';
import { type BadToken, badTokens } from '../identities.js';
import { allSpecs } from '../routes.js';

const everywhere: readonly BadToken[] = [
  'missing',
  'malformed',
  'wrong-key',
  'alg-none',
  'expired',
  'wrong-audience',
];

/** What anybody can make, and only an attacker sends. */
const forged: readonly BadToken[] = ['wrong-key', 'alg-none', 'tampered'];

const texts: Readonly<Record<BadToken, string>> = {
  missing: 'refuse a request without a token',
  malformed: 'refuse what is no token',
  'wrong-key': 'refuse a token that is signed with another key',
  'alg-none': 'refuse a token that claims to need no signature',
  tampered: 'refuse a token whose claims were changed after it was signed',
  expired: 'refuse a token that has expired',
  'wrong-audience': 'refuse a token for another audience',
  'wrong-issuer': 'refuse a token of another issuer',
  'no-expiry': 'refuse a token that never expires',
  'not-yet-valid': 'refuse a token that is not valid yet',
  'no-subject': 'refuse a token that names nobody',
  'plain-subject': 'refuse a token whose subject is a plain name',
  'other-directory': 'refuse a token whose user stands in another directory',
  'not-a-uid': 'refuse a token whose subject is not named by its uid',
};

const secured = allSpecs.filter((spec) => spec.secured);

/** Each operation with each kind of bad token. */
export const tokenCases: readonly ContractCase[] = [
  ...secured.flatMap(({ operationId }) =>
    everywhere.map((bad) =>
      contractCase(
        operationId,
        `token-${bad}`,
        `${texts[bad]} with 401`,
        (context) => expectRefusal(context, operationId, bad),
        { hostile: forged.includes(bad) },
      ),
    ),
  ),
  ...badTokens
    .filter((bad) => !everywhere.includes(bad))
    .map((bad) =>
      contractCase(
        'listWorkflows',
        `token-${bad}`,
        `${texts[bad]} with 401`,
        async (context) => expectRefusal(context, await context.fixtures.working(), bad),
        { hostile: forged.includes(bad) },
      ),
    ),
  ...(
    [
      ['clock-skew', 'take a token of an issuer whose clock is up to a minute ahead'],
      ['other-claims', 'take the user from the subject, whatever else the token says'],
    ] as const
  ).map(([as, sentence]) =>
    contractCase('listWorkflows', `token-${as}`, sentence, async ({ call, fixtures, token }) => {
      await token(as);
      const operation = await fixtures.working();
      expectStatus(await call(operation, { ...(await fixtures.sample(operation)), as }), 200);
    }),
  ),
  contractCase(
    'listWorkflows',
    'token-challenge',
    'say with 401 by WWW-Authenticate how to authenticate',
    async ({ call, fixtures }) => {
      const operation = await fixtures.working();
      const exchange = await call(operation, { ...(await fixtures.sample(operation)), as: 'missing' });
      if (exchange.status !== 401) skip('a request without a token is not refused');
      // API Gateway renames it on its way, because it wants it for itself.
      const names = ['www-authenticate', 'x-amzn-remapped-www-authenticate'];
      const said = names.map((name) => exchange.headers.get(name) ?? '').join('');
      expectKind('header', /^Bearer/.test(said), 'WWW-Authenticate: Bearer', said || 'none', exchange);
    },
  ),
  contractCase(
    'listWorkflows',
    'token-other-scheme',
    'refuse credentials of another scheme with 401',
    async ({ call, fixtures }) => {
      const operation = await fixtures.working();
      const headers = { Authorization: 'Basic dXNlcjpwYXNzd29yZA==' };
      const input = { ...(await fixtures.sample(operation)), as: 'missing', headers } as const;
      expectProblem(await call(operation, input), 401);
    },
  ),
  contractCase(
    'listWorkflows',
    'token-lower-case-scheme',
    'take the scheme in any case',
    async ({ call, fixtures, token }) => {
      const operation = await fixtures.working();
      const headers = { Authorization: `bearer ${await token('first')}` };
      const input = { ...(await fixtures.sample(operation)), as: 'missing', headers } as const;
      expectStatus(await call(operation, input), 200);
    },
  ),
];

async function expectRefusal(
  { call, fixtures, token }: CaseContext,
  operation: (typeof secured)[number]['operationId'],
  bad: BadToken,
) {
  // Asked first, so that nothing is prepared for a token that cannot be had.
  await token(bad);
  const input: Input = await fixtures.anySample(operation);
  expectProblem(await call(operation, { ...input, as: bad }), 401);
}
