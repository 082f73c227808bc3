import type { components } from '../../../src/generated/types.js';
import type { CaseContext } from '../context.js';
import type { Exchange } from '../exchange.js';
import { readOk } from '../expect.js';

type Schemas = components['schemas'];

/** The metadata of each file of a folder. */
export async function propertiesOf(
  { call }: CaseContext,
  prefix: string,
): Promise<Record<string, Record<string, string>>> {
  const { files } = readOk(await call('browseOutputs', { path: { prefix } }), 'OutputListing');
  return Object.fromEntries(Object.entries(files).map(([name, { properties }]) => [name, properties]));
}

/** Writes the metadata of files of a folder. */
export function put(
  { call }: CaseContext,
  prefix: string,
  files: Schemas['MetadataUpdate']['files'],
): Promise<Exchange> {
  return call('updateOutputMetadata', { path: { prefix }, json: { files } });
}
