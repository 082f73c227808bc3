import type { OperationId } from '../../src/generated/operations.js';
import type { FindingKind } from './report.js';

/** What cases are about, and what servers get wrong; the bench of faults goes by the same names. */
export const caseClasses = [
  'schema',
  'status',
  'headers',
  'cors',
  'auth',
  'tenancy',
  'paging',
  'idempotency',
  'lifecycle',
  'encoding',
  'negotiation',
  'errors',
  'robustness',
  'metadata',
  'inputs',
] as const;

export type CaseClass = (typeof caseClasses)[number];

/** The class of a case by its name, for those that do not say it; what it does otherwise is its operation's. */
export function classOf(operation: OperationId | 'unrouted', name: string): CaseClass {
  const found = byName.find(([pattern]) => pattern.test(name));
  return found?.[1] ?? byOperation[operation];
}

const byName: readonly (readonly [RegExp, CaseClass])[] = [
  // What is made from the schemas, whatever is wrong with it.
  [/^(?:generated-|violation-|parameters-)/, 'inputs'],
  [/^(?:token-|user-unknown|tokenless|bad-token|client-refused|link-damaged)/, 'auth'],
  [/^(?:other-|client-other|both-users|second-user|user-|own-folder)/, 'tenancy'],
  [/^(?:paging-|status-|order|newest-first)/, 'paging'],
  [/^key-/, 'idempotency'],
  [/^(?:cors-|preflight)/, 'cors'],
  [/^(?:html|accept-)/, 'negotiation'],
  [/^(?:refuses-|refusals-|query-|media-type|nested)/, 'robustness'],
  [
    /^(?:path-|odd-ids|long-id|decoded-once|needless-|encoded-|plus|case-of|slash|folders|every-folder|beginning)/,
    'encoding',
  ],
  [/^(?:method-|options|head|offered|unknown)/, 'status'],
  [/^(?:location|link-)/, 'headers'],
];

const byOperation: Readonly<Record<OperationId | 'unrouted', CaseClass>> = {
  listDataSelections: 'tenancy',
  listDataSelectionWorkflows: 'tenancy',
  listDataSelectionWorkflowsByPath: 'encoding',
  listWorkflows: 'tenancy',
  getWorkflow: 'schema',
  listRuns: 'lifecycle',
  createRun: 'lifecycle',
  getRun: 'lifecycle',
  cancelRun: 'lifecycle',
  listRunTasks: 'lifecycle',
  getTaskLog: 'lifecycle',
  listAllRuns: 'lifecycle',
  browseOutputRoot: 'metadata',
  browseOutputs: 'metadata',
  updateOutputMetadata: 'metadata',
  getServiceInfo: 'schema',
  unrouted: 'status',
};

/** The class that a finding of each kind is of. */
export const classOfKind: Readonly<Record<Exclude<FindingKind, 'semantics' | 'connection'>, CaseClass>> = {
  status: 'status',
  header: 'headers',
  'media-type': 'negotiation',
  schema: 'schema',
  problem: 'errors',
  leak: 'errors',
  cors: 'cors',
  html: 'negotiation',
};
