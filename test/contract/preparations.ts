import { contractCase } from './case.js';

/** The case that fails for whatever went wrong in the requests by which the suite prepares the others. */
export const preparationsCase = contractCase(
  'unrouted',
  'preparations',
  'answer as it should while the suite finds out what there is and makes what it needs',
  async () => {},
);
