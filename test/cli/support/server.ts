import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from './cli.js';

export const fixtures = join(import.meta.dirname, '../fixtures');

/** A server process with the workflow of the fixtures, and what a user needs for it. */
export interface TestServer {
  url: string;
  /** A folder for whatever a test writes. */
  folder: string;
  dataDir: string;
  /** The environment of `researcher`. */
  env: Record<string, string>;
  token: string;
  tokenOf(user: string): Promise<string>;
  /** What the server has printed, once it has been stopped. */
  stop(): Promise<string>;
}

/** Starts `serve` on a free port. */
export async function startServer(program: Program): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'labcas-cli-'));
  const dataDir = join(folder, 'data');
  await mkdir(join(dataDir, 'buckets/archive/colon/fhl2'), { recursive: true });
  await writeFile(join(dataDir, 'buckets/archive/colon/fhl2/text.txt'), 'text');
  const files = ['--config', join(fixtures, 'config.yaml'), '--catalog', join(fixtures, 'catalog.yaml')];
  const server = program.start(['serve', '--port', '0', '--check', '--data-dir', dataDir, ...files]);
  const printed = await server.printed('Ctrl-C');
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '';
  const tokenOf = async (user: string) => {
    const { stdout } = await program.run(['token', '--user', user, '--data-dir', dataDir]);
    return stdout.trim();
  };
  const token = await tokenOf('researcher');
  return {
    url,
    folder,
    dataDir,
    env: { LABCAS_API_URL: url, LABCAS_API_TOKEN: token },
    token,
    tokenOf,
    async stop() {
      server.child.kill('SIGTERM');
      const { stdout, stderr } = await server.ended;
      await rm(folder, { recursive: true, force: true });
      return stdout + stderr;
    },
  };
}
