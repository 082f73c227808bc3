import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type Service, startService, until } from './process.js';
import { pythonEnvironment } from './python.js';

/** Servers of S3, Systems Manager and Secrets Manager at one address. */
export interface MotoServer extends Service {
  endpoint: string;
}

/** Installs moto where it is missing, and starts it; a `ServerMissing` when it cannot be had. */
export async function startMoto(): Promise<MotoServer> {
  const bin = await pythonEnvironment('moto', join(import.meta.dirname, 'moto/requirements.txt'));
  const home = await mkdtemp(join(tmpdir(), 'moto-'));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const args = ['--host', '127.0.0.1', '--port', String(port)];
  const environment = { PATH: process.env.PATH ?? '', HOME: home };
  const service = await startService(join(bin, 'moto_server'), args, environment, join(home, 'log'));
  const stop = async () => {
    await service.stop();
    await rm(home, { recursive: true, force: true });
  };
  try {
    await until('moto', 60, async () => (await fetch(`${endpoint}/moto-api/`)).ok);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, stop };
}

/** Calls one of moto's services, such as `AmazonSSM.PutParameter`, for what the SDK is not needed for. */
export async function callMoto(endpoint: string, target: string, input: object): Promise<void> {
  const service = target.startsWith('AmazonSSM.') ? 'ssm' : 'secretsmanager';
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      // It goes by the service that is named here, and checks no signature.
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-west-2/${service}/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  if (!response.ok)
    throw new Error(`moto answered ${target} with ${response.status}: ${await response.text()}`);
}
