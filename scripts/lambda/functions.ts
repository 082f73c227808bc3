import type { OperationId } from '../../src/generated/operations.js';

/** The function that serves every path, for deployments of one function. */
export const router = 'router';

/** The function that the gateway may ask before the others. */
export const authorizer = 'authorizer';

/**
 * The functions of the first deployment, each with the operations that the gateway sends to it. Each of them
 * serves the whole interface: the names are kept so that a deployment needs nothing but another zip file.
 */
export const functions: Readonly<Record<string, readonly OperationId[]>> = {
  listworkflows: [
    'listWorkflows',
    'listDataSelectionWorkflows',
    'listDataSelectionWorkflowsByPath',
    'listDataSelections',
  ],
  describeworkflow: ['getWorkflow'],
  createrun: ['createRun', 'cancelRun'],
  listruns: ['listRuns', 'listAllRuns', 'getRun', 'listRunTasks', 'getTaskLog'],
  browseoutputs: ['browseOutputRoot', 'browseOutputs'],
  updateoutput: ['updateOutputMetadata'],
  notimplemented: ['getServiceInfo'],
};
