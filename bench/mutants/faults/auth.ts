import { type Claims, readClaims, signToken } from '../../../test/contract/jwt.js';
import { badAnswer, type Fault, fault, passOn, withBody, withHeaders } from '../fault.js';

const now = () => Math.floor(Date.now() / 1000);

/** Tokens that are let in: where `accepts` says so, the request goes on under repaired claims. */
function lenient(
  id: string,
  what: string,
  repair: (claims: Claims, token: string) => Claims | undefined,
): Fault {
  return fault(id, 'auth', what, async (passing, { jwtSecret }) => {
    const token = (passing.request.headers.get('authorization') ?? '').replace(/^bearer /i, '');
    const claims = readClaims(token);
    const repaired = claims && (await isSigned(token, claims, jwtSecret)) ? repair(claims, token) : undefined;
    if (repaired === undefined) return passing.right(passing.fresh(), passing.info);
    return passOn(passing, { headers: { Authorization: `Bearer ${await signToken(repaired, jwtSecret)}` } });
  });
}

async function isSigned(token: string, claims: Claims, secret: string): Promise<boolean> {
  const expected = (await signToken(claims, secret)).split('.')[2];
  return token.split('.')[2] === expected;
}

/** Who gets in. */
export const authFaults: readonly Fault[] = [
  fault('auth-none', 'auth', 'no token needed', async (passing, { first }) => {
    if (passing.request.headers.has('authorization')) return passing.right(passing.fresh(), passing.info);
    return passOn(passing, { headers: { Authorization: `Bearer ${first}` } });
  }),
  fault('auth-none-write', 'auth', 'no token needed for writing metadata', async (passing, { first }) => {
    if (passing.operation !== 'updateOutputMetadata' || passing.request.headers.has('authorization'))
      return passing.right(passing.fresh(), passing.info);
    return passOn(passing, { headers: { Authorization: `Bearer ${first}` } });
  }),
  fault('auth-bogus', 'auth', 'anything taken for a token', async (passing, { first }) => {
    if (passing.request.headers.get('authorization') !== 'Bearer not-a-token')
      return passing.right(passing.fresh(), passing.info);
    return passOn(passing, { headers: { Authorization: `Bearer ${first}` } });
  }),
  fault('auth-signature', 'auth', 'signatures not verified', async (passing, { jwtSecret }) => {
    const token = (passing.request.headers.get('authorization') ?? '').replace(/^bearer /i, '');
    const claims = readClaims(token);
    if (claims === undefined || /^eyJhbGciOiJub25l/.test(token))
      return passing.right(passing.fresh(), passing.info);
    return passOn(passing, { headers: { Authorization: `Bearer ${await signToken(claims, jwtSecret)}` } });
  }),
  fault('auth-alg-none', 'auth', 'alg none accepted', async (passing, { jwtSecret }) => {
    const token = (passing.request.headers.get('authorization') ?? '').replace(/^bearer /i, '');
    const claims = readClaims(token);
    if (claims === undefined || !token.endsWith('.')) return passing.right(passing.fresh(), passing.info);
    return passOn(passing, { headers: { Authorization: `Bearer ${await signToken(claims, jwtSecret)}` } });
  }),
  lenient('auth-expired', 'expired tokens accepted', (claims) =>
    Number(claims.exp) < now() ? { ...claims, exp: now() + 60 } : undefined,
  ),
  lenient('auth-audience', 'tokens for others accepted', (claims) =>
    claims.aud === 'LabCAS' ? undefined : { ...claims, aud: 'LabCAS' },
  ),
  lenient('auth-issuer', 'tokens of other issuers accepted', (claims) =>
    claims.iss === 'LabCAS' ? undefined : { ...claims, iss: 'LabCAS' },
  ),
  lenient('auth-no-expiry', 'tokens without expiry accepted', (claims) =>
    claims.exp === undefined ? { ...claims, exp: now() + 60 } : undefined,
  ),
  lenient('auth-not-before', 'tokens accepted before their time', (claims) =>
    Number(claims.nbf) > now() + 60 ? { ...claims, nbf: now() } : undefined,
  ),
  lenient('auth-directory', 'users of any directory taken for the same', (claims) => {
    const subject = String(claims.sub);
    return subject.endsWith('o=somewhere-else')
      ? { ...claims, sub: subject.replace(/,.*/, ',dc=edrn,dc=jpl,dc=nasa,dc=gov') }
      : undefined;
  }),
  lenient('auth-cn', 'any name taken for a uid', (claims) => {
    const subject = String(claims.sub);
    return subject.startsWith('cn=') ? { ...claims, sub: subject.replace('cn=', 'uid=') } : undefined;
  }),
  badAnswer('auth-403-for-401', 'auth', '403 for a bad token', { status: [401] }, async (response) =>
    withBody(response, (await response.text()).replaceAll('401', '403'), 403),
  ),
  badAnswer(
    'auth-401-for-403',
    'auth',
    '401 for a user who is named nowhere',
    { status: [403] },
    async (response) =>
      withHeaders(withBody(response, (await response.text()).replaceAll('403', '401'), 401), {
        'www-authenticate': 'Bearer',
      }),
  ),
  lenient('auth-nobody', 'every user authorized', (claims) =>
    String(claims.sub).includes('nobody')
      ? { ...claims, sub: 'uid=reviewer,dc=edrn,dc=jpl,dc=nasa,dc=gov' }
      : undefined,
  ),
  fault('auth-scheme-case', 'auth', 'the scheme in lower case refused', async (passing) => {
    const lower = passing.request.headers.get('authorization')?.startsWith('bearer ');
    return lower
      ? passOn(passing, { headers: { Authorization: null } })
      : passing.right(passing.fresh(), passing.info);
  }),
  fault('auth-service-info', 'auth', 'a token needed for /service-info', async (passing) => {
    if (passing.operation !== 'getServiceInfo' || passing.request.headers.has('authorization'))
      return passing.right(passing.fresh(), passing.info);
    return passOn(passing, { target: '/workflows', headers: { Authorization: null } });
  }),
  badAnswer(
    'auth-token-echoed',
    'errors',
    'the token in the error',
    { status: [401] },
    async (response, { request }) => {
      const token = request.headers.get('authorization') ?? '';
      return withBody(
        response,
        (await response.text()).replace(
          /"detail":"[^"]*"/,
          `"detail":${JSON.stringify(`refused: ${token}`)}`,
        ),
      );
    },
  ),
];
