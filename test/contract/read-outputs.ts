import { textsOf } from '../../src/client/normalize.js';
import { ContractFailure } from './errors.js';
import { type Exchange, excerpt } from './exchange.js';
import { expectStatus } from './expect.js';

/** A folder as far as cases need it. */
export interface Listing {
  prefix: string;
  folders: Record<string, { href: string }>;
  files: Record<string, { href: string; size: number | undefined; properties: Record<string, string> }>;
}

/**
 * The listing of an answer, as far as it can be made out, so that one mistake in its form does not keep other
 * cases from being tried; the form itself is checked elsewhere.
 */
export function listingOf(exchange: Exchange): Listing {
  expectStatus(exchange, 200);
  const { prefix, folders, files }: Record<string, unknown> = Object(exchange.json);
  if (typeof prefix !== 'string' || !isRecord(folders) || !isRecord(files)) {
    throw new ContractFailure('schema', 'an OutputListing', excerpt(exchange.text), exchange);
  }
  return {
    prefix,
    folders: mapValues(folders, ({ href }) => ({ href: String(href ?? '') })),
    files: mapValues(files, ({ href, size, properties }) => ({
      href: String(href ?? ''),
      size: typeof size === 'number' ? size : undefined,
      properties: textsOf(properties),
    })),
  };
}

function mapValues<T>(
  record: Record<string, unknown>,
  change: (value: Record<string, unknown>) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(Object(value))]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
