import { SignJWT } from 'jose';
import { isUserName, userNameForm } from './user-name.js';

/** What LabCAS puts into its tokens, and therefore what is accepted when nothing else is configured. */
export const tokenDefaults = {
  issuer: 'LabCAS',
  audience: 'LabCAS',
  baseDn: 'dc=edrn,dc=jpl,dc=nasa,dc=gov',
} as const;

export interface TokenOptions {
  /** The user, below the default base DN; or say `dn`. */
  user?: string;
  /** The whole distinguished name of the user. */
  dn?: string;
  issuer?: string;
  audience?: string;
  /** Seconds; an hour when not given. */
  lifetime?: number;
  now?: Date;
}

/** Signs a token as LabCAS does, for a server that keeps its own secret. */
export async function signToken(key: Uint8Array | string, options: TokenOptions): Promise<string> {
  const { issuer = tokenDefaults.issuer, audience = tokenDefaults.audience, lifetime = 3600 } = options;
  const now = Math.floor((options.now ?? new Date()).getTime() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subjectOf(options))
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + lifetime)
    .sign(keyBytes(key));
}

/** The bytes of a secret, which LabCAS keeps as text; an empty one is refused. */
export function keyBytes(key: Uint8Array | string): Uint8Array<ArrayBuffer> {
  const bytes = typeof key === 'string' ? new TextEncoder().encode(key) : Uint8Array.from(key);
  if (bytes.length === 0) throw new TypeError('The secret of the tokens is empty.');
  return bytes;
}

function subjectOf({ user, dn }: TokenOptions): string {
  if (dn !== undefined) return dn;
  if (user === undefined || !isUserName(user)) throw new TypeError(`A user name must be ${userNameForm}.`);
  return `uid=${user},${tokenDefaults.baseDn}`;
}
