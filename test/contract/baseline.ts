import type { OperationId } from '../../src/generated/operations.js';
import type { Call, Input } from './context.js';
import { ContractFailure, PreparationError } from './errors.js';
import type { Exchange } from './exchange.js';
import { specs } from './routes.js';
import { unknown } from './samples.js';

/** What operations answer to a plain request, to tell what is wrong with a request from what is always wrong. */
export interface Baseline {
  /** Says that an operation gives this answer to a plain request too; undefined when it does not. */
  broken(exchange: Exchange): Promise<string | undefined>;
  /** The answer to a plain request; undefined where one would have an effect. */
  plain(operation: OperationId): Promise<Exchange | undefined>;
  /** An operation that answers plain requests, for what is the same for all of them. */
  working(): Promise<OperationId>;
}

interface Sources {
  read: Call;
  anySample(operation: OperationId): Promise<Input>;
  creation(): Promise<{ exchange: Exchange }>;
}

/** Finds out what operations answer to plain requests, once for each. */
export function createBaseline({ read, anySample, creation }: Sources): Baseline {
  const known = new Map<OperationId, Promise<Exchange | undefined>>();
  let nested: Promise<Exchange> | undefined;

  async function ask(operation: OperationId): Promise<Exchange | undefined> {
    if (operation === 'createRun') return creation().then(({ exchange }) => exchange, exchangeOf);
    if (specs[operation].method !== 'GET') return undefined;
    return anySample(operation)
      .then((input) => read(operation, input))
      .catch(exchangeOf);
  }

  function plain(operation: OperationId): Promise<Exchange | undefined> {
    const answer = known.get(operation) ?? ask(operation);
    known.set(operation, answer);
    return answer;
  }

  function below(): Promise<Exchange> {
    nested ??= read('browseOutputs', { path: { prefix: unknown.below } });
    return nested;
  }

  return {
    plain,
    async broken(exchange) {
      const { operation, status } = exchange;
      if (operation === null || !isBroken(exchange)) return undefined;
      const always = await plain(operation);
      if (always?.status === status && isBroken(always))
        return `${operation} answers ${status} to a plain request too`;
      return goesBelow(exchange) && isBroken(await below())
        ? 'paths of more than one segment below /output-data lead nowhere'
        : undefined;
    },
    async working() {
      for (const operation of [
        'listWorkflows',
        'listDataSelectionWorkflows',
        'listDataSelections',
      ] as const) {
        if ((await plain(operation))?.status === 200) return operation;
      }
      return 'listWorkflows';
    },
  };
}

/** Whether an answer says that an operation does not work here at all. */
export function isBroken({ status, text }: Exchange): boolean {
  return status >= 500 || (status === 403 && /Missing Authentication Token/.test(text));
}

function goesBelow({ status, request }: Exchange): boolean {
  return status === 403 && /\/output-data\/[^/?]*\/[^?]/.test(request.url);
}

function exchangeOf(error: unknown): Exchange | undefined {
  const cause = error instanceof PreparationError ? error.cause : error;
  const exchange = cause instanceof ContractFailure ? cause.exchange : undefined;
  return exchange === undefined || exchange.status === null ? undefined : exchange;
}
