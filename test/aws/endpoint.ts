/** Where S3, Systems Manager and Secrets Manager can be tested with. */
export const awsEndpoint = process.env.LABCAS_TEST_AWS_ENDPOINT;

/** The name of a suite, with the reason where it is skipped. */
export function titled(title: string): string {
  return awsEndpoint === undefined
    ? `${title} (skipped: run npm run test:aws, or set LABCAS_TEST_AWS_ENDPOINT)`
    : title;
}

if (awsEndpoint === undefined) console.log(titled('tests with servers of AWS'));
