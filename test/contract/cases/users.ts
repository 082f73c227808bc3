import { type ContractCase, contractCase } from '../case.js';
import { expectProblem } from '../expect.js';
import { allSpecs } from '../routes.js';

/** A user whom the configuration names nowhere. */
export const userCases: readonly ContractCase[] = allSpecs
  .filter((spec) => spec.secured)
  .map(({ operationId }) =>
    contractCase(
      operationId,
      'user-unknown',
      'refuse a user whom the configuration names nowhere with 403',
      async ({ call, fixtures, token }) => {
        await token('nobody');
        expectProblem(
          await call(operationId, { ...(await fixtures.anySample(operationId)), as: 'nobody' }),
          403,
          'not-authorized',
        );
      },
    ),
  );
