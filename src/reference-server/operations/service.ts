import { documentVersion } from '../../generated/operations.js';
import type { OperationsOf } from '../operation.js';

export const service = {
  getServiceInfo: async ({ service }) => ({
    status: 200,
    type: 'application/json',
    body: { ...service, type: { group: 'labcas', artifact: 'workflow-api', version: documentVersion } },
  }),
} satisfies OperationsOf<'service'>;
