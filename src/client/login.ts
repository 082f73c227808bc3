import { within } from './abort.js';
import {
  AuthenticationError,
  isWorkflowApiError,
  NetworkError,
  ServerError,
  ValidationError,
} from './errors.js';
import { limitBody } from './network.js';
import { errorOfResponse } from './responses.js';

/** Options of `labcasLogin`. What is undefined, such as a variable that is not set, is refused by its name. */
export interface LoginOptions {
  /** The address of LabCAS's login, such as `https://host/labcas-backend-data-access-api/auth`. */
  authUrl: string | undefined;
  /** Without a colon. */
  username: string | undefined;
  /** Sent to `authUrl` only, and never stored. */
  password: string | undefined;
  /** Used instead of the global fetch. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Milliseconds for a login; 30,000. */
  timeout?: number | undefined;
}

/**
 * Gets tokens by logging in to LabCAS: a value for the option `token` of `createClient`, which then logs in
 * when needed and again before the token expires. Nothing is stored.
 *
 * @example
 * createClient({ baseUrl, token: labcasLogin({ authUrl, username, password }) });
 */
export function labcasLogin(options: LoginOptions): () => Promise<string> {
  const { timeout = 30_000 } = options;
  const url = checkAuthUrl(required('authUrl', options.authUrl));
  const username = required('username', options.username);
  const password = required('password', options.password);
  if (username.includes(':')) throw invalidOption('username must not hold a colon.');
  const fetch = options.fetch ?? ((request: Request) => globalThis.fetch(request));
  const authorization = `Basic ${base64(`${username}:${password}`)}`;
  return () =>
    within(timeout, undefined, async (signal) => {
      const init: RequestInit = { method: 'POST', headers: { authorization }, redirect: 'manual', signal };
      const response = await fetch(new Request(url, init)).catch(failed);
      const text = await limitBody(response).text().catch(failed);
      return tokenOf(response, text);
    });
}

function tokenOf(response: Response, text: string): string {
  const { status } = response;
  if (status === 401 || status === 403) {
    throw new AuthenticationError('login-refused', 'LabCAS refused the user name or password.', { status });
  }
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    throw new ServerError('unexpected-redirect', 'The login redirects; authUrl may be wrong.', { status });
  }
  if (!response.ok) throw errorOfResponse(response, text, 'The login');
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text.trim())) return text.trim();
  // Without the text, in case it is one after all.
  throw new ServerError('invalid-response', 'The login was not answered with a token.', { status });
}

function required(name: string, value: string | undefined): string {
  if (typeof value === 'string' && value !== '') return value;
  throw invalidOption(`${name} is missing.`);
}

function checkAuthUrl(authUrl: string): string {
  const url = URL.canParse(authUrl) ? new URL(authUrl) : undefined;
  const isLocal = url !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isLocal)) {
    throw invalidOption('authUrl must begin with https://, since the password is sent to it.');
  }
  if (url.username || url.password) throw invalidOption('authUrl must not hold a user or password.');
  return url.href;
}

function invalidOption(message: string): ValidationError {
  return new ValidationError('invalid-option', message);
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function failed(cause: unknown): never {
  if (isWorkflowApiError(cause)) throw cause;
  throw new NetworkError('network', 'The login cannot be reached.', { retryable: true, cause });
}
