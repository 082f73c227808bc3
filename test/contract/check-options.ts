import type { ContractCase } from './case.js';
import { allCases } from './cases/all.js';
import { ContractOptionsError } from './errors.js';
import { checkGeneration } from './fuzz.js';
import type { Identities } from './identities.js';
import { readClaims } from './jwt.js';
import { type ContractOptions, isLocal } from './options.js';

/** The cases that the options select; a `ContractOptionsError` when the options make no sense or are not safe. */
export function selectCases(options: ContractOptions): ContractCase[] {
  checkServer(options);
  checkGeneration(options);
  const { only, levels, knownFailures = [] } = options;
  refuseUnknown([...(only ?? []), ...knownFailures.map(({ id }) => id)]);
  const isNamed = (id: string) =>
    only === undefined || only.some((name) => id === name || id.startsWith(`${name}/`));
  return allCases.filter(({ id, level }) => isNamed(id) && (levels === undefined || levels.includes(level)));
}

function checkServer(options: ContractOptions): void {
  const { baseUrl, jwtSecret } = options;
  if (!/^https?:\/\/[^?#]+$/.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new ContractOptionsError(
      'baseUrl must be an absolute address without query, such as https://host/dev.',
    );
  }
  if (jwtSecret !== undefined && !isLocal(options)) {
    throw new ContractOptionsError(
      'jwtSecret is for servers on loopback only: keep the secret of any other at home.',
    );
  }
}

/** Refuses tokens with which the suite would say nothing true. */
export async function checkIdentities(identities: Identities, { tokens }: ContractOptions): Promise<void> {
  // Otherwise every case would fail, or what one user sees of another would be what they see of themselves.
  const first = readClaims((await identities.token('first')) ?? '');
  if (Number(first?.exp ?? Number.POSITIVE_INFINITY) * 1000 < Date.now()) {
    throw new ContractOptionsError('The first token has expired.');
  }
  const second =
    tokens.second === undefined ? undefined : readClaims((await identities.token('second')) ?? '');
  if (first?.sub !== undefined && first.sub === second?.sub) {
    throw new ContractOptionsError('Both tokens are of the same user.');
  }
}

function refuseUnknown(ids: readonly string[]): void {
  const missing = ids.find((name) => !allCases.some(({ id }) => id === name || id.startsWith(`${name}/`)));
  if (missing !== undefined) throw new ContractOptionsError(`There is no case '${missing}'.`);
}
