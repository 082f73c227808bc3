import { type Authenticator, createAuthenticator } from '../auth.js';
import { HttpError } from '../errors.js';
import { isUserName, userNameForm } from '../user-name.js';

/** The user of a token, or a function that says whose it is; undefined for a token that is not accepted. */
export type MockUser = string | ((token: string) => string | undefined | Promise<string | undefined>);

/** Takes tokens for those of users without looking into them. */
export function createMockAuthenticator(user: MockUser): Authenticator {
  if (typeof user === 'string' && !isUserName(user)) throw new TypeError(`user must be ${userNameForm}.`);
  return async (request) => {
    const [, token] = /^bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
    if (token === undefined) throw new HttpError(401, 'missing-token', 'A token is required.');
    const name = typeof user === 'string' ? user : await user(token);
    if (name === undefined) throw new HttpError(401, 'invalid-token', 'This token is not accepted.');
    return { name, dn: `uid=${name}` };
  };
}

/** Tells of everybody who comes. */
export function watched(authenticate: Authenticator, meet: (name: string) => void): Authenticator {
  return async (request) => {
    const user = await authenticate(request);
    meet(user.name);
    return user;
  };
}

/** Accepts the tokens that LabCAS would sign by this secret. */
export const verifying = (secret: string | Uint8Array): Authenticator => createAuthenticator({ key: secret });
