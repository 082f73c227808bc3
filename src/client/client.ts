import { createDataSelections, type DataSelections } from './data-selections.js';
import type { ServiceInfo } from './models.js';
import type { CallOptions, ClientOptions } from './options.js';
import { createOutputs, type Outputs } from './outputs.js';
import { createRuns, type Runs } from './runs.js';
import { createService } from './service.js';
import { createTransport, type WorkflowApi } from './transport.js';
import { createWorkflows, type Workflows } from './workflows.js';

/** A client of one deployment of the API, for one user. */
export interface WorkflowClient {
  /** The archived data that workflows can be run over. */
  dataSelections: DataSelections;
  /** What can be run, and with which parameters. */
  workflows: Workflows;
  /** The caller's runs, their tasks and logs. */
  runs: Runs;
  /** The files that the runs wrote, and the metadata beside them. */
  outputs: Outputs;
  /** Says what this deployment is and offers. Needs no token; `NotOfferedError` on the 1.0 deployment. */
  serviceInfo(options?: CallOptions): Promise<ServiceInfo>;
  /** The typed openapi-fetch client underneath, with the same tokens, retries and timeouts. */
  api: WorkflowApi;
}

/**
 * Makes a client.
 *
 * @example
 * const client = createClient({ baseUrl: 'https://host/dev', token: process.env.LABCAS_API_TOKEN });
 * const run = await client.runs.create('nebraska', { selection: 'colon/fhl2', params: { tile_size: 128 } });
 * await client.runs.wait(run);
 * for await (const file of client.outputs.walk(run)) console.log(file.path);
 */
export function createClient(options: ClientOptions): WorkflowClient {
  const transport = createTransport(options);
  const service = createService(transport);
  return {
    dataSelections: createDataSelections(transport),
    workflows: createWorkflows(transport),
    runs: createRuns(transport, service),
    outputs: createOutputs(transport),
    serviceInfo: service.info,
    api: transport.api,
  };
}
