import type { HttpHandler } from 'msw';
import { enums } from '../../generated/rules.js';
import type { MockFault } from '../adapters/msw/faults.js';
import { createMswHandlers } from '../adapters/msw.js';
import { createMemoryServer } from '../compose/memory.js';
import type { Handler } from '../handler.js';
import type { Log } from '../log.js';
import { createMockConfig } from './config.js';
import { exampleSelections, exampleWorkflows } from './example.js';
import type { MockRun, MockSelection, MockWorkflow } from './options.js';
import { addRun } from './runs.js';
import { createMockAuthenticator, type MockUser, verifying, watched } from './users.js';
import { scripted } from './workflow.js';

/** Options of {@link createHandlers}. */
export interface MockOptions {
  /** What the client is given, such as `https://api.example.org/dev`. Only requests below it are answered. */
  baseUrl: string;
  /** Whose every token is, or a function that tells; `thomas` when not given. Without a token it is a 401. */
  user?: MockUser | undefined;
  /** Verifies tokens by this secret of LabCAS instead, with all that they must hold. */
  secret?: string | Uint8Array | undefined;
  /** Those of the example server when not given. */
  selections?: readonly MockSelection[] | undefined;
  /** Those of the example server when not given. */
  workflows?: readonly MockWorkflow[] | undefined;
  /** Runs that are there from the beginning; none when not given. */
  runs?: readonly MockRun[] | undefined;
  /** How many times as fast runs live; Infinity ends them at once. */
  speed?: number | undefined;
  /** Milliseconds before each answer, or the least and the most of them; 0 when not given. */
  latency?: number | readonly [least: number, most: number] | undefined;
  /** What goes wrong. It is read again for each request: put faults in, or take them out, at any time. */
  faults?: readonly MockFault[] | undefined;
  /** The clock by which runs live and links expire. */
  now?: (() => Date) | undefined;
}

/**
 * Handlers of Mock Service Worker that answer as the reference server does, from memory: runs live, leave outputs,
 * and are remembered as long as the handlers are.
 *
 * @example
 * const server = setupServer(...createHandlers({ baseUrl: 'https://api.example.org/dev' }));
 */
export function createHandlers(options: MockOptions): HttpHandler[] {
  const baseUrl = readBaseUrl(options.baseUrl);
  const { latency = 0, faults = [] } = options;
  return createMswHandlers(createMock(options, baseUrl), { baseUrl, latency, faults });
}

const outputBucket = 'staging';

function createMock(options: MockOptions, baseUrl: URL): Handler {
  const {
    selections = exampleSelections,
    workflows = exampleWorkflows,
    speed = 1,
    user = 'thomas',
  } = options;
  const now = options.now ?? (() => new Date());
  if (!(speed > 0)) throw new TypeError('speed must be a number above 0.');
  const everybody = new Set<string>();
  const authenticate =
    options.secret === undefined ? createMockAuthenticator(user) : verifying(options.secret);
  const { engine, handler } = createMemoryServer({
    workflows: workflows.map((workflow) => scripted(workflow, speed)),
    config: createMockConfig(selections, everybody),
    // Before the configuration is read, so that it knows them.
    authenticate: watched(authenticate, (name) => everybody.add(name)),
    outputBucket,
    service,
    corsOrigins: ['http://localhost:*', 'http://127.0.0.1:*', ...ownOrigin()],
    publicUrl: baseUrl.href,
    validateResponses: true,
    log,
    now,
  });
  for (const run of options.runs ?? []) addRun(engine, run, { selections, user, outputBucket, now });
  return handler;
}

const service = {
  id: 'mock.labcas-workflow-api',
  name: 'LabCAS Workflow API',
  description: 'A mock in memory.',
  organization: { name: 'Not configured', url: 'http://localhost/' },
  environment: 'mock',
  version: 'mock',
  features: [...enums.Feature],
};

// What the mock cannot answer is a mistake in its options, which whoever wrote them is to see.
const log: Log = {
  info() {},
  warn: (message, fields) => console.warn(message, fields),
  error: (message, fields) => console.error(message, fields),
};

/** In a page, an address may be relative to it. */
function readBaseUrl(text: string): URL {
  const page = globalThis.location?.href;
  if (!URL.canParse(text, page)) throw new TypeError('baseUrl must be an address such as https://host/dev.');
  const url = new URL(text, page);
  if (url.search || url.hash) throw new TypeError('baseUrl must not have a query or a fragment.');
  return new URL(url.href.replace(/\/+$/, ''));
}

function ownOrigin(): string[] {
  return globalThis.location === undefined ? [] : [globalThis.location.origin];
}
