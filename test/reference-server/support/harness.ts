import type { Collection, Config } from '../../../src/reference-server/config.js';
import {
  createMemoryEngine,
  type Script,
  type ScriptedWorkflow,
} from '../../../src/reference-server/engines/memory.js';
import { HttpError } from '../../../src/reference-server/errors.js';
import { createHandler, type HandlerDeps, type RequestInfo } from '../../../src/reference-server/handler.js';
import type { Log, LogFields } from '../../../src/reference-server/log.js';
import { createMemoryStore } from '../../../src/reference-server/stores/memory.js';

export const baseUrl = 'https://api.example.org/dev';

/** A handler over memory, with responses validated, for the users `researcher`, `reviewer` and `outsider`. */
export function createHarness(changes: Partial<HandlerDeps> = {}) {
  const engine = createMemoryEngine({ workflows: [rehearsal, pipeline, nebraska], partLength: 16 });
  const store = createMemoryStore({ now: () => new Date('2026-11-23T19:12:09.001Z') });
  const log = createMemoryLog();
  const handler = createHandler({
    engine,
    store,
    log,
    config: { read: async () => config },
    authenticate,
    outputBucket: 'staging',
    service: {
      id: 'org.example.test',
      name: 'Test',
      organization: { name: 'Example', url: 'https://www.example.org' },
      version: '0.0.0',
      features: ['cancel'],
    },
    corsOrigins: ['http://localhost:*', 'https://portal.example.org'],
    publicUrl: baseUrl,
    validateResponses: true,
    ...changes,
  });

  /** Sends a raw target, as a socket would bring it. */
  async function send(method: string, target: string, options: SendOptions = {}): Promise<Answer> {
    const { user = 'researcher', body, headers, info } = options;
    const request = new Request('http://127.0.0.1:8080/', {
      method,
      headers: { ...(user === null ? {} : { Authorization: `Bearer ${user}` }), ...headers },
      ...(body === undefined ? {} : { body: rawBody(body), duplex: 'half' }),
    });
    const response = await handler(request, { target, ...info });
    const text = await response.text();
    return { response, status: response.status, headers: response.headers, text, json: parse(text) };
  }

  return { engine, store, log, handler, send };
}

export interface SendOptions {
  /** `null` sends no token. */
  user?: string | null;
  /** A string, bytes or a stream is sent as it is, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  info?: RequestInfo;
}

export interface Answer {
  response: Response;
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; an empty record when it is not an object in JSON. */
  json: Record<string, unknown>;
}

/** A log that can be read back. */
export interface MemoryLog extends Log {
  readonly lines: { level: string; message: string; fields: LogFields }[];
}

function createMemoryLog(): MemoryLog {
  const lines: MemoryLog['lines'] = [];
  const at =
    (level: string) =>
    (message: string, fields: LogFields = {}) =>
      void lines.push({ level, message, fields });
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

/** Takes the token for the name of the user. */
async function authenticate(request: Request) {
  const token = request.headers.get('authorization')?.replace(/^Bearer /, '');
  if (token === undefined) throw new HttpError(401, 'missing-token', 'A token is required.');
  if (token === 'expired') throw new HttpError(401, 'expired-token', 'The token has expired; log in again.');
  return { name: token, dn: `uid=${token},dc=example,dc=org` };
}

/** The collection `id`, with the users of each workflow. */
export function collection(id: string, workflows: Record<string, string[]>): Collection {
  const users = Object.entries(workflows).map(([workflow, names]) => [workflow, new Set(names)] as const);
  return { id, bucket: 'archive', prefix: `${id}/`, description: `About ${id}`, workflows: new Map(users) };
}

const everyone = ['researcher', 'reviewer'];

export const config: Config = {
  collections: new Map(
    [
      collection('colon/fhl2', { rehearsal: everyone, nebraska: ['researcher'], pipeline: ['researcher'] }),
      collection('cells/phase', { nebraska: ['researcher'], vanished: ['researcher'] }),
      collection('plain', { rehearsal: ['reviewer'] }),
    ].map((each) => [each.id, each]),
  ),
};

// Runs wait until a test sets them.
const script = (): Script => ({
  queued: Number.POSITIVE_INFINITY,
  tasks: ['main', 'report'].map((id) => ({ id, duration: 0 })),
});

const nebraska: ScriptedWorkflow = {
  id: 'nebraska',
  description: 'Finds nuclei',
  schedule: null,
  parameters: {
    tile_size: {
      description: 'Edge of a tile',
      default: 64,
      required: false,
      schema: { type: 'integer', enum: [64, 128, 256] },
    },
    csv: { description: null, default: true, required: false, schema: { type: 'boolean' } },
  },
  additionalParameters: false,
  script,
};

const rehearsal: ScriptedWorkflow = {
  id: 'rehearsal',
  description: null,
  schedule: '@daily',
  parameters: {
    message: { description: null, required: true, schema: { type: 'string', minLength: 1, maxLength: 20 } },
    area: {
      description: null,
      required: false,
      schema: {
        type: 'object',
        properties: { 'a/b%': { type: 'number', exclusiveMinimum: 0 } },
        required: ['a/b%'],
        additionalProperties: false,
      },
    },
  },
  additionalParameters: false,
  script,
};

// As Airflow declares the ones that the server sets, and takes any other.
const pipeline: ScriptedWorkflow = {
  id: 'pipeline',
  description: null,
  schedule: null,
  parameters: { in_bucket: { description: null, default: '', required: false, schema: { type: 'string' } } },
  additionalParameters: true,
  script,
};

function rawBody(body: unknown): string | Uint8Array<ArrayBuffer> | ReadableStream {
  if (typeof body === 'string' || body instanceof ReadableStream) return body;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
