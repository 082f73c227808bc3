import type { Fault } from './fault.js';

/** What has to be tried at the least, by class, each with the faults that are of its kind. */
const kinds: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  schema: {
    'wrong type': ['schema-type', 'schema-list-for-object'],
    'missing required': ['schema-missing', 'schema-missing-list'],
    null: ['schema-null', 'schema-null-list'],
    enum: ['schema-enum'],
    'extra property': ['schema-extra'],
    format: ['schema-date', 'schema-uri'],
    'range or pattern': ['schema-range', 'schema-empty-id'],
  },
  status: {
    undocumented: ['status-418'],
    '200 for 201': ['status-200-for-201'],
    'body on 204': ['status-body-on-204'],
    '404 for 405': ['status-404-for-405'],
    501: ['status-501'],
    '200 wrapping an error': ['status-error-in-200'],
  },
  'headers and CORS': {
    missing: ['header-location-missing', 'header-request-id'],
    'bad value': ['header-cache', 'cors-bad-value'],
    'no Allow': ['header-allow'],
    'preflight broken': ['cors-preflight-broken'],
    'preflight lacks PUT': ['cors-preflight-put'],
    'origin reflected': ['cors-reflected'],
    'not exposed': ['cors-exposed'],
  },
  auth: {
    'not enforced': ['auth-none'],
    bogus: ['auth-bogus', 'auth-signature'],
    expired: ['auth-expired'],
    'alg none': ['auth-alg-none'],
    'wrong audience accepted': ['auth-audience'],
    'no WWW-Authenticate': ['old-no-challenge'],
    '403 for 401': ['auth-403-for-401'],
  },
  tenancy: {
    "other user's run": ['tenancy-run'],
    list: ['tenancy-list', 'tenancy-list-all'],
    outputs: ['tenancy-outputs', 'tenancy-root'],
    'metadata write': ['tenancy-metadata'],
    log: ['tenancy-log'],
    'existence told by 403': ['tenancy-403', 'tenancy-403-workflow'],
  },
  paging: {
    'limit ignored': ['paging-limit'],
    loop: ['paging-loop', 'paging-repeat-token'],
    gap: ['paging-gap'],
    repeat: ['paging-repeat'],
    'no end': ['paging-no-end'],
    'filter ignored': ['filter-ignored'],
    'order ignored': ['order-oldest', 'order-workflows'],
  },
  idempotency: {
    ignored: ['key-ignored'],
    'other body accepted': ['key-body', 'key-other-body'],
    'shared between users': ['key-shared'],
  },
  lifecycle: {
    'created not readable': ['life-unreadable'],
    'cancel without effect': ['life-cancel-nothing'],
    'illegal transition': ['life-backwards'],
    'refused write changes state': ['robust-refused-but-done'],
    'wrong Location': ['header-location-other'],
    'wrong parent': ['header-location-parent'],
  },
  encoding: {
    'id ignored': ['encoding-id-ignored'],
    mangled: ['encoding-never', 'encoding-plus'],
    'decoded twice': ['encoding-twice'],
  },
  negotiation: { 'wrong type': ['negotiation-type'], 'HTML unescaped': ['negotiation-escape'] },
  'error format': { shape: ['error-message', 'error-text'], 'stack trace': ['error-trace'] },
  robustness: {
    'invalid accepted': ['robust-unknown-query', 'robust-type'],
    '500 on malformed': ['robust-json'],
    large: ['robust-large'],
    deep: ['robust-deep'],
  },
  'deployment 1.0': {
    'authorizer 1': ['auth-scheme-case'],
    'authorizer 2': ['old-subject-500', 'old-username-claim'],
    'authorizer 3': ['auth-directory', 'auth-cn'],
    'authorizer 4': ['auth-no-expiry', 'old-no-leeway'],
    'authorizer 5': ['auth-403-for-401'],
    'createrun 8': ['tenancy-create'],
    'createrun 9': ['old-no-selection', 'old-nested'],
    'createrun 10': ['old-state'],
    'createrun 11': ['old-invalid-json', 'cors-missing-errors'],
    'createrun 13': ['old-tilde'],
    'createrun 14': ['robust-type', 'robust-username', 'robust-deep'],
    'listruns 15': ['order-oldest', 'life-unlisted'],
    'listruns 16': ['old-output-url'],
    'listruns 17': ['old-no-runs', 'schema-missing-list'],
    'listworkflows 18': ['old-workflows-502'],
    'listworkflows 19': ['old-unfiltered', 'tenancy-workflows'],
    'describeworkflow 20': ['old-workflow-502'],
    'browseoutputs 21': ['encoding-folder-user', 'encoding-folder-stage'],
    'browseoutputs 22': ['old-prefix-unchecked'],
    'browseoutputs 24': ['negotiation-escape'],
    'browseoutputs 25': ['negotiation-quality', 'negotiation-406'],
    'browseoutputs 26': ['encoding-never', 'old-empty-folder', 'old-root-403', 'old-nested-403'],
    'browseoutputs 27': ['link-inline'],
    'updateoutput 28': ['old-path-ignored', 'old-slash'],
    'updateoutput 29': ['old-values-502', 'old-keys'],
    'updateoutput 30': ['metadata-missing-200', 'old-text'],
    'updateoutput 31': ['old-empty-body', 'old-sizes'],
    'common 33': ['cors-bad-value', 'cors-slash', 'cors-preflight-put', 'cors-vary'],
    'common 36': ['status-501', 'old-gateway', 'old-options', 'header-request-id', 'robust-unknown-query'],
    'common 39': ['error-json'],
  },
};

/** Kinds that no fault stands for; empty when all are tried. */
export function untriedKinds(faults: readonly Fault[]): string[] {
  const ids = new Set(faults.map(({ id }) => id));
  return Object.entries(kinds).flatMap(([about, own]) =>
    Object.entries(own)
      .filter(([, named]) => named.length === 0 || named.some((id) => !ids.has(id)))
      .map(([kind]) => `${about}: ${kind}`),
  );
}

/** The table of kinds, each with its faults. */
export function kindRows(): string[] {
  return Object.entries(kinds).flatMap(([about, own]) =>
    Object.entries(own).map(
      ([kind, ids]) => `| ${about} | ${kind} | ${ids.map((id) => `\`${id}\``).join(', ')} |`,
    ),
  );
}
