import { type OperationId, operations as table } from '../../../generated/operations.js';
import { HttpError, type ProblemCode } from '../../errors.js';
import { readTarget } from '../../path.js';
import { problem, toResponse } from '../../respond.js';
import { createRouter } from '../../router.js';

/** Something that goes wrong on purpose. */
export interface MockFault {
  /** The operation of the API that it befalls, such as `createRun`; any when not given. */
  operation?: OperationId | undefined;
  /**
   * A status is answered as a problem of that status, and nothing is done. `network` fails before the server has
   * the request; `lost-answer` when the server has done what was asked, so that nobody can tell.
   */
  fault: number | 'network' | 'lost-answer';
  /** How many requests it befalls; all when not given. */
  times?: number | undefined;
}

/** What is to befall a request, counted as having befallen it: an answer, a failure, or nothing. */
export function createFaults(faults: readonly MockFault[], basePath: string) {
  const router = createRouter(Object.values(table));
  const uses = new WeakMap<MockFault, number>();

  function operationOf({ method, url }: Request): string | undefined {
    try {
      return router.match(method, readTarget(new URL(url).pathname.slice(basePath.length))).spec.operationId;
    } catch {
      return undefined;
    }
  }

  return (request: Request): Response | 'network' | 'lost-answer' | undefined => {
    // A preflight is the browser's own; what it is for comes after it.
    if (faults.length === 0 || request.method === 'OPTIONS') return undefined;
    const id = operationOf(request);
    const found = faults.find((fault) => {
      const left = (fault.times ?? Number.POSITIVE_INFINITY) - (uses.get(fault) ?? 0);
      return left > 0 && (fault.operation === undefined || fault.operation === id);
    });
    if (found === undefined) return undefined;
    uses.set(found, (uses.get(found) ?? 0) + 1);
    return typeof found.fault === 'number' ? answerOf(found.fault, request) : found.fault;
  };
}

const codes: Readonly<Record<number, ProblemCode>> = {
  400: 'invalid-body',
  401: 'expired-token',
  403: 'not-authorized',
  404: 'not-found',
  409: 'run-ended',
  422: 'idempotency-key-reused',
  429: 'too-many-requests',
  502: 'engine-failed',
  503: 'engine-unavailable',
  504: 'engine-timeout',
};

function answerOf(status: number, { method }: Request): Response {
  const detail = 'This failure was asked for by the mock’s option `faults`.';
  const error = new HttpError(status, codes[status] ?? 'internal-error', detail);
  const requestId = crypto.randomUUID();
  const { headers, ...reply } = problem(error, requestId);
  return toResponse({ ...reply, headers: { ...headers, 'X-Request-Id': requestId } }, method);
}
