import type { components } from '../../../src/generated/types.js';
import type { CaseContext } from '../context.js';
import type { Exchange } from '../exchange.js';
import { expectSame, expectStatus, expectThat, isA } from '../expect.js';
import type { OwnFile } from '../fixtures.js';
import { listingOf } from '../read-outputs.js';

type Schemas = components['schemas'];

/** The metadata of each file of a folder, by its name. */
export type FolderMetadata = Record<string, Record<string, string>>;

/** The metadata of each file of a folder. */
export async function propertiesOf({ call }: CaseContext, prefix: string): Promise<FolderMetadata> {
  const { files } = listingOf(await call('browseOutputs', { path: { prefix } }));
  return Object.fromEntries(Object.entries(files).map(([name, { properties }]) => [name, properties]));
}

/** Writes the metadata of files of a folder, which the body names once more, as clients do. */
export function put(
  { call }: CaseContext,
  prefix: string,
  files: Schemas['MetadataUpdate']['files'],
): Promise<Exchange> {
  return call('updateOutputMetadata', { path: { prefix }, json: { prefix, files } });
}

/** Fails the case unless metadata was saved, and for no other files than these where the answer can be read. */
export function expectSaved(exchange: Exchange, prefix: string, names: readonly string[]): void {
  expectStatus(exchange, 200);
  const { json } = exchange;
  if (!isA('MetadataSaved', json)) return;
  expectSame(json.prefix, `${prefix}/`, 'the prefix', exchange);
  expectSame([...json.saved].sort(), [...names].sort(), 'the files that were saved', exchange);
}

/** Does something to the metadata of the files, which may give what it saw last, and puts back what there was. */
export async function keepAsItWas(
  context: CaseContext,
  work: (file: OwnFile, before: FolderMetadata) => Promise<FolderMetadata | undefined>,
): Promise<void> {
  const file = await context.fixtures.file();
  const before = await propertiesOf(context, file.prefix);
  let last: FolderMetadata | undefined;
  try {
    last = await work(file, before);
  } finally {
    await putBack(context, file.prefix, before, last ?? (await propertiesOf(context, file.prefix)));
  }
}

async function putBack(
  context: CaseContext,
  prefix: string,
  before: FolderMetadata,
  now: FolderMetadata,
): Promise<void> {
  const changed = Object.entries(now).filter(
    ([name, properties]) => JSON.stringify(properties) !== JSON.stringify(before[name]),
  );
  if (changed.length === 0) return;
  const files = Object.fromEntries(changed.map(([name]) => [name, { properties: before[name] ?? {} }]));
  const exchange = await put(context, prefix, files);
  expectThat(exchange.status === 200, 'the metadata of before put back', String(exchange.status), exchange);
}
