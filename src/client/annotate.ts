import { NotFoundError, ValidationError } from './errors.js';
import { type OutputLocation, prefixOf } from './locations.js';
import { checkMetadata } from './metadata.js';
import type { OutputMetadata } from './models.js';
import { itemsOf } from './normalize.js';
import type { CallOptions } from './options.js';
import { initOf, read, type Transport } from './transport.js';

/** What was saved by `outputs.annotate`. */
export interface SavedMetadata {
  /** The folder, ending in `/`. */
  prefix: string;
  /** The names of the files whose properties were replaced. */
  saved: string[];
}

/** Replaces the properties of files of a folder. */
export async function annotate(
  { api }: Transport,
  location: OutputLocation,
  files: OutputMetadata,
  options: CallOptions = {},
): Promise<SavedMetadata> {
  const prefix = prefixOf(location);
  if (prefix === '')
    throw new ValidationError('invalid-prefix', 'The top folder holds no files to annotate.');
  checkMetadata(files);
  const entries = Object.entries(files).map(([name, properties]) => [name, { properties }]);
  const call = api.PUT('/output-data/{prefix}', {
    ...initOf(options),
    // The 1.0 deployment answers a line of text.
    parseAs: 'text',
    params: { path: { prefix } },
    // It also takes the prefix from the body alone.
    body: { prefix, files: Object.fromEntries(entries) },
  });
  return read('PUT /output-data', call, (text, { status }) =>
    toSaved(text, status, prefix, Object.keys(files)),
  );
}

function toSaved(data: unknown, status: number, prefix: string, names: string[]): SavedMetadata | undefined {
  const text = typeof data === 'string' ? data : '';
  const saved = itemsOf(parse(text), 'saved', (name) => (typeof name === 'string' ? name : undefined));
  if (saved) return { prefix: `${prefix}/`, saved };
  if (text.startsWith('metadata saved')) return { prefix: `${prefix}/`, saved: names };
  // Which the 1.0 deployment says with status 200, for the first file that it does not find.
  if (/^\s*[<{]|^\s*$/.test(text)) return undefined;
  throw new NotFoundError('output-not-found', text, { status, body: text });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
