import { idempotencyKeyRule } from '../generated/rules.js';
import { now } from './clock.js';
import { isWorkflowApiError, OutcomeUnknownError, ServerError, ValidationError } from './errors.js';
import type { Run, RunParameters } from './models.js';
import { toRun } from './normalize.js';
import { type CallOptions, timeoutsOf } from './options.js';
import { fillPath } from './paths.js';
import { isRecord } from './responses.js';
import type { Service } from './service.js';
import { initOf, read, type Transport } from './transport.js';
import { createWorkflows } from './workflows.js';

declare const parameters: unique symbol;

/** The id of a workflow of which the parameters are known to the compiler; see {@link workflowRef}. */
export type WorkflowRef<P extends object> = string & { readonly [parameters]?: P };

/**
 * Pins the type of a workflow's parameters to its id.
 *
 * @example
 * const nebraska = workflowRef<{ tile_size?: 64 | 128 | 256; csv?: boolean }>('nebraska');
 * await client.runs.create(nebraska, { selection: 'colon/fhl2', params: { tile_size: 128 } });
 */
export function workflowRef<P extends object>(id: string): WorkflowRef<P> {
  return id;
}

/** What a run is started with. */
export interface CreateRunOptions<P extends object = RunParameters> extends CallOptions {
  /** The id of the data selection to run over. */
  selection: string;
  /** The workflow's own parameters. */
  params?: P | undefined;
  /**
   * Names this one intended run, in visible ASCII: the same key again is the same run, where the server knows
   * keys. The client makes one up when there is none.
   */
  idempotencyKey?: string | undefined;
  /** Reads the workflow first and checks the parameters against its schemas. */
  validate?: boolean | undefined;
}

const createPath = '/workflows/{id}/runs';
const reserved = ['in_data_selection', 'params', 'workflow_id'];

/** Starts a run, at most once. */
export async function createRun<P extends object>(
  transport: Transport,
  service: Service,
  workflowId: string,
  { selection, params, idempotencyKey: given, validate = false, ...call }: CreateRunOptions<P>,
): Promise<Run> {
  const idempotencyKey = given ?? randomKey();
  fillPath(createPath, { id: workflowId });
  checkRequest(selection, params ?? {}, idempotencyKey);
  // One time for all that is asked.
  const limits = timeoutsOf(transport.options.timeout, call.timeout);
  const endsAt = now() + limits.total;
  const options = () => ({ ...call, timeout: { ...limits, total: Math.max(0, endsAt - now()) } });
  const repeatable = await knowsKeys(service, given !== undefined, call.signal, limits.total);
  if (validate) await checkBefore(transport, workflowId, params ?? {}, options());
  let sent = false;
  let unknown = false;
  const startedAt = new Date().toISOString();
  const body = { ...params, in_data_selection: selection };
  const header = repeatable ? { 'Idempotency-Key': idempotencyKey } : {};
  const request = transport.api.POST(createPath, {
    ...initOf(options()),
    repeatable,
    onSend: () => {
      sent = true;
    },
    // What a request left open stays so, whatever becomes of the next.
    onOutcome: (outcome: unknown) => {
      unknown ||= sent && leavesUnknown(outcome);
      sent = false;
    },
    params: { path: { id: workflowId }, header },
    body,
  });
  try {
    return await read(`POST ${createPath}`, request, (data) => toCreatedRun(data, workflowId, body));
  } catch (error) {
    if (!unknown || isVerdict(error)) throw error;
    throw new OutcomeUnknownError({ workflowId, startedAt, idempotencyKey, repeatable }, error);
  }
}

/**
 * Whether the deployment takes a key. Whoever gives one relies on it: without an answer nothing is sent then, as
 * the run of an earlier attempt may be there already.
 */
async function knowsKeys(
  service: Service,
  isGiven: boolean,
  signal: AbortSignal | undefined,
  timeout: number,
): Promise<boolean> {
  try {
    return await service.offers('idempotency', { signal, timeout });
  } catch (error) {
    if (!isWorkflowApiError(error) || signal?.aborted) throw error;
    if (!isGiven) return false;
    const message = `Nothing was sent: whether this deployment knows idempotency keys could not be found out (${error.message.replace(/\.$/, '')}). The option compatibility: '1.0' says that it does not.`;
    const { status, retryAfter } = error;
    throw new ServerError('service-unknown', message, { status, retryAfter, retryable: true, cause: error });
  }
}

/** Asks for the workflow, and loads what checks JSON Schemas only now: few need it. */
async function checkBefore(transport: Transport, workflowId: string, params: object, options: CallOptions) {
  const [workflow, { checkParams }] = await Promise.all([
    createWorkflows(transport).get(workflowId, options),
    import('./check-params.js'),
  ]);
  const errors = checkParams(workflow, { ...params });
  const [first] = errors;
  if (first === undefined) return;
  throw new ValidationError('invalid-parameter', `${first.pointer}: ${first.detail}`, { errors });
}

/** The 1.0 deployment answers the id and the state only. */
function toCreatedRun(data: unknown, workflowId: string, body: RunParameters): Run | undefined {
  const run = toRun(data, workflowId);
  if (run === undefined || run.in_data_selection !== null) return run;
  const { in_data_selection, ...params } = body;
  return { ...run, in_data_selection: String(in_data_selection), params };
}

/** Whether a request that was sent may have started the run, by its answer or error. */
function leavesUnknown(outcome: unknown): boolean {
  const status = statusOf(outcome);
  if (status !== undefined) return status < 300 || (status >= 500 && status !== 501);
  return !isWorkflowApiError(outcome) || outcome.code !== 'unreachable';
}

function statusOf(outcome: unknown): number | undefined {
  if (isWorkflowApiError(outcome)) return outcome.status;
  return isRecord(outcome) && outcome.response instanceof Response ? outcome.response.status : undefined;
}

/** Whether it is about the request itself: a server with keys says so only when it has no run of this key. */
function isVerdict(error: unknown): boolean {
  return isWorkflowApiError(error) && [400, 404, 409, 413, 422].includes(error.status ?? 0);
}

function checkRequest(selection: string, params: object, key: string): void {
  if (selection === '')
    throw new ValidationError('invalid-id', 'selection must be the id of a data selection.');
  const taken = Object.keys(params).find((name) => reserved.includes(name));
  if (taken !== undefined) {
    throw new ValidationError('invalid-parameter', `${taken} cannot be the name of a parameter.`, {
      errors: [{ detail: 'is reserved', pointer: `/${taken}` }],
    });
  }
  if (key.length > idempotencyKeyRule.maxLength || !new RegExp(idempotencyKeyRule.pattern).test(key)) {
    throw new ValidationError(
      'invalid-idempotency-key',
      'idempotencyKey must be 1 to 255 visible ASCII characters.',
    );
  }
}

function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
