import type { components } from '../../../src/generated/types.js';
import type { CaseContext } from '../context.js';
import type { Exchange } from '../exchange.js';
import { expectSame, expectStatus, expectThat, isA } from '../expect.js';
import type { OwnFile } from '../fixtures.js';
import { listingOf } from '../read-outputs.js';

type Schemas = components['schemas'];

/** The metadata of each file of a folder. */
export async function propertiesOf(
  { call }: CaseContext,
  prefix: string,
): Promise<Record<string, Record<string, string>>> {
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

/** Does something to the metadata of the files, and puts back what there was. */
export async function keepAsItWas(
  context: CaseContext,
  work: (file: OwnFile) => Promise<void>,
): Promise<void> {
  const file = await context.fixtures.file();
  const before = await propertiesOf(context, file.prefix);
  try {
    await work(file);
  } finally {
    const changed = Object.entries(await propertiesOf(context, file.prefix)).filter(
      ([name, now]) => JSON.stringify(now) !== JSON.stringify(before[name]),
    );
    if (changed.length > 0) {
      const files = Object.fromEntries(changed.map(([name]) => [name, { properties: before[name] ?? {} }]));
      const exchange = await put(context, file.prefix, files);
      expectThat(
        exchange.status === 200,
        'the metadata of before put back',
        String(exchange.status),
        exchange,
      );
    }
  }
}
