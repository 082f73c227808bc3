import { type ContractCase, contractCase } from './case.js';
import { SkipCase } from './errors.js';
import type { Scope } from './sender.js';

/** The case that fails for whatever went wrong in the requests by which the suite prepares the others. */
export function preparationsCase(preparations: Scope): ContractCase {
  return contractCase(
    'unrouted',
    'preparations',
    'answer as documented while the suite finds out what there is and makes what it needs',
    async () => {
      if (preparations.exchanges.length === 0) throw new SkipCase('nothing had to be prepared');
    },
  );
}
