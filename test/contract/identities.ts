import { SkipCase } from './errors.js';
import { type Claims, readClaims, replaceClaims, signToken, unsignedToken } from './jwt.js';
import type { ContractOptions, TokenSource } from './options.js';

/** Tokens that must be refused with 401. */
export const badTokens = [
  'missing',
  'malformed',
  'wrong-key',
  'alg-none',
  'tampered',
  'expired',
  'wrong-audience',
  'wrong-issuer',
  'no-expiry',
  'not-yet-valid',
  'no-subject',
  'plain-subject',
  'other-directory',
  'not-a-uid',
] as const;

export type BadToken = (typeof badTokens)[number];

/** The first user once more, by tokens that are good though they are not like the one that was given. */
export type OddToken = 'clock-skew' | 'other-claims';

/** Who a request is made as: two users, one whom the configuration names nowhere, and odd and bad tokens. */
export type Identity = 'first' | 'second' | 'nobody' | OddToken | BadToken;

export interface Identities {
  /** The token to send; undefined for none. A `SkipCase` when there is no such identity here. */
  token(identity: Identity): Promise<string | undefined>;
  /** Every token that was given out, with the name to print instead of it. */
  known(): ReadonlyMap<string, string>;
}

/** Identities from the tokens that were given, and from the secret when there is one. */
export function createIdentities({ tokens, jwtSecret }: ContractOptions): Identities {
  const known = new Map<string, string>();
  const given = { first: keep(tokens.first), second: keep(tokens.second), nobody: keep(tokens.nobody) };

  async function claims(): Promise<Claims> {
    const token = await given.first?.();
    const read = token === undefined ? undefined : readClaims(token);
    if (read === undefined) throw new SkipCase('the first token is no JSON Web Token that could be varied');
    return read;
  }

  async function vary(change: (claims: Claims) => Claims): Promise<string> {
    const changed = change(await claims());
    if (jwtSecret === undefined)
      throw new SkipCase('needs a token that only the secret can sign (jwtSecret)');
    return signToken(changed, jwtSecret);
  }

  async function make(identity: Identity): Promise<string | undefined> {
    if (identity === 'missing') return undefined;
    if (identity === 'malformed') return 'not-a-token';
    if (identity === 'wrong-key') return signToken(await claims(), crypto.randomUUID());
    if (identity === 'alg-none') return unsignedToken(await claims());
    if (identity === 'tampered') return tamper((await given.first?.()) ?? '', await claims());
    if (identity === 'expired' && tokens.expired !== undefined) return tokens.expired;
    if (identity === 'first' || identity === 'second' || identity === 'nobody') {
      const own = await given[identity]?.();
      if (own !== undefined) return own;
      if (identity !== 'nobody') throw new SkipCase(`needs the token of a ${identity} user`);
    }
    return vary(changes[identity]);
  }

  return {
    async token(identity) {
      const token = await make(identity);
      // The malformed one is no secret, and might be part of a text.
      if (token !== undefined && identity !== 'malformed') known.set(token, variableOf(identity));
      return token;
    },
    known: () => known,
  };
}

// Asked again shortly before the token expires.
function keep(source: TokenSource | undefined): (() => Promise<string>) | undefined {
  if (source === undefined) return undefined;
  if (typeof source === 'string') return async () => source.trim();
  let current: Promise<string> | undefined;
  return async () => {
    const token = (await current?.catch(() => undefined)) ?? '';
    const expiry = Number(readClaims(token)?.exp ?? 0);
    if (expiry * 1000 < Date.now() + 60_000) current = Promise.resolve(source()).then((text) => text.trim());
    return current ?? '';
  };
}

function tamper(token: string, claims: Claims): string {
  return replaceClaims(token, { ...claims, exp: seconds() + 7 * 24 * 3600 });
}

const changes: Readonly<
  Record<Exclude<Identity, 'first' | 'second' | UnsignedToken>, (claims: Claims) => Claims>
> = {
  nobody: (claims) => ({ ...claims, sub: withUser(claims, `nobody-${crypto.randomUUID().slice(0, 8)}`) }),
  expired: (claims) => ({ ...claims, iat: seconds() - 7200, nbf: seconds() - 7200, exp: seconds() - 3600 }),
  'wrong-audience': (claims) => ({ ...claims, aud: 'somebody-else' }),
  'wrong-issuer': (claims) => ({ ...claims, iss: 'somebody-else' }),
  'no-expiry': ({ exp: _, ...claims }) => claims,
  'not-yet-valid': (claims) => ({ ...claims, nbf: seconds() + 1800, exp: seconds() + 3600 }),
  'no-subject': ({ sub: _, ...claims }) => claims,
  'plain-subject': (claims) => ({ ...claims, sub: String(claims.sub).replace(/^[^=]*=([^,]*).*$/s, '$1') }),
  'clock-skew': (claims) => ({ ...claims, nbf: seconds() + 40, iat: seconds() + 40, exp: seconds() + 3600 }),
  'other-claims': (claims) => ({ ...claims, username: 'somebody-else', email: 'user@example.org' }),
  'other-directory': (claims) => ({
    ...claims,
    sub: String(claims.sub).replace(/,.*$/, ',ou=users,o=somewhere-else'),
  }),
  'not-a-uid': (claims) => ({ ...claims, sub: String(claims.sub).replace(/^\s*uid/i, 'cn') }),
};

type UnsignedToken = 'missing' | 'malformed' | 'wrong-key' | 'alg-none' | 'tampered';

function withUser(claims: Claims, name: string): string {
  return String(claims.sub).replace(/^([^=]+=)[^,+]*/, `$1${name}`);
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** The shell variable that stands for a token wherever it would be shown. */
export function variableOf(identity: Identity): string {
  if (identity === 'first') return '$LABCAS_API_TOKEN';
  if (identity === 'second') return '$LABCAS_API_SECOND_TOKEN';
  return `$${identity.replaceAll('-', '_').toUpperCase()}_TOKEN`;
}
