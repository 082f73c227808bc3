import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The Airflow behind the stand-in. */
export interface MwaaOptions {
  environment: string;
  airflow: { baseUrl: string; version: 'v1' | 'v2' };
  /** Gives a session of that Airflow: the value of its cookie. */
  signIn: () => Promise<string>;
  now?: () => number;
  /** How many requests a session is good for; any number when not given. */
  requestsPerSession?: number;
}

/** Stands in for Amazon MWAA: login tokens that are good once and for 60 s, logins, and a real Airflow behind. */
export interface MwaaServer {
  /** For CreateWebLoginToken; the web server is at the same place. */
  endpoint: string;
  readonly counts: { tokens: number; logins: number };
  /** What CreateWebLoginToken answers instead, such as `AccessDeniedException`. */
  refusal: { status: number; type: string } | undefined;
  /** Whether nothing is answered. */
  hang: boolean;
  /** Lets no session of before in any more. */
  endSessions(): void;
  /** Another Airflow takes the place of the one behind. */
  upgrade(airflow: MwaaOptions['airflow'], signIn: MwaaOptions['signIn']): void;
  close(): Promise<void>;
}

const tokenLifetime = 60_000;
const logins = { v1: ['/aws_mwaa/login', 'session'], v2: ['/pluginsv2/aws_mwaa/login', '_token'] } as const;

export async function startMwaa(options: MwaaOptions): Promise<MwaaServer> {
  const state: State = { ...options, tokens: new Map(), sessions: new Map() };
  const server = createServer((request, response) => {
    if (mwaa.hang) return;
    serve(state, mwaa, request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const mwaa: MwaaServer = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts: { tokens: 0, logins: 0 },
    refusal: undefined,
    hang: false,
    endSessions: () => state.sessions.clear(),
    upgrade: (airflow, signIn) => void Object.assign(state, { airflow, signIn }),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return mwaa;
}

interface State extends MwaaOptions {
  /** When each was given. */
  tokens: Map<string, number>;
  /** How many requests each has served. */
  sessions: Map<string, number>;
}

async function serve(
  state: State,
  mwaa: MwaaServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path, cookie] = logins[state.airflow.version];
  if (request.method === 'POST' && request.url?.startsWith('/webtoken/'))
    return giveToken(state, mwaa, request, response);
  if (request.method !== 'POST' || request.url !== path) return pass(state, request, response);
  const session = await logIn(state, await readBody(request));
  if (session === undefined) {
    response.writeHead(401).end();
    return;
  }
  mwaa.counts.logins++;
  response
    .writeHead(302, { location: '/home', 'set-cookie': `${cookie}=${session}; HttpOnly; Path=/` })
    .end();
}

function giveToken(
  { environment, tokens, now = Date.now }: State,
  mwaa: MwaaServer,
  { headers, url }: IncomingMessage,
  response: ServerResponse,
): void {
  const isSigned = /^AWS4-HMAC-SHA256 Credential=\S*\/airflow\/aws4_request/.test(
    headers.authorization ?? '',
  );
  const denied = isSigned ? undefined : { status: 403, type: 'AccessDeniedException' };
  const unknown =
    url === `/webtoken/${environment}` ? undefined : { status: 404, type: 'ResourceNotFoundException' };
  const refusal = mwaa.refusal ?? denied ?? unknown;
  if (refusal !== undefined) {
    response.writeHead(refusal.status, {
      'x-amzn-errortype': refusal.type,
      'content-type': 'application/json',
    });
    response.end('{"message":"arn:aws:airflow:us-west-2:123456789012:role/secret-detail"}');
    return;
  }
  const token = randomBytes(24).toString('base64url');
  mwaa.counts.tokens++;
  tokens.set(token, now());
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ WebServerHostname: new URL(mwaa.endpoint).host, WebToken: token }));
}

/** A session for a token that is neither used nor old. */
async function logIn(
  { tokens, sessions, signIn, now = Date.now }: State,
  form: Buffer,
): Promise<string | undefined> {
  const token = new URLSearchParams(form.toString()).get('token') ?? '';
  const given = tokens.get(token);
  tokens.delete(token);
  if (given === undefined || now() - given > tokenLifetime) return undefined;
  const session = await signIn();
  sessions.set(session, 0);
  return session;
}

/** Hands a request on to Airflow, without the session when it has ended. */
async function pass(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { airflow } = state;
  const headers = { ...request.headers };
  const { cookie = '', authorization = '' } = headers;
  const session = /(?:^session=|^Bearer )(.*)$/.exec(airflow.version === 'v1' ? cookie : authorization)?.[1];
  if (session === undefined || !isGood(state, session)) {
    delete headers.cookie;
    delete headers.authorization;
  }
  const { hostname, port } = new URL(airflow.baseUrl);
  const out = forward({ host: hostname, port, method: request.method, path: request.url, headers });
  request.pipe(out);
  out.on('error', () => response.destroy());
  const [answer] = (await once(out, 'response')) as [IncomingMessage];
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  answer.pipe(response);
}

function isGood(
  { sessions, requestsPerSession = Number.POSITIVE_INFINITY }: State,
  session: string,
): boolean {
  const served = sessions.get(session);
  if (served === undefined || served >= requestsPerSession) return false;
  sessions.set(session, served + 1);
  return true;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export interface AirflowLogin {
  baseUrl: string;
  username: string;
  password: string;
}

/** A session of a real Airflow 2, by the form that its users log in with. */
export async function formSession({ baseUrl, username, password }: AirflowLogin): Promise<string> {
  const page = await fetch(`${baseUrl}/login/`);
  const csrf = /name="csrf_token"[^>]*value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const answer = await fetch(`${baseUrl}/login/`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: `session=${sessionOf(page)}` },
    body: new URLSearchParams({ csrf_token: csrf, username, password }),
  });
  await answer.body?.cancel();
  // A refusal comes with a session too, one of nobody.
  if (answer.status !== 302) throw new Error(`Airflow let nobody in: ${answer.status}`);
  return sessionOf(answer);
}

function sessionOf(response: Response): string {
  const found = response.headers.getSetCookie().find((cookie) => cookie.startsWith('session='));
  const value = /^session=([^;]+)/.exec(found ?? '')?.[1];
  if (value === undefined) throw new Error(`Airflow gave no session: ${response.status}`);
  return value;
}

/** A token of a real Airflow 3. */
export async function tokenSession({ baseUrl, username, password }: AirflowLogin): Promise<string> {
  const answer = await fetch(`${baseUrl}/auth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}
