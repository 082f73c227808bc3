import { type GatewayOptions, gatewayDocument } from '../../../scripts/gateway/document.js';
import { operations } from '../../../src/generated/operations.js';

/** What the stand-in of API Gateway imports for the contract. */
export function importDocument(functions: GatewayOptions['functions'] = 'router') {
  return gatewayDocument(Object.values(operations), {
    title: 'LabCAS Workflow API',
    version: '1.1.0',
    region: 'us-west-2',
    functionPrefix: 'arn:aws:lambda:us-west-2:123456789012:function:labcas-',
    origins: ['http://localhost:3000'],
    functions,
  });
}
