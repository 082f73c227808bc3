import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startMoto } from './moto.js';
import { ServerMissing } from './process.js';

const all = [
  'test/aws',
  'test/reference-server/stores/s3.test.ts',
  'test/reference-server/engines/mwaa.test.ts',
];

/** Runs what is to be tested with servers of AWS, or what the command line names. */
async function run(): Promise<number> {
  const moto = await startMoto();
  try {
    const given = process.argv.slice(2);
    const env = {
      ...process.env,
      LABCAS_TEST_AWS_ENDPOINT: moto.endpoint,
      LABCAS_TEST_S3_ENDPOINT: moto.endpoint,
    };
    const args = ['--no-install', 'vitest', 'run', ...(given.length > 0 ? given : all)];
    const [code] = await once(spawn('npx', args, { env, stdio: 'inherit' }), 'exit');
    return Number(code ?? 1);
  } finally {
    await moto.stop();
  }
}

run().then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (!(error instanceof ServerMissing)) throw error;
    console.log(`skipped: the servers of AWS cannot be installed here: ${error.message}`);
  },
);
