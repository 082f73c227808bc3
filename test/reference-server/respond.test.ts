import { expect, it } from 'vitest';
import { operations, unroutedResponses } from '../../src/generated/operations.js';
import { HttpError } from '../../src/reference-server/errors.js';
import { problem } from '../../src/reference-server/respond.js';

it('gives a title of its own to every error of the document, and to a range that cannot be had', () => {
  const responses = [unroutedResponses, ...Object.values(operations).map((spec) => spec.responses)];
  const statuses = new Set(responses.flatMap((each) => Object.keys(each).map(Number)));
  const errors = [...statuses, 416].filter((status) => status >= 400);
  const titles = errors.map((status) => problem(new HttpError(status, 'internal-error', ''), 'id').body);
  expect(titles.filter((body) => JSON.stringify(body).includes('"title":"Error"'))).toEqual([]);
});
