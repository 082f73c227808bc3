import type { DataSelection, Workflow } from './models.js';
import { pageOf, textOf } from './normalize.js';
import type { CallOptions } from './options.js';
import { createList, type List, type ListOptions } from './pages.js';
import { isRecord } from './responses.js';
import { initOf, read, type Transport } from './transport.js';
import { toWorkflow } from './workflows.js';

/** `client.dataSelections`: the archived data that workflows can be run over. */
export interface DataSelections {
  /** Those that the caller may use. `NotOfferedError` on the 1.0 deployment. */
  list(options?: CallOptions & Pick<ListOptions, 'limit'>): List<DataSelection>;
  /** The workflows that the caller may run over one of them. */
  workflows(dataSelectionId: string, options?: CallOptions & Pick<ListOptions, 'limit'>): List<Workflow>;
}

/** The data selections of the API at the end of a transport. */
export function createDataSelections({ api }: Transport): DataSelections {
  return {
    list({ limit, ...options } = {}) {
      const call = () => api.GET('/data-selections', initOf(options));
      return createList(
        () =>
          read('GET /data-selections', call(), (data) => pageOf(data, 'data_selections', toDataSelection)),
        { limit, signal: options.signal },
      );
    },
    workflows(dataSelectionId, { limit, ...options } = {}) {
      const params = { query: { data_id: dataSelectionId } };
      const call = () => api.GET('/data-selections/workflows', { ...initOf(options), params });
      return createList(
        () => read('GET /data-selections/workflows', call(), (data) => pageOf(data, 'workflows', toWorkflow)),
        { limit, signal: options.signal },
      );
    },
  };
}

function toDataSelection(raw: unknown): DataSelection | undefined {
  if (!isRecord(raw) || typeof raw.id !== 'string') return undefined;
  const workflows = Array.isArray(raw.workflows) ? raw.workflows.filter((id) => typeof id === 'string') : [];
  return { id: raw.id, description: textOf(raw.description), workflows };
}
