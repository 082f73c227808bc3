import type { components } from '../../src/generated/types.js';
import { type ValidatorName, validators } from '../../src/generated/validators.js';
import { ContractFailure, SkipCase } from './errors.js';
import { type Exchange, excerpt } from './exchange.js';
import { describeStatus } from './oracle.js';
import type { FindingKind } from './report.js';

type Schemas = components['schemas'];
type SchemaName = keyof Schemas & ValidatorName;

/** Ends the case as not tried. */
export function skip(reason: string): never {
  throw new SkipCase(reason);
}

/** Fails the case unless the condition holds. */
export function expectThat(
  condition: boolean,
  expected: string,
  actual: string,
  exchange?: Exchange,
): asserts condition {
  if (!condition) throw new ContractFailure('semantics', expected, actual, exchange);
}

/** Fails the case unless both are the same as JSON, whatever the order of keys. */
export function expectSame(actual: unknown, expected: unknown, what: string, exchange?: Exchange): void {
  const [found, wanted] = [stable(actual), stable(expected)];
  expectThat(found === wanted, `${what}: ${excerpt(wanted)}`, excerpt(found), exchange);
}

/** Fails the case unless the answer has this status. */
export function expectStatus(exchange: Exchange, ...statuses: readonly number[]): void {
  expectKind(
    'status',
    statuses.includes(exchange.status),
    statuses.join(' or '),
    describeStatus(exchange),
    exchange,
  );
}

/** Fails the case unless the answer has this status and, where it is a problem, one of the codes; gives it back. */
export function expectProblem(
  exchange: Exchange,
  status: number,
  ...codes: readonly Schemas['ProblemCode'][]
): Schemas['Problem'] {
  expectStatus(exchange, status);
  const { json, text } = exchange;
  // That errors are problems is the business of a case of its own.
  if (!isA('Problem', json)) return { ...noProblem, status, detail: text };
  const problem = json;
  const known = codes.length === 0 || codes.includes(problem.code);
  expectKind(
    'problem',
    known,
    `the code ${codes.join(' or ')}`,
    `${problem.code} (${problem.detail})`,
    exchange,
  );
  return problem;
}

const noProblem: Schemas['Problem'] = {
  type: 'about:blank',
  title: '',
  status: 0,
  detail: '',
  code: 'internal-error',
  request_id: '',
};

/** Fails the case unless the errors of a problem satisfy the condition; what is no problem has none to look at. */
export function expectErrors(
  exchange: Exchange,
  expected: string,
  isRight: (errors: NonNullable<Schemas['Problem']['errors']>) => boolean,
): void {
  const { json } = exchange;
  if (!isA('Problem', json)) return;
  const errors = json.errors ?? [];
  expectKind('problem', isRight(errors), expected, JSON.stringify(errors), exchange);
}

/** The body of a success as the schema has it; fails the case when it is anything else. */
export function readOk<Name extends SchemaName>(exchange: Exchange, name: Name, status = 200): Schemas[Name] {
  expectStatus(exchange, status);
  return read(exchange, name);
}

/** The value of a header; fails the case when it is missing. */
export function expectHeader(exchange: Exchange, name: string): string {
  const value = exchange.headers.get(name);
  expectKind('header', value !== null, `a header ${name}`, 'none', exchange);
  return value ?? '';
}

/** Fails the case with a finding of this kind unless the condition holds. */
export function expectKind(
  kind: FindingKind,
  condition: boolean,
  expected: string,
  actual: string,
  exchange: Exchange,
): void {
  if (!condition) throw new ContractFailure(kind, expected, actual, exchange);
}

function read<Name extends SchemaName>(exchange: Exchange, name: Name): Schemas[Name] {
  const { json } = exchange;
  if (!isA(name, json)) throw new ContractFailure('schema', `a ${name}`, excerpt(exchange.text), exchange);
  return json;
}

/** Whether a value is valid by a schema of the document. */
export function isA<Name extends SchemaName>(name: Name, value: unknown): value is Schemas[Name] {
  return validators[name](value);
}

/** A value as JSON with its keys in order. */
export function stable(value: unknown): string {
  const sorted = (_: string, item: unknown): unknown =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item;
  return JSON.stringify(value, sorted) ?? 'undefined';
}
