// Generated from openapi.yml by `npm run generate`. Do not edit.

import type { operations as Operations } from './types.js';
import type { ValidatorName } from './validators.js';

/** The operationIds of the document. */
export type OperationId = keyof Operations;

/** How a parameter or header is written as text: it is turned into this type before it is validated. */
export type ScalarType = 'string' | 'integer' | 'number' | 'boolean';

/** One path, query or header parameter. */
export interface ParameterSpec {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly type: ScalarType;
  readonly validator: ValidatorName;
  /** The feature that a deployment must list for this parameter to be known; null when it always is. */
  readonly feature: string | null;
  readonly default?: string | number | boolean;
}

/** One header of a response. */
export interface HeaderSpec {
  readonly required: boolean;
  readonly type: ScalarType;
  readonly validator: ValidatorName;
}

/** One documented response. */
export interface ResponseSpec {
  readonly description: string;
  /** The validator of each media type; null for one without a schema. Empty for a response without a body. */
  readonly content: Readonly<Record<string, ValidatorName | null>>;
  readonly headers: Readonly<Record<string, HeaderSpec>>;
}

/** The body that an operation takes. */
export interface RequestBodySpec {
  readonly required: boolean;
  readonly contentTypes: readonly string[];
  readonly validator: ValidatorName;
}

/** One operation. */
export interface OperationSpec {
  readonly operationId: OperationId;
  readonly method: string;
  /** The path template, as in `/workflows/{id}`. */
  readonly path: string;
  readonly tag: string;
  /** Whether its path parameter takes the rest of the path, slashes and all. */
  readonly greedy: boolean;
  /** Whether it needs a token. */
  readonly secured: boolean;
  readonly conformance: 'core' | 'extended';
  readonly feature: string | null;
  readonly parameters: readonly ParameterSpec[];
  readonly requestBody: RequestBodySpec | null;
  readonly responses: Readonly<Record<string, ResponseSpec>>;
}

const dataIdPathParameter: ParameterSpec = {
  name: 'data_id',
  in: 'path',
  required: true,
  type: 'string',
  validator: 'DataSelectionId',
  feature: null,
};

const dataIdQueryParameter: ParameterSpec = {
  name: 'data_id',
  in: 'query',
  required: true,
  type: 'string',
  validator: 'DataSelectionId',
  feature: null,
};

const idempotencyKeyParameter: ParameterSpec = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  type: 'string',
  validator: 'IdempotencyKey',
  feature: 'idempotency',
};

const mapIndexParameter: ParameterSpec = {
  name: 'map_index',
  in: 'query',
  required: false,
  type: 'integer',
  validator: 'parameters.MapIndex',
  feature: null,
};

const outputPageSizeParameter: ParameterSpec = {
  name: 'page_size',
  in: 'query',
  required: false,
  type: 'integer',
  validator: 'parameters.OutputPageSize',
  feature: 'paging',
  default: 1000,
};

const outputPrefixParameter: ParameterSpec = {
  name: 'prefix',
  in: 'path',
  required: true,
  type: 'string',
  validator: 'OutputPrefix',
  feature: null,
};

const pageSizeParameter: ParameterSpec = {
  name: 'page_size',
  in: 'query',
  required: false,
  type: 'integer',
  validator: 'parameters.PageSize',
  feature: 'paging',
  default: 100,
};

const pageTokenParameter: ParameterSpec = {
  name: 'page_token',
  in: 'query',
  required: false,
  type: 'string',
  validator: 'PageToken',
  feature: 'paging',
};

const runIdParameter: ParameterSpec = {
  name: 'run_id',
  in: 'path',
  required: true,
  type: 'string',
  validator: 'RunId',
  feature: null,
};

const statusParameter: ParameterSpec = {
  name: 'status',
  in: 'query',
  required: false,
  type: 'string',
  validator: 'RunStatus',
  feature: null,
};

const taskIdParameter: ParameterSpec = {
  name: 'task_id',
  in: 'path',
  required: true,
  type: 'string',
  validator: 'TaskId',
  feature: null,
};

const tryParameter: ParameterSpec = {
  name: 'try',
  in: 'query',
  required: false,
  type: 'integer',
  validator: 'parameters.Try',
  feature: null,
};

const workflowIdParameter: ParameterSpec = {
  name: 'id',
  in: 'path',
  required: true,
  type: 'string',
  validator: 'WorkflowId',
  feature: null,
};

const allowHeader: HeaderSpec = { required: true, type: 'string', validator: 'headers.Allow' };

const cacheControlHeader: HeaderSpec = { required: true, type: 'string', validator: 'headers.CacheControl' };

const linkHeader: HeaderSpec = { required: false, type: 'string', validator: 'headers.Link' };

const locationHeader: HeaderSpec = { required: true, type: 'string', validator: 'headers.Location' };

const retryAfterHeader: HeaderSpec = { required: true, type: 'integer', validator: 'headers.RetryAfter' };

const wWWAuthenticateHeader: HeaderSpec = { required: true, type: 'string', validator: 'headers.WWWAuthenticate' };

const xRequestIdHeader: HeaderSpec = { required: true, type: 'string', validator: 'headers.XRequestId' };

const badGatewayResponse: ResponseSpec = {
  description: 'The workflow engine or the store gave an answer that makes no sense.',
  content: { 'application/problem+json': 'Problem' },
  headers: { 'X-Request-Id': xRequestIdHeader },
};

const badRequestResponse: ResponseSpec = {
  description: 'The request is malformed or breaks a rule; nothing was changed.',
  content: { 'application/problem+json': 'Problem' },
  headers: { 'X-Request-Id': xRequestIdHeader },
};

const conflictResponse: ResponseSpec = {
  description: 'The state of the thing does not allow it.',
  content: { 'application/problem+json': 'Problem' },
  headers: { 'X-Request-Id': xRequestIdHeader },
};

const contentTooLargeResponse: ResponseSpec = {
  description: 'The body is larger than 1 MB.',
  content: { 'application/problem+json': 'Problem' },
  headers: { 'X-Request-Id': xRequestIdHeader },
};

const forbiddenResponse: ResponseSpec = {
  description: 'The configuration names this user nowhere.',
  content: { 'application/problem+json': 'Problem' },
  headers: { 'X-Request-Id': xRequestIdHeader },
};

const gatewayTimeoutResponse: ResponseSpec = {
  description: 'The engine or the store took too long.',
  content: { 'application/problem+json': 'Problem' },
  headers: { 'X-Request-Id': xRequestIdHeader },
};

const internalErrorResponse: ResponseSpec = {
  description: 'A defect of the server; it is never the answer to bad input.',
  content: { 'application/problem+json': 'Problem' },
  headers: { 'X-Request-Id': xRequestIdHeader },
};

const methodNotAllowedResponse: ResponseSpec = {
  description: 'The path does not know this method.',
  content: { 'application/problem+json': 'Problem' },
  headers: { Allow: allowHeader, 'X-Request-Id': xRequestIdHeader },
};

const notAcceptableResponse: ResponseSpec = {
  description: 'Neither JSON nor HTML is acceptable to the caller.',
  content: { 'application/problem+json': 'Problem' },
  headers: { 'X-Request-Id': xRequestIdHeader },
};

const notFoundResponse: ResponseSpec = {
  description: 'There is no such thing, or none that the caller may know of.',
  content: { 'application/problem+json': 'Problem' },
  headers: { 'X-Request-Id': xRequestIdHeader },
};

const serviceUnavailableResponse: ResponseSpec = {
  description: 'The engine, the store or the configuration is not ready.',
  content: { 'application/problem+json': 'Problem' },
  headers: { 'Retry-After': retryAfterHeader, 'X-Request-Id': xRequestIdHeader },
};

const tooManyRequestsResponse: ResponseSpec = {
  description: 'Too many requests, or too many runs waiting.',
  content: { 'application/problem+json': 'Problem' },
  headers: { 'Retry-After': retryAfterHeader, 'X-Request-Id': xRequestIdHeader },
};

const unauthorizedResponse: ResponseSpec = {
  description: 'The token is missing, malformed, forged or expired.',
  content: { 'application/problem+json': 'Problem' },
  headers: {
    'WWW-Authenticate': wWWAuthenticateHeader,
    'X-Request-Id': xRequestIdHeader,
  },
};

const unprocessableContentResponse: ResponseSpec = {
  description: 'The idempotency key was used with another body.',
  content: { 'application/problem+json': 'Problem' },
  headers: { 'X-Request-Id': xRequestIdHeader },
};

/** The version of the document, for who needs nothing else of it. */
export const documentVersion = '1.1.0';

/** Every operation of the document by its operationId. */
export const operations = {
  listDataSelections: {
    operationId: 'listDataSelections',
    method: 'GET',
    path: '/data-selections',
    tag: 'data-selections',
    greedy: false,
    secured: true,
    conformance: 'core',
    feature: null,
    parameters: [],
    requestBody: null,
    responses: {
      200: {
        description: 'The data selections.',
        content: { 'application/json': 'DataSelectionList' },
        headers: {
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      400: badRequestResponse,
      401: unauthorizedResponse,
      403: forbiddenResponse,
      429: tooManyRequestsResponse,
      500: internalErrorResponse,
      502: badGatewayResponse,
      503: serviceUnavailableResponse,
      504: gatewayTimeoutResponse,
    },
  },
  listDataSelectionWorkflows: {
    operationId: 'listDataSelectionWorkflows',
    method: 'GET',
    path: '/data-selections/workflows',
    tag: 'data-selections',
    greedy: false,
    secured: true,
    conformance: 'core',
    feature: null,
    parameters: [dataIdQueryParameter],
    requestBody: null,
    responses: {
      200: {
        description: 'The workflows.',
        content: { 'application/json': 'WorkflowList' },
        headers: {
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      400: badRequestResponse,
      401: unauthorizedResponse,
      403: forbiddenResponse,
      404: notFoundResponse,
      429: tooManyRequestsResponse,
      500: internalErrorResponse,
      502: badGatewayResponse,
      503: serviceUnavailableResponse,
      504: gatewayTimeoutResponse,
    },
  },
  listDataSelectionWorkflowsByPath: {
    operationId: 'listDataSelectionWorkflowsByPath',
    method: 'GET',
    path: '/data-selections/{data_id}/workflows',
    tag: 'data-selections',
    greedy: false,
    secured: true,
    conformance: 'extended',
    feature: 'path-form',
    parameters: [dataIdPathParameter],
    requestBody: null,
    responses: {
      200: {
        description: 'The workflows.',
        content: { 'application/json': 'WorkflowList' },
        headers: {
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      400: badRequestResponse,
      401: unauthorizedResponse,
      403: forbiddenResponse,
      404: notFoundResponse,
      429: tooManyRequestsResponse,
      500: internalErrorResponse,
      502: badGatewayResponse,
      503: serviceUnavailableResponse,
      504: gatewayTimeoutResponse,
    },
  },
  listWorkflows: {
    operationId: 'listWorkflows',
    method: 'GET',
    path: '/workflows',
    tag: 'workflows',
    greedy: false,
    secured: true,
    conformance: 'core',
    feature: null,
    parameters: [],
    requestBody: null,
    responses: {
      200: {
        description: 'The workflows.',
        content: { 'application/json': 'WorkflowList' },
        headers: {
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      400: badRequestResponse,
      401: unauthorizedResponse,
      403: forbiddenResponse,
      429: tooManyRequestsResponse,
      500: internalErrorResponse,
      502: badGatewayResponse,
      503: serviceUnavailableResponse,
      504: gatewayTimeoutResponse,
    },
  },
  getWorkflow: {
    operationId: 'getWorkflow',
    method: 'GET',
    path: '/workflows/{id}',
    tag: 'workflows',
    greedy: false,
    secured: true,
    conformance: 'core',
    feature: null,
    parameters: [workflowIdParameter],
    requestBody: null,
    responses: {
      200: {
        description: 'The workflow.',
        content: { 'application/json': 'WorkflowDetails' },
        headers: {
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      400: badRequestResponse,
      401: unauthorizedResponse,
      403: forbiddenResponse,
      404: notFoundResponse,
      429: tooManyRequestsResponse,
      500: internalErrorResponse,
      502: badGatewayResponse,
      503: serviceUnavailableResponse,
      504: gatewayTimeoutResponse,
    },
  },
  listRuns: {
    operationId: 'listRuns',
    method: 'GET',
    path: '/workflows/{id}/runs',
    tag: 'runs',
    greedy: false,
    secured: true,
    conformance: 'core',
    feature: null,
    parameters: [
      workflowIdParameter,
      statusParameter,
      pageSizeParameter,
      pageTokenParameter,
    ],
    requestBody: null,
    responses: {
      200: {
        description: 'One page of runs.',
        content: { 'application/json': 'RunList' },
        headers: {
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      400: badRequestResponse,
      401: unauthorizedResponse,
      403: forbiddenResponse,
      404: notFoundResponse,
      429: tooManyRequestsResponse,
      500: internalErrorResponse,
      502: badGatewayResponse,
      503: serviceUnavailableResponse,
      504: gatewayTimeoutResponse,
    },
  },
  createRun: {
    operationId: 'createRun',
    method: 'POST',
    path: '/workflows/{id}/runs',
    tag: 'runs',
    greedy: false,
    secured: true,
    conformance: 'core',
    feature: null,
    parameters: [workflowIdParameter, idempotencyKeyParameter],
    requestBody: {
      required: true,
      contentTypes: ['application/json'],
      validator: 'CreateRunRequest',
    },
    responses: {
      200: {
        description: 'This key and body have started a run before; here it is.',
        content: { 'application/json': 'Run' },
        headers: {
          Location: locationHeader,
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      201: {
        description: 'The run was accepted.',
        content: { 'application/json': 'Run' },
        headers: {
          Location: locationHeader,
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      400: badRequestResponse,
      401: unauthorizedResponse,
      403: forbiddenResponse,
      404: notFoundResponse,
      413: contentTooLargeResponse,
      422: unprocessableContentResponse,
      429: tooManyRequestsResponse,
      500: internalErrorResponse,
      502: badGatewayResponse,
      503: serviceUnavailableResponse,
      504: gatewayTimeoutResponse,
    },
  },
  getRun: {
    operationId: 'getRun',
    method: 'GET',
    path: '/workflows/{id}/runs/{run_id}',
    tag: 'runs',
    greedy: false,
    secured: true,
    conformance: 'extended',
    feature: 'runs-detail',
    parameters: [workflowIdParameter, runIdParameter],
    requestBody: null,
    responses: {
      200: {
        description: 'The run.',
        content: { 'application/json': 'Run' },
        headers: {
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      400: badRequestResponse,
      401: unauthorizedResponse,
      403: forbiddenResponse,
      404: notFoundResponse,
      429: tooManyRequestsResponse,
      500: internalErrorResponse,
      502: badGatewayResponse,
      503: serviceUnavailableResponse,
      504: gatewayTimeoutResponse,
    },
  },
  cancelRun: {
    operationId: 'cancelRun',
    method: 'POST',
    path: '/workflows/{id}/runs/{run_id}/cancel',
    tag: 'runs',
    greedy: false,
    secured: true,
    conformance: 'extended',
    feature: 'cancel',
    parameters: [workflowIdParameter, runIdParameter],
    requestBody: null,
    responses: {
      202: {
        description: 'The run is being ended.',
        content: { 'application/json': 'Run' },
        headers: {
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      400: badRequestResponse,
      401: unauthorizedResponse,
      403: forbiddenResponse,
      404: notFoundResponse,
      409: conflictResponse,
      429: tooManyRequestsResponse,
      500: internalErrorResponse,
      502: badGatewayResponse,
      503: serviceUnavailableResponse,
      504: gatewayTimeoutResponse,
    },
  },
  listRunTasks: {
    operationId: 'listRunTasks',
    method: 'GET',
    path: '/workflows/{id}/runs/{run_id}/tasks',
    tag: 'runs',
    greedy: false,
    secured: true,
    conformance: 'extended',
    feature: 'tasks',
    parameters: [
      workflowIdParameter,
      runIdParameter,
      pageSizeParameter,
      pageTokenParameter,
    ],
    requestBody: null,
    responses: {
      200: {
        description: 'One page of tasks.',
        content: { 'application/json': 'TaskList' },
        headers: {
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      400: badRequestResponse,
      401: unauthorizedResponse,
      403: forbiddenResponse,
      404: notFoundResponse,
      429: tooManyRequestsResponse,
      500: internalErrorResponse,
      502: badGatewayResponse,
      503: serviceUnavailableResponse,
      504: gatewayTimeoutResponse,
    },
  },
  getTaskLog: {
    operationId: 'getTaskLog',
    method: 'GET',
    path: '/workflows/{id}/runs/{run_id}/tasks/{task_id}/log',
    tag: 'runs',
    greedy: false,
    secured: true,
    conformance: 'extended',
    feature: 'logs',
    parameters: [
      workflowIdParameter,
      runIdParameter,
      taskIdParameter,
      tryParameter,
      mapIndexParameter,
      pageTokenParameter,
    ],
    requestBody: null,
    responses: {
      200: {
        description: 'One part of the log.',
        content: { 'text/plain': 'LogText' },
        headers: {
          Link: linkHeader,
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      400: badRequestResponse,
      401: unauthorizedResponse,
      403: forbiddenResponse,
      404: notFoundResponse,
      429: tooManyRequestsResponse,
      500: internalErrorResponse,
      502: badGatewayResponse,
      503: serviceUnavailableResponse,
      504: gatewayTimeoutResponse,
    },
  },
  listAllRuns: {
    operationId: 'listAllRuns',
    method: 'GET',
    path: '/runs',
    tag: 'runs',
    greedy: false,
    secured: true,
    conformance: 'extended',
    feature: 'all-runs',
    parameters: [statusParameter, pageSizeParameter, pageTokenParameter],
    requestBody: null,
    responses: {
      200: {
        description: 'One page of runs.',
        content: { 'application/json': 'RunList' },
        headers: {
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      400: badRequestResponse,
      401: unauthorizedResponse,
      403: forbiddenResponse,
      429: tooManyRequestsResponse,
      500: internalErrorResponse,
      502: badGatewayResponse,
      503: serviceUnavailableResponse,
      504: gatewayTimeoutResponse,
    },
  },
  browseOutputRoot: {
    operationId: 'browseOutputRoot',
    method: 'GET',
    path: '/output-data',
    tag: 'outputs',
    greedy: false,
    secured: true,
    conformance: 'core',
    feature: null,
    parameters: [outputPageSizeParameter, pageTokenParameter],
    requestBody: null,
    responses: {
      200: {
        description: 'One page of the listing.',
        content: {
          'application/json': 'OutputListing',
          'text/html': 'browseOutputRoot.200.text/html',
        },
        headers: {
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      400: badRequestResponse,
      401: unauthorizedResponse,
      403: forbiddenResponse,
      406: notAcceptableResponse,
      429: tooManyRequestsResponse,
      500: internalErrorResponse,
      502: badGatewayResponse,
      503: serviceUnavailableResponse,
      504: gatewayTimeoutResponse,
    },
  },
  browseOutputs: {
    operationId: 'browseOutputs',
    method: 'GET',
    path: '/output-data/{prefix}',
    tag: 'outputs',
    greedy: true,
    secured: true,
    conformance: 'core',
    feature: null,
    parameters: [outputPrefixParameter, outputPageSizeParameter, pageTokenParameter],
    requestBody: null,
    responses: {
      200: {
        description: 'One page of the listing.',
        content: {
          'application/json': 'OutputListing',
          'text/html': 'browseOutputs.200.text/html',
        },
        headers: {
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      400: badRequestResponse,
      401: unauthorizedResponse,
      403: forbiddenResponse,
      404: notFoundResponse,
      406: notAcceptableResponse,
      429: tooManyRequestsResponse,
      500: internalErrorResponse,
      502: badGatewayResponse,
      503: serviceUnavailableResponse,
      504: gatewayTimeoutResponse,
    },
  },
  updateOutputMetadata: {
    operationId: 'updateOutputMetadata',
    method: 'PUT',
    path: '/output-data/{prefix}',
    tag: 'outputs',
    greedy: true,
    secured: true,
    conformance: 'core',
    feature: null,
    parameters: [outputPrefixParameter],
    requestBody: {
      required: true,
      contentTypes: ['application/json'],
      validator: 'MetadataUpdate',
    },
    responses: {
      200: {
        description: 'The metadata was saved.',
        content: { 'application/json': 'MetadataSaved' },
        headers: {
          'X-Request-Id': xRequestIdHeader,
          'Cache-Control': cacheControlHeader,
        },
      },
      400: badRequestResponse,
      401: unauthorizedResponse,
      403: forbiddenResponse,
      404: notFoundResponse,
      409: conflictResponse,
      413: contentTooLargeResponse,
      429: tooManyRequestsResponse,
      500: internalErrorResponse,
      502: badGatewayResponse,
      503: serviceUnavailableResponse,
      504: gatewayTimeoutResponse,
    },
  },
  getServiceInfo: {
    operationId: 'getServiceInfo',
    method: 'GET',
    path: '/service-info',
    tag: 'service',
    greedy: false,
    secured: false,
    conformance: 'extended',
    feature: 'service-info',
    parameters: [],
    requestBody: null,
    responses: {
      200: {
        description: 'The service.',
        content: { 'application/json': 'ServiceInfo' },
        headers: { 'X-Request-Id': xRequestIdHeader },
      },
      400: badRequestResponse,
      500: internalErrorResponse,
      503: serviceUnavailableResponse,
    },
  },
} as const satisfies { [Id in OperationId]: OperationSpec & { operationId: Id } };

/** The answers to requests that no operation takes: an unknown path, or a method that the path does not know. */
export const unroutedResponses: Readonly<Record<string, ResponseSpec>> = {
  400: badRequestResponse,
  404: notFoundResponse,
  405: methodNotAllowedResponse,
  500: internalErrorResponse,
};
