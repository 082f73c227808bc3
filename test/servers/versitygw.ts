import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, freePort, ServerMissing, type Service, startService, until } from './process.js';

const run = promisify(execFile);

// Another version goes to another folder.
const version = 'v1.8.0';
const package_ = `github.com/versity/versitygw/cmd/versitygw@${version}`;

/** A server of S3 that verifies the signature of every request. */
export interface VerifyingS3 extends Service {
  endpoint: string;
  /** Where it keeps its buckets, each a folder of files. */
  folder: string;
  /** What the AWS SDK signs with. */
  credentials: { AWS_ACCESS_KEY_ID: string; AWS_SECRET_ACCESS_KEY: string };
}

/** Builds the server where it is missing, and starts it; a `ServerMissing` when it cannot be had. */
export async function startVerifyingS3(): Promise<VerifyingS3> {
  const program = await install();
  const home = await mkdtemp(join(tmpdir(), 'versitygw-'));
  const folder = join(home, 'buckets');
  await mkdir(folder);
  const port = await freePort();
  const credentials = {
    AWS_ACCESS_KEY_ID: randomBytes(10).toString('hex').toUpperCase(),
    AWS_SECRET_ACCESS_KEY: randomBytes(30).toString('base64url'),
  };
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    ROOT_ACCESS_KEY: credentials.AWS_ACCESS_KEY_ID,
    ROOT_SECRET_KEY: credentials.AWS_SECRET_ACCESS_KEY,
    VGW_PORT: `127.0.0.1:${port}`,
    VGW_REGION: 'us-west-2',
    VGW_QUIET: 'true',
    // Files of others have no tag of their own, and a conditional write must have one to name.
    VGW_DEFAULT_ETAG: '00000000000000000000000000000000',
  };
  const sidecar = join(home, 'attributes');
  await mkdir(sidecar);
  const service = await startService(
    program,
    ['posix', '--sidecar', sidecar, folder],
    environment,
    join(home, 'log'),
  );
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await service.stop();
    await rm(home, { recursive: true, force: true });
  };
  try {
    await until('versitygw', 30, async () => (await fetch(endpoint)).status === 403);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, folder, credentials, stop };
}

async function install(): Promise<string> {
  const folder = join(cacheFolder, `versitygw-${version}`);
  const program = join(folder, 'versitygw');
  if (existsSync(program)) return program;
  const env = { ...process.env, GOBIN: folder, GOFLAGS: '-trimpath' };
  try {
    await run('go', ['install', package_], { env, timeout: 900_000, maxBuffer: 1 << 26 });
  } catch (error) {
    throw missing(error) ?? error;
  }
  return program;
}

function missing(error: unknown): ServerMissing | undefined {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  if (code === 'ENOENT') return new ServerMissing('there is no Go: install it, 1.25 or later');
  if (/requires go|toolchain not available/.test(message ?? ''))
    return new ServerMissing('Go is too old: install 1.25 or later');
  if (
    /dial tcp|i\/o timeout|no such host|connection refused|TLS handshake|\b403 Forbidden/.test(message ?? '')
  )
    return new ServerMissing('the proxy of Go modules is out of reach: set GOPROXY to one that is not');
  return undefined;
}
