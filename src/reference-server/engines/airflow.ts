import type { Engine } from '../engine.js';
import { withDeadline } from './airflow/deadline.js';
import type { HistoryLimits } from './airflow/history.js';
import { createOperations } from './airflow/operations.js';
import type { AirflowTransport } from './airflow/transport.js';

export interface AirflowEngineOptions {
  transport: AirflowTransport;
  history?: Partial<HistoryLimits>;
  /** For all calls of one operation together, in milliseconds; a request of the API takes two operations at most. */
  deadline?: number;
}

/**
 * Runs workflows as DAGs of an Apache Airflow, through its stable REST API v1 (Airflow 2) or v2 (Airflow 3).
 * Which DAGs may be seen is the caller's business.
 */
export function createAirflowEngine(options: AirflowEngineOptions): Engine {
  // The gateway in front of the API gives up after 29 s.
  const { transport, history, deadline = 13_000 } = options;
  const limits: HistoryLimits = { rows: 100, calls: 10, time: 8_000, ...history };
  const begin = () => createOperations(withDeadline(transport, deadline), limits);
  return {
    listWorkflows: (ids) => begin().listWorkflows(ids),
    getWorkflow: (id) => begin().getWorkflow(id),
    createRun: (request) => begin().createRun(request),
    listRuns: (query) => begin().listRuns(query),
    getRun: (ref) => begin().getRun(ref),
    cancelRun: (ref) => begin().cancelRun(ref),
    listTasks: (query) => begin().listTasks(query),
    getTaskLog: (query) => begin().getTaskLog(query),
  };
}
