import { type ComposedServer, composeServer } from '../../src/reference-server/compose.js';
import type { Log } from '../../src/reference-server/log.js';
import type { Servers } from './servers.js';

export interface AirflowComposition {
  log: Log;
  validateResponses?: boolean;
  /** The parameter with the configuration. */
  configName: string;
  /** The parameter or the secret that signs tokens. */
  jwtKeyName: string;
}

/** Composes the server of an Airflow, S3 and Systems Manager from the environment, as `serve` does. */
export function composeOnAirflow(servers: Servers, composition: AirflowComposition): Promise<ComposedServer> {
  const { airflow } = servers;
  const engine = {
    LABCAS_ENGINE: 'airflow',
    LABCAS_AIRFLOW_URL: airflow.baseUrl,
    LABCAS_AIRFLOW_USER: airflow.username,
    LABCAS_AIRFLOW_PASSWORD: airflow.password,
  };
  return compose(engine, servers, composition);
}

/** The same of an environment of MWAA, at this address. */
export function composeOnMwaa(
  endpoint: string,
  name: string,
  servers: Servers,
  composition: AirflowComposition,
): Promise<ComposedServer> {
  const engine = {
    LABCAS_ENGINE: 'mwaa',
    LABCAS_MWAA_ENVIRONMENT: name,
    AWS_ENDPOINT_URL_MWAA: endpoint,
  };
  return compose(engine, servers, composition);
}

function compose(
  engine: Readonly<Record<string, string>>,
  { s3, aws }: Servers,
  { configName, jwtKeyName, ...options }: AirflowComposition,
): Promise<ComposedServer> {
  const environment = {
    ...engine,
    LABCAS_STORE: 's3',
    LABCAS_CONFIG: `ssm:${configName}`,
    LABCAS_JWT_KEY_PARAMETER: jwtKeyName,
    LABCAS_S3_ENDPOINT: s3,
    AWS_REGION: 'us-west-2',
    AWS_ENDPOINT_URL_SSM: aws,
  };
  return composeServer({ environment, ...options });
}
