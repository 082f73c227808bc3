import { startMoto } from './moto.js';
import { type Counts, conclude, runTests, unlessMissing } from './run-tests.js';
import { startVerifyingS3 } from './versitygw.js';

const withMoto = [
  'test/aws/ssm.test.ts',
  'test/reference-server/stores/s3.test.ts',
  'test/reference-server/engines/mwaa.test.ts',
];

/** Systems Manager, Secrets Manager, and an S3 that holds any key but verifies nothing. */
async function testWithMoto(): Promise<Counts> {
  const { endpoint, stop } = await startMoto();
  try {
    return await runTests(withMoto, {
      LABCAS_TEST_AWS_ENDPOINT: endpoint,
      LABCAS_TEST_S3_ENDPOINT: endpoint,
    });
  } finally {
    await stop();
  }
}

/** An S3 that verifies the signature of every request. */
async function testSignatures(): Promise<Counts> {
  const { endpoint, folder, credentials, stop } = await startVerifyingS3();
  try {
    return await runTests(['test/aws/signatures.test.ts'], {
      ...credentials,
      AWS_REGION: 'us-west-2',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      LABCAS_TEST_VERIFYING_S3: endpoint,
      LABCAS_TEST_VERIFYING_S3_FOLDER: folder,
    });
  } finally {
    await stop();
  }
}

conclude([
  await unlessMissing('S3, Systems Manager and Secrets Manager', testWithMoto),
  await unlessMissing('an S3 that verifies signatures', testSignatures),
]);
