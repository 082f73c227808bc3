import { itemsOf, toRun } from '../../src/client/normalize.js';
import { ContractFailure } from './errors.js';
import { type Exchange, excerpt } from './exchange.js';
import { expectStatus, isA } from './expect.js';
import type { Run } from './fixtures.js';

/**
 * The run of an answer, as far as it can be made out, so that one mistake in its form does not keep other
 * cases from being tried; the form itself is checked elsewhere.
 */
export function runOf(exchange: Exchange, workflowId: string): Run {
  expectStatus(exchange, 200, 201);
  const run = complete(exchange.json, workflowId);
  if (run === undefined) throw new ContractFailure('schema', 'a Run', excerpt(exchange.text), exchange);
  return run;
}

/** The runs of a list, likewise. */
export function runsOf(exchange: Exchange, workflowId: string): Run[] {
  expectStatus(exchange, 200);
  const runs = itemsOf(exchange.json, 'runs', (raw) => complete(raw, workflowId));
  if (runs === undefined) throw new ContractFailure('schema', 'a RunList', excerpt(exchange.text), exchange);
  return runs;
}

const statuses = ['queued', 'running', 'success', 'failed'] as const;

function complete(raw: unknown, workflowId: string): Run | undefined {
  if (isA('Run', raw)) return raw;
  const run = toRun(raw, workflowId);
  if (run === undefined) return undefined;
  const status = statuses.find((known) => known === run.status) ?? 'queued';
  const created_at = run.created_at ?? '';
  return { ...run, status, state: status, created_at, conf: run.params, failure: null };
}
