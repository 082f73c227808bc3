import type { CaseResult, Finding } from '../../test/contract/report.js';
import type { FaultClass } from './fault.js';

type Rule = (id: string, findings: readonly Finding[]) => boolean;

const kinds =
  (...names: readonly Finding['kind'][]): Rule =>
  (_, findings) =>
    findings.some(({ kind }) => names.includes(kind));
const ids =
  (pattern: RegExp): Rule =>
  (id) =>
    pattern.test(id);
const either =
  (...rules: readonly Rule[]): Rule =>
  (id, findings) =>
    rules.some((rule) => rule(id, findings));

/** When a failed case names a class of faults: by what it is about, or by what it found. */
const naming: Readonly<Record<FaultClass, Rule>> = {
  schema: either(kinds('schema'), ids(/\/(own-parameters|order|lists)$/)),
  status: kinds('status'),
  headers: either(kinds('header', 'media-type'), ids(/\/(location|link-.*|walk)$/)),
  cors: either(kinds('cors'), ids(/\/(cors|preflight)/)),
  auth: ids(/\/(token-|user-unknown|link|tokenless|bad-token|client-refused)/),
  tenancy: ids(/\/(other-|both-users|client-other-user)/),
  paging: ids(/\/(paging-|status-|lists$|order$|listed$|complete$|agrees$)/),
  idempotency: ids(/\/key-/),
  lifecycle: ids(
    /^(get-run|cancel-run|create-run|list-run-tasks)\/|\/(listed|lists|readable|walk|accepts|separate|reads|complete)$|^list-.*runs\//,
  ),
  encoding: ids(
    /\/(odd-ids|path-|decoded-once|needless-encoding|long-id|encoded-slash|folders|every-folder|plus|slash|unknown|case-of-id|lists|link)/,
  ),
  negotiation: either(ids(/\/(html|accept)/), kinds('media-type')),
  errors: either(kinds('problem', 'leak', 'media-type'), (_, found) =>
    found.some(({ expected }) => expected.includes('Problem')),
  ),
  robustness: ids(
    /\/(refuses-|refusals-|query-|path-|long-id|media-type|nested|other-selection|paging-foreign|violation-|parameters-)/,
  ),
  // Only what is made from the schemas counts.
  inputs: ids(/\/(generated-|violation-|parameters-)/),
  metadata: ids(/^update-output-metadata\/|^browse-outputs\/(link|client)/),
};

/** The failed cases that name the class of a fault. */
export function killersOf(kind: FaultClass, cases: readonly CaseResult[]): string[] {
  const failed = cases.filter(({ failure }) => failure !== undefined);
  return failed.filter(({ id, failure }) => naming[kind](id, failure?.findings ?? [])).map(({ id }) => id);
}
