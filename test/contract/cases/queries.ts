import type { OperationId } from '../../../src/generated/operations.js';
import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext, Input } from '../context.js';
import { expectErrors, expectProblem } from '../expect.js';
import { allSpecs } from '../routes.js';

type Query = NonNullable<Input['query']>;
type Code = 'unknown-parameter' | 'duplicate-parameter' | 'invalid-parameter';
type Values = readonly (readonly [name: string, text: string])[];

/** Values that break the schema of a query parameter, by its name. */
const wrong: Readonly<Record<string, Values>> = {
  page_size: [
    ['zero', '0'],
    ['negative', '-1'],
    ['too-large', '1001'],
    ['fraction', '1.5'],
    ['word', 'many'],
    ['empty', ''],
  ],
  page_token: [
    ['foreign', 'not-issued-here'],
    ['empty', ''],
    ['too-long', 'a'.repeat(2049)],
  ],
  status: [
    ['unknown', 'finished'],
    ['upper-case', 'SUCCESS'],
    ['empty', ''],
  ],
  try: [
    ['zero', '0'],
    ['word', 'last'],
  ],
  map_index: [
    ['negative', '-1'],
    ['word', 'first'],
  ],
  data_id: [
    ['empty', ''],
    ['too-long', 'a'.repeat(513)],
  ],
};

/** What is wrong in queries. */
export const queryCases: readonly ContractCase[] = allSpecs.flatMap(({ operationId, parameters }) => [
  refusal(
    operationId,
    'unknown',
    'unknown-parameter',
    { contract_unknown: '1' },
    'refuse a query parameter that is not declared',
  ),
  refusal(operationId, 'malformed', undefined, '%zz=1', 'refuse malformed percent-encoding in the query'),
  ...parameters.flatMap(({ name, in: place, feature }) => {
    if (place !== 'query') return [];
    const options = feature === null ? {} : { feature };
    const values = wrong[name] ?? [];
    return [
      refusal(
        operationId,
        `${name}-twice`,
        'duplicate-parameter',
        `${name}=1&${name}=1`,
        `refuse ${name} when it is given twice`,
        options,
      ),
      ...values.map(([what, text]) =>
        refusal(
          operationId,
          `${name}-${what}`,
          name === 'page_token' ? undefined : 'invalid-parameter',
          { [name]: text },
          `refuse a ${name} that is ${what}`,
          options,
        ),
      ),
    ];
  }),
]);

function refusal(
  operation: OperationId,
  name: string,
  code: Code | undefined,
  query: Query,
  sentence: string,
  options: { feature?: string } = {},
): ContractCase {
  const id = `query-${name.replaceAll('_', '-')}`;
  return contractCase(
    operation,
    id,
    `${sentence} with 400`,
    (context) => expectRefusal(context, operation, query, code),
    options,
  );
}

async function expectRefusal(
  { call, fixtures }: CaseContext,
  operation: OperationId,
  query: Query,
  code: Code | undefined,
) {
  const sample = await fixtures.sample(operation);
  const exchange = await call(operation, { ...sample, query: merge(sample.query, query) });
  expectProblem(exchange, 400, ...(code === undefined ? [] : [code]));
  if (code === undefined || typeof query === 'string') return;
  expectErrors(exchange, `errors that name ${Object.keys(query).join(', ')}`, (errors) =>
    errors.some(({ parameter }) => parameter !== undefined && parameter in query),
  );
}

// What is wrong must be all that is wrong, or it is not this that is refused.
function merge(own: Input['query'], wrong: Query): Query {
  if (typeof own !== 'object') return wrong;
  if (typeof wrong === 'object') return { ...own, ...wrong };
  const rest = Object.entries(own).filter(([name]) => !wrong.startsWith(`${name}=`));
  return [...rest.map(([name, value]) => `${name}=${encodeURIComponent(value)}`), wrong].join('&');
}
