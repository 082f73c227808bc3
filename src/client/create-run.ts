import { idempotencyKeyRule } from '../generated/rules.js';
import { isWorkflowApiError, OutcomeUnknownError, ValidationError, type WorkflowApiError } from './errors.js';
import type { Run, RunParameters } from './models.js';
import { toRun } from './normalize.js';
import type { CallOptions } from './options.js';
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

const reserved = ['in_data_selection', 'params', 'workflow_id'];

/** Starts a run, at most once. */
export async function createRun<P extends object>(
  transport: Transport,
  service: Service,
  workflowId: string,
  { selection, params, idempotencyKey = randomKey(), validate = false, ...options }: CreateRunOptions<P>,
): Promise<Run> {
  checkRequest(selection, params ?? {}, idempotencyKey);
  const repeatable = await service.offers('idempotency', options.signal);
  if (validate) await checkBefore(transport, workflowId, params ?? {}, options);
  let sent = false;
  const startedAt = new Date().toISOString();
  const body = { ...params, in_data_selection: selection };
  const header = repeatable ? { 'Idempotency-Key': idempotencyKey } : {};
  const call = transport.api.POST('/workflows/{id}/runs', {
    ...initOf(options),
    repeatable,
    onSend: () => {
      sent = true;
    },
    params: { path: { id: workflowId }, header },
    body,
  });
  try {
    return await read('POST /workflows/{id}/runs', call, (data) => toCreatedRun(data, workflowId, body));
  } catch (error) {
    if (!isWorkflowApiError(error) || !sent || !leavesUnknown(error)) throw error;
    throw new OutcomeUnknownError({ workflowId, startedAt, idempotencyKey, repeatable }, error);
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

/** Whether the run may have been started though there is no answer that says so. */
function leavesUnknown(error: WorkflowApiError): boolean {
  if (error.status !== undefined) return error.status < 300 || (error.status >= 500 && error.status !== 501);
  return error.code === 'network' || error.code === 'timeout' || error.code === 'response-too-large';
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
