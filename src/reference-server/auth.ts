import { errors, jwtVerify } from 'jose';
import { DnError, normalizeDn, parseDn } from './dn.js';
import { HttpError, type ProblemCode } from './errors.js';
import { keyBytes, tokenDefaults } from './token.js';
import { isUserName } from './user-name.js';

/** Who makes a request. */
export interface User {
  /** Owns runs and names the folder of outputs, so it is held to a strict pattern. */
  name: string;
  /** The distinguished name that the token holds. */
  dn: string;
}

/** Finds out who makes a request; an `HttpError` of status 401 when that cannot be told. */
export type Authenticator = (request: Request) => Promise<User>;

type Key = Uint8Array | string;

export interface AuthenticatorOptions {
  /** The secret that signs the tokens, or what gives the one that holds now: it is asked for each request. */
  key: Key | (() => Promise<Key>);
  /** Accepted values of `iss`; `LabCAS` when not given. */
  issuers?: readonly string[] | undefined;
  /** Accepted values of `aud`; `LabCAS` when not given. */
  audiences?: readonly string[] | undefined;
  /** Where in the directory users stand: the same `uid` below another base is somebody else. */
  baseDns?: readonly string[] | undefined;
  /** Seconds by which the clocks may differ; 60 when not given, as the issuer has it. */
  clockTolerance?: number | undefined;
}

/** Reads LabCAS tokens: HS256, with `exp`, and with `sub` holding the distinguished name of the user. */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const readKey = keyReader(options.key);
  const verifyOptions = {
    algorithms: ['HS256'],
    requiredClaims: ['exp', 'sub'],
    issuer: [...(options.issuers ?? [tokenDefaults.issuer])],
    audience: [...(options.audiences ?? [tokenDefaults.audience])],
    clockTolerance: options.clockTolerance ?? 60,
  };
  const bases = new Set(
    (options.baseDns ?? [tokenDefaults.baseDn]).map((base) => normalizeDn(parseDn(base))),
  );
  return async (request) => {
    const token = readBearer(request.headers.get('authorization'));
    const key = await readKey();
    const { payload } = await jwtVerify(token, key, verifyOptions).catch(refuse);
    return readUser(payload.sub, bases);
  };
}

/** Imports a key once: for each request it would cost as much as the verification itself. */
function keyReader(key: Key | (() => Promise<Key>)): () => Promise<CryptoKey> {
  if (typeof key !== 'function') {
    const imported = importKey(key);
    return () => imported;
  }
  let seen: Key | undefined;
  let imported: Promise<CryptoKey> | undefined;
  return async () => {
    const current = await key();
    if (imported === undefined || current !== seen) imported = importKey(current);
    seen = current;
    return imported;
  };
}

function importKey(key: Key): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', keyBytes(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

const longestToken = 8192;

function readBearer(authorization: string | null): string {
  const token = /^bearer +(\S.*)$/i.exec(authorization?.trim() ?? '')?.[1];
  if (token === undefined) throw missing();
  if (token.length > longestToken) throw unacceptable('invalid-token', 'The token is too long.');
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token))
    throw unacceptable('invalid-token', 'This is not a JSON Web Token.');
  return token;
}

function readUser(subject: unknown, bases: ReadonlySet<string>): User {
  const [first, ...base] = typeof subject === 'string' ? readDn(subject) : [];
  const [uid, ...others] = first ?? [];
  const isUid = uid?.type === 'uid' && !uid.encoded && others.length === 0;
  if (typeof subject !== 'string' || !isUid || !isUserName(uid.value) || !bases.has(normalizeDn(base))) {
    throw unacceptable('invalid-token', 'The subject of the token is no user of this service.');
  }
  return { name: uid.value, dn: subject };
}

function readDn(text: string): ReturnType<typeof parseDn> {
  try {
    return parseDn(text);
  } catch (error) {
    if (error instanceof DnError) return [];
    throw error;
  }
}

function refuse(error: unknown): never {
  if (error instanceof errors.JWTExpired) {
    throw unacceptable('expired-token', 'The token has expired; log in again.', error);
  }
  throw unacceptable('invalid-token', reasonOf(error), error);
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTClaimValidationFailed) {
    return `The claim ${error.claim} of the token is missing or not accepted here.`;
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'The signature of the token is wrong.';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'Only tokens signed by HS256 are accepted.';
  return 'The token is malformed.';
}

function missing(): HttpError {
  const headers = { 'WWW-Authenticate': 'Bearer' };
  return new HttpError(401, 'missing-token', 'Send a token as `Authorization: Bearer <token>`.', { headers });
}

function unacceptable(code: ProblemCode, detail: string, cause?: unknown): HttpError {
  const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
  return new HttpError(401, code, detail, { headers, cause });
}
