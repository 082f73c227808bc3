import type { ContractOptions, CreateTarget } from '../../../test/contract/index.js';
import type { WorkflowDetails } from '../../client/index.js';
import { enums } from '../../generated/rules.js';
import type { Authenticator } from '../../reference-server/auth.js';
import { createMemoryServer } from '../../reference-server/compose/memory.js';
import type { Config } from '../../reference-server/config.js';
import type { Script, ScriptedWorkflow } from '../../reference-server/engines/memory.js';
import { HttpError } from '../../reference-server/errors.js';
import type { Handler } from '../../reference-server/handler.js';
import { type Seen, targetsOf, type User } from './look.js';

/** A server in memory that offers what an API offers, and has nothing of its runs. */
export function createMirror(
  seen: Seen,
  options: ContractOptions,
  tokens: ReadonlyMap<User, string>,
): Handler {
  const ids = new Set([...seen.access.values()].flatMap((workflows) => [...workflows.keys()]));
  const { handler } = createMemoryServer({
    workflows: [...ids].map((id) => workflowOf(id, seen.details.get(id), options)),
    config: { read: async () => configOf(seen) },
    authenticate: authenticatorOf(tokens),
    outputBucket: 'staging',
    service: { ...service, features: enums.Feature.filter((name) => seen.features.includes(name)) },
    corsOrigins: [options.origin ?? 'http://localhost:3000'],
    publicUrl: options.baseUrl,
    log: { info() {}, warn() {}, error() {} },
  });
  return handler;
}

const service = {
  id: 'dry-run',
  name: 'A dry run',
  description: 'In memory.',
  organization: { name: 'None', url: 'http://localhost/' },
  environment: 'dry-run',
  version: 'none',
};

function configOf({ access }: Seen): Config {
  const collections = [...access].map(([id, workflows]) => {
    return [id, { id, bucket: 'archive', prefix: `${id}/`, description: null, workflows }] as const;
  });
  return { collections: new Map(collections) };
}

/** Takes the users' own tokens; whatever else is sent as one has been damaged or made up. */
function authenticatorOf(tokens: ReadonlyMap<User, string>): Authenticator {
  return async (request) => {
    const token = /^bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    const found = [...tokens].find(([, own]) => own === token);
    if (found !== undefined) return { name: found[0], dn: `uid=${found[0]}` };
    const headers = { 'WWW-Authenticate': 'Bearer' };
    throw new HttpError(401, token === undefined ? 'missing-token' : 'invalid-token', 'No.', { headers });
  };
}

function workflowOf(
  id: string,
  details: WorkflowDetails | undefined,
  options: ContractOptions,
): ScriptedWorkflow {
  const {
    description = null,
    schedule = null,
    parameters = {},
    additional_parameters = true,
  } = details ?? {};
  const targets = targetsOf(options).filter(({ workflow }) => workflow === id);
  return {
    id,
    description,
    schedule,
    parameters,
    additionalParameters: additional_parameters,
    script: (conf) => scriptOf(conf, targets),
  };
}

type Params = Readonly<Record<string, unknown>>;

// As the suite takes it: by the parameters that are named, else by those that steer `rehearsal`.
function scriptOf(conf: Params, targets: readonly CreateTarget[]): Script {
  const isLong = targets.some(({ long }) => holds(conf, long)) || Number(conf.seconds) >= 60;
  const fails = targets.some(({ failure }) => holds(conf, failure)) || conf.outcome === 'failure';
  return {
    queued: 0,
    tasks: [{ id: 'main', duration: isLong ? Number.POSITIVE_INFINITY : 0, log: 'A line.\n' }],
    outcome: fails ? 'failure' : 'success',
    outputs: { 'file-1.csv': 'a,b\n', 'file-2.txt': 'text\n', 'folder/file-3.txt': 'text\n' },
  };
}

function holds(conf: Params, params: Params | undefined): boolean {
  if (params === undefined) return false;
  return Object.entries(params).every(
    ([name, value]) => JSON.stringify(conf[name]) === JSON.stringify(value),
  );
}
