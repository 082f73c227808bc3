import { document } from '../../generated/document.js';
import type { OperationsOf } from '../operation.js';

export const service = {
  getServiceInfo: async ({ service }) => ({
    status: 200,
    type: 'application/json',
    body: { ...service, type: { group: 'labcas', artifact: 'workflow-api', version: document.info.version } },
  }),
} satisfies OperationsOf<'service'>;
