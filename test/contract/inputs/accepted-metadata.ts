import { array, tuple } from 'fast-check';
import { propertiesOf, put } from '../cases/metadata-support.js';
import type { CaseContext, Input } from '../context.js';
import { expectSame, expectStatus } from '../expect.js';
import { named } from './bodies.js';
import { brief } from './brief.js';
import { padded } from './encodings.js';
import { maxBytes } from './refusals.js';
import { toSchema } from './schema.js';
import { mapSource, type Source } from './source.js';
import { rightTexts } from './texts.js';
import { tryEach } from './trial.js';

type Properties = Record<string, string>;

/** Writes metadata at the edges of what its schema allows, reads it back, and puts back what was there. */
export async function tryMetadata(context: CaseContext): Promise<void> {
  const { prefix, name } = await context.fixtures.file();
  const { [name]: before = {} } = await propertiesOf(context, prefix);
  const source = propertySets();
  const inputOf = (json: unknown): Input => ({ path: { prefix }, json });
  const toExample = (properties: Properties) => {
    const body = { files: { [name]: { properties } } };
    return { what: describe(properties), properties, input: inputOf(body) };
  };
  const large = toExample({ contract: 'large' });
  const largest = {
    ...large,
    what: `a body of ${maxBytes} bytes`,
    input: { path: { prefix }, body: padded(large.input.json, maxBytes) },
  };
  const verify = async ({ properties, input }: typeof large) => {
    const exchange = await context.call('updateOutputMetadata', input);
    expectStatus(exchange, 200);
    expectSame(
      (await propertiesOf(context, prefix))[name],
      properties,
      'the properties that were sent',
      exchange,
    );
  };
  try {
    const sets = mapSource(source, toExample);
    await tryEach(context, [{ corners: [...sets.corners, largest], random: sets.random }], { verify });
  } finally {
    await put(context, prefix, { [name]: { properties: before } });
  }
}

/** Properties whose names and values are as short, as long and as odd as may be, and as many as may be. */
function propertySets(): Source<Properties> {
  const schema = toSchema({ $ref: '#/components/schemas/MetadataProperties' });
  const keys = rightTexts(toSchema(schema.propertyNames));
  const values = rightTexts(toSchema(schema.additionalProperties));
  if (keys === undefined || values === undefined) throw new Error('no metadata could be generated');
  const edges = values.corners.map((value, index): [string, string] => [
    keys.corners[index % keys.corners.length] ?? '',
    value,
  ]);
  const many = Array.from({ length: schema.maxProperties ?? 100 }, (_, index) => `contract ${index}`);
  const random = array(tuple(keys.random, values.random), { minLength: 1, maxLength: 5 });
  const corners = [...edges.map((edge) => [edge]), Object.entries(named(many, 'v'))];
  return {
    corners: corners.map((entries) => Object.fromEntries(entries) as Properties),
    random: random.map((entries) => Object.fromEntries(entries)),
  };
}

function describe(properties: Properties): string {
  const entries = Object.entries(properties);
  const [first] = entries;
  const shown = first === undefined ? 'none' : `${brief(first[0])}: ${brief(first[1])}`;
  return entries.length > 1 ? `${entries.length} properties, the first ${shown}` : `the property ${shown}`;
}
