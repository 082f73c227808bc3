import type { Engine } from '../../../src/reference-server/engine.js';
import type { Store } from '../../../src/reference-server/store.js';

/** An engine each of whose methods fails with this error. */
export function failingEngine(error: unknown): Engine {
  const fail = () => Promise.reject(error);
  return {
    listWorkflows: fail,
    getWorkflow: fail,
    createRun: fail,
    listRuns: fail,
    getRun: fail,
    cancelRun: fail,
    listTasks: fail,
    getTaskLog: fail,
  };
}

/** A store each of whose methods fails with this error. */
export function failingStore(error: unknown): Store {
  const fail = () => Promise.reject(error);
  return { list: fail, writeProperties: fail, link: fail, serve: fail };
}
