import { ContractFailure, PreparationError, SkipCase } from './errors.js';
import type { Exchange, Unanswered } from './exchange.js';
import { commonRules, operationPointer } from './pointers.js';
import { specs } from './routes.js';
import type { Scope } from './sender.js';
import type { Tools } from './tools.js';

/**
 * The error that ended a case, or a `SkipCase` in its place where not what the case is about is wrong: the body
 * breaks its schema, or the operation answers nothing at all. Each of these is a failure of a case of its own, so
 * that nothing is lost, and every failed case has failed for what its sentence says.
 */
export async function explainedElsewhere(error: unknown, scope: Scope, tools: Tools): Promise<unknown> {
  if (error === undefined || error instanceof SkipCase) return error;
  if (scope.blocked !== undefined) return new SkipCase(scope.blocked);
  const prepared = error instanceof PreparationError;
  // Where the case that would say it is not among those of this pass, this one does.
  if (!prepared && !tools.selected.has(`${scope.name.split('/')[0]}/answers-body`)) return error;
  const cause = prepared ? error.cause : error;
  const noted = prepared ? tools.preparations : scope;
  const culprit = cause instanceof ContractFailure ? cause.exchange : noted.exchanges.at(-1);
  const reason =
    unreadable(cause, culprit, [scope, tools.preparations]) ?? (await broken(culprit, noted, tools));
  if (reason !== undefined) return new SkipCase(reason);
  if (prepared && cause instanceof ContractFailure) noteMishap(cause, tools);
  return error;
}

function unreadable(
  error: unknown,
  culprit: object | undefined,
  scopes: readonly Scope[],
): string | undefined {
  if (!(error instanceof ContractFailure) || error.finding.kind !== 'schema') return undefined;
  const kinds = ['schema', 'media-type', 'problem', 'html'];
  const known = scopes.some(({ findings, culprits }) =>
    findings.some(({ kind }, index) => culprits[index] === culprit && kinds.includes(kind)),
  );
  return known
    ? `what was answered is not ${error.finding.expected}, so that this cannot be told`
    : undefined;
}

async function broken(
  culprit: object | undefined,
  { name, exchanges }: Scope,
  { fixtures }: Tools,
): Promise<string | undefined> {
  // This is the failure of its own.
  if (/\/offered(?:-below)?$/.test(name)) return undefined;
  const exchange = exchanges.find((candidate) => candidate === culprit);
  return exchange === undefined || !isAnswered(exchange) ? undefined : fixtures.broken(exchange);
}

function isAnswered(exchange: Exchange | Unanswered): exchange is Exchange {
  return exchange.status !== null;
}

// When a fixture fails, that is one failure, of the case that speaks for the fixtures.
function noteMishap(failure: ContractFailure, { mishaps }: Tools): void {
  const { finding, exchange } = failure;
  if (mishaps.some(([, known]) => known === exchange)) return;
  const operation = exchange?.operation ?? null;
  const pointer = operation === null ? commonRules : operationPointer(specs[operation]);
  mishaps.push([{ pointer, ...finding }, exchange]);
}
