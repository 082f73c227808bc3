import type { AirflowRelease } from '../servers/airflow.js';

const releases: readonly AirflowRelease[] = ['2.10.3', '3.0.6'];

/** The Airflow to test with, which `LABCAS_TEST_AIRFLOW` names; starting it takes up to a minute. */
export const release = releases.find((one) => one === process.env.LABCAS_TEST_AIRFLOW);

/** The name of a suite, with the reason where it is skipped. */
export function titled(title: string): string {
  const name = `${title} (Airflow ${release ?? 'of none'})`;
  return release === undefined ? `${name}: skipped, run npm run test:airflow` : name;
}

if (release === undefined) console.log('tests with a real Airflow are skipped: run npm run test:airflow');
