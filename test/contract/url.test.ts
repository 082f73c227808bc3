import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { expectNoFailure, ran } from '../support/contract/expect-cases.js';
import type { ContractOptions } from './options.js';

const { env } = process;
const baseUrl = env.CONTRACT_BASE_URL;

/** A deployment that runs somewhere. Nothing but reads is sent unless the variables allow more. */
describe.skipIf(baseUrl === undefined)(
  'the deployment at CONTRACT_BASE_URL (set it, and LABCAS_API_TOKEN, LABCAS_API_SECOND_TOKEN, CONTRACT_JWT_SECRET_FILE, CONTRACT_ALLOW_CREATE=1, CONTRACT_ALLOW_CHANGE=1)',
  () => {
    it('fails no case of the contract', { timeout: 600_000 }, async () => {
      expectNoFailure(await ran(optionsOf(baseUrl ?? '')));
    });
  },
);

function optionsOf(baseUrl: string): ContractOptions {
  const first = env.LABCAS_API_TOKEN;
  const second = env.LABCAS_API_SECOND_TOKEN;
  const secretFile = env.CONTRACT_JWT_SECRET_FILE;
  if (first === undefined) throw new Error('Set LABCAS_API_TOKEN to a token of the deployment.');
  return {
    baseUrl,
    tokens: { first, ...(second === undefined ? {} : { second }) },
    ...(secretFile === undefined ? {} : { jwtSecret: readFileSync(secretFile, 'utf8').trim() }),
    allowCreate: env.CONTRACT_ALLOW_CREATE === '1',
    allowChange: env.CONTRACT_ALLOW_CHANGE === '1',
  };
}
