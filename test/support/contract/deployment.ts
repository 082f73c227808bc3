import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ComposedServer, composeServer } from '../../../src/reference-server/compose.js';
import type { Log } from '../../../src/reference-server/log.js';
import { signToken } from '../../../src/reference-server/token.js';

/** A reference server of its own, with files in a temporary folder, and what the suite needs to try it. */
export interface Deployment {
  handler: ComposedServer['handler'];
  identities: { jwtSecret: string; tokens: { first: string; second: string } };
  close(): Promise<void>;
}

/** Who may run what, as YAML. */
export const config = `
collections:
  colon/fhl2:
    bucket: archive
    prefix: colon/fhl2/
    workflows:
      nebraska: { authorized_users: [researcher] }
      rehearsal: { authorized_users: [researcher, reviewer] }
  cells/phase:
    bucket: archive
    prefix: cells/phase/
    workflows:
      nebraska: { authorized_users: [researcher] }
`;

const rehearsal = fileURLToPath(new URL('./rehearsal.mjs', import.meta.url));
/** The workflows of the embedded engine, as YAML. */
export const catalog = `
workflows:
  nebraska:
    description: Finds stained nuclei
    parameters:
      tile_size: { default: 64, schema: { type: integer, enum: [64, 128, 256] } }
    command: [node, ${JSON.stringify(rehearsal)}]
  rehearsal:
    description: Walks through the life of a run
    parameters:
      seconds: { default: 0, schema: { type: number, minimum: 0, maximum: 600 } }
      outcome: { default: success, schema: { type: string, enum: [success, failure] } }
      message: { default: '', schema: { type: string, maxLength: 200 } }
      day: { schema: { type: string, format: date } }
      label: { schema: { type: string, maxLength: 40, pattern: '^[a-z][a-z0-9-]*$' } }
      tags: { schema: { type: array, maxItems: 3, items: { type: string, maxLength: 10 } } }
    command: [node, ${JSON.stringify(rehearsal)}]
`;

/** A log that says nothing. */
export const silent: Log = { info() {}, warn() {}, error() {} };

/** Starts one with the users `researcher` and `reviewer`. */
export async function deploy({ validateResponses = true } = {}): Promise<Deployment> {
  const folder = await mkdtemp(join(tmpdir(), 'contract-'));
  const files = { config: join(folder, 'config.yaml'), catalog: join(folder, 'catalog.yaml') };
  await writeFile(files.config, config);
  await writeFile(files.catalog, catalog);
  const dataDir = join(folder, 'data');
  for (const path of ['colon/fhl2', 'cells/phase'])
    await mkdir(join(dataDir, 'buckets/archive', path), { recursive: true });
  const server = await composeServer({
    ...files,
    dataDir,
    validateResponses,
    log: silent,
    environment: {},
  });
  const jwtSecret = (await readFile(join(dataDir, 'secret'), 'utf8')).trim();
  return {
    handler: server.handler,
    identities: {
      jwtSecret,
      tokens: {
        first: await signToken(jwtSecret, { user: 'researcher' }),
        second: await signToken(jwtSecret, { user: 'reviewer' }),
      },
    },
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
