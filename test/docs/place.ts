import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Run, type WorkflowClient } from '../../src/client/index.js';
import { serve } from '../../src/reference-server/node.js';
import { readSecret } from '../../src/reference-server/secret.js';
import { signToken } from '../../src/reference-server/token.js';
import { type Meant, root } from '../support/documents.js';

/** A folder to work in, as a reader has it, with a server that runs there. */
export interface Place extends Meant {
  folder: string;
  client: WorkflowClient;
  /** One that has ended. */
  run: Run;
  close(): Promise<void>;
}

const log = { info() {}, warn() {}, error: console.error };

/** Starts the server of the examples in a new folder, with its data in a folder there, and has it do one run. */
export async function openPlace(dataFolder: string): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'labcas-docs-'));
  for (const name of ['config.yaml', 'catalog.yaml'])
    await copyFile(join(root, 'examples', name), join(folder, name));
  const dataDir = join(folder, dataFolder);
  const server = await serve({ dataDir, port: 0, log });
  const token = await signToken(await readSecret(join(dataDir, 'secret')), { user: 'thomas' });
  const client = createClient({ baseUrl: server.url, token, polling: { least: 100 } });
  const started = await client.runs.create('nebraska', { selection: 'colon/fhl2' });
  const run = await client.runs.wait(started);
  return {
    folder,
    client,
    run,
    baseUrl: server.url,
    token,
    runId: run.run_id,
    outputPrefix: run.output_prefix ?? '',
    async close() {
      await server.close(0);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
