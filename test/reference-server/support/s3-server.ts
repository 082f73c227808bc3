import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort, startService, until } from '../../servers/process.js';

/** A server of S3 to test with. */
export interface S3Server {
  endpoint: string;
  stop(): Promise<void>;
}

const folders = [
  join(import.meta.dirname, '../../../.cache/moto/bin'),
  ...(process.env.PATH ?? '').split(delimiter),
];
const moto = folders.map((folder) => join(folder, 'moto_server')).find((path) => existsSync(path));

/** Why there is no server of S3 here; `undefined` when there is one. */
export const s3Missing =
  process.env.LABCAS_TEST_S3_ENDPOINT === undefined && moto === undefined
    ? 'skipped: set LABCAS_TEST_S3_ENDPOINT, or pip install --requirement test/servers/moto/requirements.txt'
    : undefined;

/** Uses the server that the environment names, or starts moto's. */
export async function startS3(): Promise<S3Server> {
  const given = process.env.LABCAS_TEST_S3_ENDPOINT;
  if (given !== undefined) return { endpoint: given, stop: async () => undefined };
  if (moto === undefined) throw new Error(s3Missing);
  const port = await freePort();
  const home = await mkdtemp(join(tmpdir(), 'moto-'));
  const args = ['--host', '127.0.0.1', '--port', `${port}`];
  const service = await startService(
    moto,
    args,
    { PATH: process.env.PATH ?? '', HOME: home },
    join(home, 'log'),
  );
  const endpoint = `http://127.0.0.1:${port}`;
  await until('moto', 30, async () => (await fetch(`${endpoint}/moto-api/`)).ok);
  return {
    endpoint,
    async stop() {
      await service.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
