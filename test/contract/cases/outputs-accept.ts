import { type ContractCase, contractCase } from '../case.js';
import { expectProblem, expectSame, expectStatus } from '../expect.js';
import { mediaTypeOf } from '../oracle.js';

/** In which form output folders are answered. */
export const outputAcceptCases: readonly ContractCase[] = (
  ['browseOutputRoot', 'browseOutputs'] as const
).flatMap((operation) => [
  contractCase(
    operation,
    'accept-none',
    'answer JSON to a caller who does not say what is acceptable',
    async ({ call, fixtures }) => {
      const exchange = await call(operation, {
        ...(await fixtures.sample(operation)),
        headers: { Accept: '*/*' },
      });
      expectSame(mediaTypeOf(exchange), 'application/json', 'the media type', exchange);
    },
  ),
  contractCase(
    operation,
    'accept-other',
    'refuse a caller who accepts neither JSON nor HTML with 406',
    async ({ call, fixtures }) => {
      const headers = { accept: 'image/png' };
      expectProblem(
        await call(operation, { ...(await fixtures.sample(operation)), headers }),
        406,
        'not-acceptable',
      );
    },
  ),
  contractCase(
    operation,
    'accept-name',
    'read the name of Accept in any case',
    async ({ call, fixtures }) => {
      const input = await fixtures.sample(operation);
      for (const name of ['accept', 'Accept', 'ACCEPT']) {
        const exchange = await call(operation, { ...input, headers: { [name]: 'text/html' } });
        expectStatus(exchange, 200);
        expectSame(mediaTypeOf(exchange), 'text/html', `the media type for ${name}: text/html`, exchange);
      }
    },
  ),
  contractCase(
    operation,
    'accept-quality',
    'answer the form that the caller ranks higher',
    async ({ call, fixtures }) => {
      const input = await fixtures.sample(operation);
      for (const [accept, type] of [
        ['text/html;q=0.1, application/json;q=0.9', 'application/json'],
        ['text/html, application/json;q=0.9', 'text/html'],
        ['text/html;q=0, */*', 'application/json'],
      ] as const) {
        // In lower case, as HTTP/2 has it; that it is read in any case is for another case to say.
        const exchange = await call(operation, { ...input, headers: { accept } });
        expectSame(mediaTypeOf(exchange), type, `the media type for Accept: ${accept}`, exchange);
      }
    },
  ),
]);
