// Generated from openapi.yml by `npm run generate`. Do not edit.

/** An OpenAPI document, as far as readers of this one need its shape. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly [key: string]: unknown };
  readonly paths: Readonly<Record<string, unknown>>;
  readonly components: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** The OpenAPI document of this interface. */
export const document: OpenApiDocument = {
  openapi: '3.0.3',
  info: {
    title: 'LabCAS Workflow API',
    version: '1.1.0',
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    description: 'Runs scientific workflows over selections of archived data: see which workflows apply to which data,\nstart a run, follow it, browse the files that it wrote, and put metadata beside them before publication.\n\n**Conformance.** Every operation says by `x-conformance` whether it belongs to the `core` that each\ndeployment offers or is `extended`; an extended operation or parameter names its feature by `x-feature`,\nand `GET /service-info` lists the features that a deployment has.\n\n**Authentication.** A LabCAS JSON Web Token in `Authorization: Bearer`. A missing, malformed, forged or\nexpired token is answered 401; a valid token of a user whom the configuration names nowhere, 403. What\nthe caller may not know of is answered 404, exactly as if it did not exist. The clocks of issuer and server\nmay differ by a minute, and claims that are not named here make no difference.\n\n**Paths.** Path parameters are percent-encoded by the caller and decoded once by the server. A parameter\nmarked `x-greedy` takes the rest of the path: its segments are encoded one by one and joined by `/`, and\n`%2F` means the same as `/`. Segments `.` and `..`, empty inner segments, backslashes and control\ncharacters are refused in any encoding.\n\n**Queries.** A query parameter that the operation does not declare, or one given twice, is answered 400.\n\n**Bodies.** JSON is read whatever the content type says, up to 1 MB and 64 levels deep. Numbers beyond the\nrange of double precision and halves of surrogate pairs, which could not be kept as they are, are refused.\n\n**Pages.** A list that goes on carries `next_page_token`; send it back as `page_token` with the other\nparameters unchanged. A page may be short, even empty, and still have a next one.\n\n**Errors** are `application/problem+json` with a stable `code`.\n\n**Other methods.** HEAD answers as GET does, without the body, on every GET path. OPTIONS is answered\n204 on every path, as a CORS preflight when it is one. Any other method on a known path is 405 with\n`Allow`, a path that is not in this document is 404, and one that is malformed is 400: see\n`x-unrouted-responses`.\n',
  },
  servers: [
    {
      url: '/',
      description: 'The address that this document is served from, with its stage if there is one.',
    },
  ],
  security: [{ bearerAuth: [] }],
  tags: [
    {
      name: 'data-selections',
      description: 'The archived data that workflows can be run over.',
    },
    {
      name: 'workflows',
      description: 'What can be run, and with which parameters.',
    },
    {
      name: 'runs',
      description: 'Runs of workflows, their tasks and their logs. Each caller sees their own runs only.',
    },
    {
      name: 'outputs',
      description: 'The files that the caller\'s runs wrote, and the metadata beside them.',
    },
    { name: 'service', description: 'What a deployment offers.' },
  ],
  'x-unrouted-responses': {
    400: { $ref: '#/components/responses/BadRequest' },
    404: { $ref: '#/components/responses/NotFound' },
    405: { $ref: '#/components/responses/MethodNotAllowed' },
    500: { $ref: '#/components/responses/InternalError' },
  },
  paths: {
    '/data-selections': {
      get: {
        operationId: 'listDataSelections',
        tags: ['data-selections'],
        'x-conformance': 'core',
        summary: 'List the data selections that the caller may use',
        description: 'The selections on which the configuration lets the caller run at least one workflow, each with the ids of\nthose workflows, in the order of their ids.\n',
        responses: {
          200: {
            description: 'The data selections.',
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/DataSelectionList' },
                examples: {
                  dataSelectionList: { $ref: '#/components/examples/DataSelectionList' },
                },
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/InternalError' },
          502: { $ref: '#/components/responses/BadGateway' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
          504: { $ref: '#/components/responses/GatewayTimeout' },
        },
      },
    },
    '/data-selections/workflows': {
      get: {
        operationId: 'listDataSelectionWorkflows',
        tags: ['data-selections'],
        'x-conformance': 'core',
        summary: 'List the workflows for one data selection',
        description: 'The workflows that the caller may run over the data selection named by `data_id`. Ids may hold `/`, which\nis why this form takes the id from the query. An unknown or forbidden selection is 404.\n',
        parameters: [{ $ref: '#/components/parameters/DataIdQuery' }],
        responses: {
          200: {
            description: 'The workflows.',
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/WorkflowList' },
                examples: {
                  workflowList: { $ref: '#/components/examples/WorkflowList' },
                },
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/InternalError' },
          502: { $ref: '#/components/responses/BadGateway' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
          504: { $ref: '#/components/responses/GatewayTimeout' },
        },
      },
    },
    '/data-selections/{data_id}/workflows': {
      get: {
        operationId: 'listDataSelectionWorkflowsByPath',
        tags: ['data-selections'],
        'x-conformance': 'extended',
        'x-feature': 'path-form',
        summary: 'List the workflows for one data selection, by path',
        description: 'The same as `GET /data-selections/workflows?data_id=`, with the id as one percent-encoded path segment.\n',
        parameters: [{ $ref: '#/components/parameters/DataIdPath' }],
        responses: {
          200: {
            description: 'The workflows.',
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/WorkflowList' },
                examples: {
                  workflowList: { $ref: '#/components/examples/WorkflowList' },
                },
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/InternalError' },
          502: { $ref: '#/components/responses/BadGateway' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
          504: { $ref: '#/components/responses/GatewayTimeout' },
        },
      },
    },
    '/workflows': {
      get: {
        operationId: 'listWorkflows',
        tags: ['workflows'],
        'x-conformance': 'core',
        summary: 'List the workflows that the caller may run',
        description: 'Each workflow that the caller may run over at least one data selection, in the order of their ids.\n',
        responses: {
          200: {
            description: 'The workflows.',
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/WorkflowList' },
                examples: {
                  workflowList: { $ref: '#/components/examples/WorkflowList' },
                },
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/InternalError' },
          502: { $ref: '#/components/responses/BadGateway' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
          504: { $ref: '#/components/responses/GatewayTimeout' },
        },
      },
    },
    '/workflows/{id}': {
      get: {
        operationId: 'getWorkflow',
        tags: ['workflows'],
        'x-conformance': 'core',
        summary: 'Describe a workflow',
        description: 'What the workflow does, its schedule, its parameters as JSON Schemas from which a form can be drawn, and\nthe data selections over which the caller may run it.\n',
        parameters: [{ $ref: '#/components/parameters/WorkflowId' }],
        responses: {
          200: {
            description: 'The workflow.',
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/WorkflowDetails' },
                examples: {
                  workflowDetails: { $ref: '#/components/examples/WorkflowDetails' },
                },
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/InternalError' },
          502: { $ref: '#/components/responses/BadGateway' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
          504: { $ref: '#/components/responses/GatewayTimeout' },
        },
      },
    },
    '/workflows/{id}/runs': {
      get: {
        operationId: 'listRuns',
        tags: ['runs'],
        'x-conformance': 'core',
        summary: 'List the caller\'s runs of a workflow',
        description: 'Newest first. Runs of other users are never shown.\n',
        parameters: [
          { $ref: '#/components/parameters/WorkflowId' },
          { $ref: '#/components/parameters/Status' },
          { $ref: '#/components/parameters/PageSize' },
          { $ref: '#/components/parameters/PageToken' },
        ],
        responses: {
          200: {
            description: 'One page of runs.',
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RunList' },
                examples: { runList: { $ref: '#/components/examples/RunList' } },
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/InternalError' },
          502: { $ref: '#/components/responses/BadGateway' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
          504: { $ref: '#/components/responses/GatewayTimeout' },
        },
      },
      post: {
        operationId: 'createRun',
        tags: ['runs'],
        'x-conformance': 'core',
        summary: 'Start a run of a workflow',
        description: 'The body is flat: `in_data_selection` beside the workflow\'s own parameters. The nested form, in which\n`params` is an object holding them, is accepted too. `workflow_id`, when given, must be the id in the path.\n`in_data_selection`, `params` and `workflow_id` cannot be parameter names; `in_bucket`, `in_prefix`,\n`out_bucket`, `out_prefix` and `username` belong to the server and are refused. Parameters are validated\nagainst the workflow\'s schemas; undeclared ones are refused unless the workflow says\n`additional_parameters`. A selection that is unknown, or over which the caller may not run this workflow, is\n400 `unknown-data-selection`.\n\nWith an `Idempotency-Key`, sending the same request again answers 200 with the run that the first one\nstarted; another body under the same key is 422. Keys are scoped to the caller and the workflow, and hold as\nlong as the run exists.\n',
        parameters: [
          { $ref: '#/components/parameters/WorkflowId' },
          { $ref: '#/components/parameters/IdempotencyKey' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CreateRunRequest' },
              examples: {
                flat: { $ref: '#/components/examples/CreateRunFlat' },
                nested: { $ref: '#/components/examples/CreateRunNested' },
              },
            },
          },
        },
        responses: {
          200: {
            description: 'This key and body have started a run before; here it is.',
            headers: {
              Location: { $ref: '#/components/headers/Location' },
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Run' },
                examples: { runRunning: { $ref: '#/components/examples/RunRunning' } },
              },
            },
          },
          201: {
            description: 'The run was accepted.',
            headers: {
              Location: { $ref: '#/components/headers/Location' },
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Run' },
                examples: { runQueued: { $ref: '#/components/examples/RunQueued' } },
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          413: { $ref: '#/components/responses/ContentTooLarge' },
          422: { $ref: '#/components/responses/UnprocessableContent' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/InternalError' },
          502: { $ref: '#/components/responses/BadGateway' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
          504: { $ref: '#/components/responses/GatewayTimeout' },
        },
      },
    },
    '/workflows/{id}/runs/{run_id}': {
      get: {
        operationId: 'getRun',
        tags: ['runs'],
        'x-conformance': 'extended',
        'x-feature': 'runs-detail',
        summary: 'Read a run',
        description: 'The state of one of the caller\'s runs.\n',
        parameters: [
          { $ref: '#/components/parameters/WorkflowId' },
          { $ref: '#/components/parameters/RunId' },
        ],
        responses: {
          200: {
            description: 'The run.',
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Run' },
                examples: {
                  runRunning: { $ref: '#/components/examples/RunRunning' },
                  runFailed: { $ref: '#/components/examples/RunFailed' },
                },
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/InternalError' },
          502: { $ref: '#/components/responses/BadGateway' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
          504: { $ref: '#/components/responses/GatewayTimeout' },
        },
      },
    },
    '/workflows/{id}/runs/{run_id}/cancel': {
      post: {
        operationId: 'cancelRun',
        tags: ['runs'],
        'x-conformance': 'extended',
        'x-feature': 'cancel',
        summary: 'Cancel a run',
        description: 'Asks for the run to be ended; it becomes `failed` with the failure code `cancelled`. The answer may still\nshow it running. Cancelling a run that has ended is 409 `run-ended`. A body is not needed and not read.\n',
        parameters: [
          { $ref: '#/components/parameters/WorkflowId' },
          { $ref: '#/components/parameters/RunId' },
        ],
        responses: {
          202: {
            description: 'The run is being ended.',
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Run' },
                examples: { runRunning: { $ref: '#/components/examples/RunRunning' } },
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          409: { $ref: '#/components/responses/Conflict' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/InternalError' },
          502: { $ref: '#/components/responses/BadGateway' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
          504: { $ref: '#/components/responses/GatewayTimeout' },
        },
      },
    },
    '/workflows/{id}/runs/{run_id}/tasks': {
      get: {
        operationId: 'listRunTasks',
        tags: ['runs'],
        'x-conformance': 'extended',
        'x-feature': 'tasks',
        summary: 'List the tasks of a run',
        description: 'The steps of the run with their states, tries and times.\n',
        parameters: [
          { $ref: '#/components/parameters/WorkflowId' },
          { $ref: '#/components/parameters/RunId' },
          { $ref: '#/components/parameters/PageSize' },
          { $ref: '#/components/parameters/PageToken' },
        ],
        responses: {
          200: {
            description: 'One page of tasks.',
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TaskList' },
                examples: { taskList: { $ref: '#/components/examples/TaskList' } },
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/InternalError' },
          502: { $ref: '#/components/responses/BadGateway' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
          504: { $ref: '#/components/responses/GatewayTimeout' },
        },
      },
    },
    '/workflows/{id}/runs/{run_id}/tasks/{task_id}/log': {
      get: {
        operationId: 'getTaskLog',
        tags: ['runs'],
        'x-conformance': 'extended',
        'x-feature': 'logs',
        summary: 'Read the log of a task',
        description: 'The text that one try of the task printed, in parts. While there is more, or the task still runs, `Link`\nleads to the next part; a part may be empty when nothing new has been printed yet.\n',
        parameters: [
          { $ref: '#/components/parameters/WorkflowId' },
          { $ref: '#/components/parameters/RunId' },
          { $ref: '#/components/parameters/TaskId' },
          { $ref: '#/components/parameters/Try' },
          { $ref: '#/components/parameters/MapIndex' },
          { $ref: '#/components/parameters/PageToken' },
        ],
        responses: {
          200: {
            description: 'One part of the log.',
            headers: {
              Link: { $ref: '#/components/headers/Link' },
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'text/plain': {
                schema: { $ref: '#/components/schemas/LogText' },
                example: 'read input.png: 512 x 512',
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/InternalError' },
          502: { $ref: '#/components/responses/BadGateway' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
          504: { $ref: '#/components/responses/GatewayTimeout' },
        },
      },
    },
    '/runs': {
      get: {
        operationId: 'listAllRuns',
        tags: ['runs'],
        'x-conformance': 'extended',
        'x-feature': 'all-runs',
        summary: 'List the caller\'s runs of every workflow',
        description: 'Newest first, over all workflows that the caller may run.\n',
        parameters: [
          { $ref: '#/components/parameters/Status' },
          { $ref: '#/components/parameters/PageSize' },
          { $ref: '#/components/parameters/PageToken' },
        ],
        responses: {
          200: {
            description: 'One page of runs.',
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RunList' },
                examples: { runList: { $ref: '#/components/examples/RunList' } },
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/InternalError' },
          502: { $ref: '#/components/responses/BadGateway' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
          504: { $ref: '#/components/responses/GatewayTimeout' },
        },
      },
    },
    '/output-data': {
      get: {
        operationId: 'browseOutputRoot',
        tags: ['outputs'],
        'x-conformance': 'core',
        summary: 'Browse the caller\'s outputs from the top',
        description: 'The top folder of the caller\'s outputs; see `browseOutputs`. It always exists, though it may be empty.\n',
        parameters: [
          { $ref: '#/components/parameters/OutputPageSize' },
          { $ref: '#/components/parameters/PageToken' },
        ],
        responses: {
          200: {
            description: 'One page of the listing.',
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/OutputListing' },
                examples: {
                  outputRootListing: { $ref: '#/components/examples/OutputRootListing' },
                },
              },
              'text/html': {
                schema: { type: 'string' },
                example: '<!doctype html><html lang="en"><title>Outputs</title><ul><li><a href="a.csv">a.csv</a></li></ul></html>',
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          406: { $ref: '#/components/responses/NotAcceptable' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/InternalError' },
          502: { $ref: '#/components/responses/BadGateway' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
          504: { $ref: '#/components/responses/GatewayTimeout' },
        },
      },
    },
    '/output-data/{prefix}': {
      get: {
        operationId: 'browseOutputs',
        tags: ['outputs'],
        'x-conformance': 'core',
        summary: 'Browse one folder of the caller\'s outputs',
        description: 'One level of folders and files, in the order of their names. Each file has a link that can be downloaded\nwithout a token until it expires, and the metadata written beside it. A prefix under which nothing lies is\n404. The answer is JSON, or an HTML page where `Accept` prefers it.\n',
        parameters: [
          { $ref: '#/components/parameters/OutputPrefix' },
          { $ref: '#/components/parameters/OutputPageSize' },
          { $ref: '#/components/parameters/PageToken' },
        ],
        responses: {
          200: {
            description: 'One page of the listing.',
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/OutputListing' },
                examples: {
                  outputListing: { $ref: '#/components/examples/OutputListing' },
                },
              },
              'text/html': {
                schema: { type: 'string' },
                example: '<!doctype html><html lang="en"><title>Outputs</title><ul><li><a href="a.csv">a.csv</a></li></ul></html>',
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          406: { $ref: '#/components/responses/NotAcceptable' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/InternalError' },
          502: { $ref: '#/components/responses/BadGateway' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
          504: { $ref: '#/components/responses/GatewayTimeout' },
        },
      },
      put: {
        operationId: 'updateOutputMetadata',
        tags: ['outputs'],
        'x-conformance': 'core',
        summary: 'Write metadata beside output files',
        description: 'Replaces the properties of each named file in the folder `prefix`; an empty object removes them. All files\nare checked before any is written: one that does not exist is 404, one beside which a `.cfg` file lies that\nis not its metadata is 409 `metadata-conflict`, and nothing is changed. `prefix` in the body is not needed;\nwhen given it must be the prefix in the path.\n',
        parameters: [{ $ref: '#/components/parameters/OutputPrefix' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/MetadataUpdate' },
              examples: {
                metadataUpdate: { $ref: '#/components/examples/MetadataUpdate' },
              },
            },
          },
        },
        responses: {
          200: {
            description: 'The metadata was saved.',
            headers: {
              'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
              'Cache-Control': { $ref: '#/components/headers/CacheControl' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/MetadataSaved' },
                examples: {
                  metadataSaved: { $ref: '#/components/examples/MetadataSaved' },
                },
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          401: { $ref: '#/components/responses/Unauthorized' },
          403: { $ref: '#/components/responses/Forbidden' },
          404: { $ref: '#/components/responses/NotFound' },
          409: { $ref: '#/components/responses/Conflict' },
          413: { $ref: '#/components/responses/ContentTooLarge' },
          429: { $ref: '#/components/responses/TooManyRequests' },
          500: { $ref: '#/components/responses/InternalError' },
          502: { $ref: '#/components/responses/BadGateway' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
          504: { $ref: '#/components/responses/GatewayTimeout' },
        },
      },
    },
    '/service-info': {
      get: {
        operationId: 'getServiceInfo',
        tags: ['service'],
        'x-conformance': 'extended',
        'x-feature': 'service-info',
        summary: 'Say what this deployment is and offers',
        description: 'The GA4GH service-info shape, and the list of features. Needs no token.\n',
        security: [],
        responses: {
          200: {
            description: 'The service.',
            headers: { 'X-Request-Id': { $ref: '#/components/headers/XRequestId' } },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ServiceInfo' },
                examples: { serviceInfo: { $ref: '#/components/examples/ServiceInfo' } },
              },
            },
          },
          400: { $ref: '#/components/responses/BadRequest' },
          500: { $ref: '#/components/responses/InternalError' },
          503: { $ref: '#/components/responses/ServiceUnavailable' },
        },
      },
    },
  },
  components: {
    securitySchemes: {
      bearerAuth: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'A LabCAS token: HS256, with `exp` and with `sub` holding the LDAP distinguished name of the user.\n',
      },
    },
    parameters: {
      DataIdQuery: {
        name: 'data_id',
        in: 'query',
        required: true,
        description: 'The id of a data selection.',
        schema: { $ref: '#/components/schemas/DataSelectionId' },
        example: 'colon/fhl2',
      },
      DataIdPath: {
        name: 'data_id',
        in: 'path',
        required: true,
        description: 'The id of a data selection, percent-encoded as one segment.',
        schema: { $ref: '#/components/schemas/DataSelectionId' },
        example: 'colon/fhl2',
      },
      WorkflowId: {
        name: 'id',
        in: 'path',
        required: true,
        description: 'The id of a workflow.',
        schema: { $ref: '#/components/schemas/WorkflowId' },
        example: 'nebraska',
      },
      RunId: {
        name: 'run_id',
        in: 'path',
        required: true,
        description: 'The id of a run. It may hold `+`, `:`, `.` and `~`.',
        schema: { $ref: '#/components/schemas/RunId' },
        example: 'labcas-q3mrv7k2ht5xw4nadcpe',
      },
      TaskId: {
        name: 'task_id',
        in: 'path',
        required: true,
        description: 'The id of a task of the run.',
        schema: { $ref: '#/components/schemas/TaskId' },
        example: 'main',
      },
      Status: {
        name: 'status',
        in: 'query',
        description: 'Show only runs with this status.',
        schema: { $ref: '#/components/schemas/RunStatus' },
      },
      PageSize: {
        name: 'page_size',
        in: 'query',
        'x-feature': 'paging',
        description: 'The greatest number of items on a page.',
        schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 },
      },
      OutputPageSize: {
        name: 'page_size',
        in: 'query',
        'x-feature': 'paging',
        description: 'The greatest number of folders and files on a page, taken together.',
        schema: { type: 'integer', minimum: 1, maximum: 1000, default: 1000 },
      },
      PageToken: {
        name: 'page_token',
        in: 'query',
        'x-feature': 'paging',
        description: 'The `next_page_token` of the page before. Opaque.',
        schema: { $ref: '#/components/schemas/PageToken' },
      },
      Try: {
        name: 'try',
        in: 'query',
        description: 'Which try of the task; the latest when not given.',
        schema: { type: 'integer', minimum: 1, maximum: 10000 },
      },
      MapIndex: {
        name: 'map_index',
        in: 'query',
        description: 'Which instance of a task that was mapped over a list.',
        schema: { type: 'integer', minimum: 0, maximum: 1000000 },
      },
      IdempotencyKey: {
        name: 'Idempotency-Key',
        in: 'header',
        'x-feature': 'idempotency',
        description: 'A value of the caller\'s choice, new for each intended run; visible ASCII.',
        schema: { $ref: '#/components/schemas/IdempotencyKey' },
        example: '2f0c7c0e-5b1d-4a7a-9a54-3f1f6a0c9b11',
      },
      OutputPrefix: {
        name: 'prefix',
        in: 'path',
        required: true,
        'x-greedy': true,
        description: 'The folder, relative to the top of the caller\'s outputs; one final `/` makes no difference.\n',
        schema: { $ref: '#/components/schemas/OutputPrefix' },
        example: '20261123T191203123456/tables',
      },
    },
    headers: {
      XRequestId: {
        description: 'Names this request in the server\'s log; quote it when reporting a problem.',
        required: true,
        schema: { type: 'string', minLength: 1 },
      },
      CacheControl: {
        description: 'Answers to authenticated requests are not to be stored.',
        required: true,
        schema: { type: 'string', enum: ['no-store'] },
      },
      Location: {
        description: 'The absolute address of the run.',
        required: true,
        schema: { type: 'string', format: 'uri' },
      },
      Link: {
        description: '`<address>; rel="next"` leads to the next part; absent at the end.',
        schema: { type: 'string' },
      },
      WWWAuthenticate: {
        description: 'The scheme to authenticate with. Amazon API Gateway sends it on as\n`x-amzn-Remapped-WWW-Authenticate`.\n',
        required: true,
        schema: { type: 'string', pattern: '^Bearer' },
      },
      Allow: {
        description: 'The methods that the path knows, separated by commas.',
        required: true,
        schema: { type: 'string', pattern: '^[A-Z]+(, [A-Z]+)*$' },
      },
      RetryAfter: {
        description: 'Seconds to wait before asking again.',
        required: true,
        schema: { type: 'integer', minimum: 0 },
      },
    },
    responses: {
      BadRequest: {
        description: 'The request is malformed or breaks a rule; nothing was changed.',
        headers: { 'X-Request-Id': { $ref: '#/components/headers/XRequestId' } },
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'urn:labcas:workflow-api:problem:invalid-parameter',
              title: 'Bad Request',
              status: 400,
              detail: 'tile_size must be one of 64, 128, 256',
              code: 'invalid-parameter',
              errors: [
                {
                  detail: 'must be one of 64, 128, 256',
                  pointer: '/tile_size',
                },
              ],
              request_id: '0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52',
            },
          },
        },
      },
      Unauthorized: {
        description: 'The token is missing, malformed, forged or expired.',
        headers: {
          'WWW-Authenticate': { $ref: '#/components/headers/WWWAuthenticate' },
          'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
        },
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'urn:labcas:workflow-api:problem:expired-token',
              title: 'Unauthorized',
              status: 401,
              detail: 'The token has expired; log in again.',
              code: 'expired-token',
              request_id: '0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52',
            },
          },
        },
      },
      Forbidden: {
        description: 'The configuration names this user nowhere.',
        headers: { 'X-Request-Id': { $ref: '#/components/headers/XRequestId' } },
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'urn:labcas:workflow-api:problem:not-authorized',
              title: 'Forbidden',
              status: 403,
              detail: 'This user is not authorized to use any workflow.',
              code: 'not-authorized',
              request_id: '0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52',
            },
          },
        },
      },
      NotFound: {
        description: 'There is no such thing, or none that the caller may know of.',
        headers: { 'X-Request-Id': { $ref: '#/components/headers/XRequestId' } },
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'urn:labcas:workflow-api:problem:run-not-found',
              title: 'Not Found',
              status: 404,
              detail: 'There is no such run.',
              code: 'run-not-found',
              request_id: '0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52',
            },
          },
        },
      },
      MethodNotAllowed: {
        description: 'The path does not know this method.',
        headers: {
          Allow: { $ref: '#/components/headers/Allow' },
          'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
        },
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'urn:labcas:workflow-api:problem:method-not-allowed',
              title: 'Method Not Allowed',
              status: 405,
              detail: 'DELETE is not allowed here.',
              code: 'method-not-allowed',
              request_id: '0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52',
            },
          },
        },
      },
      NotAcceptable: {
        description: 'Neither JSON nor HTML is acceptable to the caller.',
        headers: { 'X-Request-Id': { $ref: '#/components/headers/XRequestId' } },
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'urn:labcas:workflow-api:problem:not-acceptable',
              title: 'Not Acceptable',
              status: 406,
              detail: 'This resource is application/json or text/html.',
              code: 'not-acceptable',
              request_id: '0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52',
            },
          },
        },
      },
      Conflict: {
        description: 'The state of the thing does not allow it.',
        headers: { 'X-Request-Id': { $ref: '#/components/headers/XRequestId' } },
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'urn:labcas:workflow-api:problem:run-ended',
              title: 'Conflict',
              status: 409,
              detail: 'The run has ended already.',
              code: 'run-ended',
              request_id: '0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52',
            },
          },
        },
      },
      ContentTooLarge: {
        description: 'The body is larger than 1 MB.',
        headers: { 'X-Request-Id': { $ref: '#/components/headers/XRequestId' } },
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'urn:labcas:workflow-api:problem:body-too-large',
              title: 'Content Too Large',
              status: 413,
              detail: 'The body may be 1048576 bytes at most.',
              code: 'body-too-large',
              request_id: '0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52',
            },
          },
        },
      },
      UnprocessableContent: {
        description: 'The idempotency key was used with another body.',
        headers: { 'X-Request-Id': { $ref: '#/components/headers/XRequestId' } },
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'urn:labcas:workflow-api:problem:idempotency-key-reused',
              title: 'Unprocessable Content',
              status: 422,
              detail: 'This Idempotency-Key was used for a different request.',
              code: 'idempotency-key-reused',
              request_id: '0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52',
            },
          },
        },
      },
      TooManyRequests: {
        description: 'Too many requests, or too many runs waiting.',
        headers: {
          'Retry-After': { $ref: '#/components/headers/RetryAfter' },
          'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
        },
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'urn:labcas:workflow-api:problem:too-many-requests',
              title: 'Too Many Requests',
              status: 429,
              detail: 'The queue of runs is full.',
              code: 'too-many-requests',
              request_id: '0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52',
            },
          },
        },
      },
      InternalError: {
        description: 'A defect of the server; it is never the answer to bad input.',
        headers: { 'X-Request-Id': { $ref: '#/components/headers/XRequestId' } },
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'urn:labcas:workflow-api:problem:internal-error',
              title: 'Internal Server Error',
              status: 500,
              detail: 'The server failed; its log names this request.',
              code: 'internal-error',
              request_id: '0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52',
            },
          },
        },
      },
      BadGateway: {
        description: 'The workflow engine or the store gave an answer that makes no sense.',
        headers: { 'X-Request-Id': { $ref: '#/components/headers/XRequestId' } },
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'urn:labcas:workflow-api:problem:engine-failed',
              title: 'Bad Gateway',
              status: 502,
              detail: 'The workflow engine failed.',
              code: 'engine-failed',
              request_id: '0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52',
            },
          },
        },
      },
      ServiceUnavailable: {
        description: 'The engine, the store or the configuration is not ready.',
        headers: {
          'Retry-After': { $ref: '#/components/headers/RetryAfter' },
          'X-Request-Id': { $ref: '#/components/headers/XRequestId' },
        },
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'urn:labcas:workflow-api:problem:engine-unavailable',
              title: 'Service Unavailable',
              status: 503,
              detail: 'The workflow engine cannot be reached.',
              code: 'engine-unavailable',
              request_id: '0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52',
            },
          },
        },
      },
      GatewayTimeout: {
        description: 'The engine or the store took too long.',
        headers: { 'X-Request-Id': { $ref: '#/components/headers/XRequestId' } },
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'urn:labcas:workflow-api:problem:engine-timeout',
              title: 'Gateway Timeout',
              status: 504,
              detail: 'The workflow engine took too long to answer.',
              code: 'engine-timeout',
              request_id: '0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52',
            },
          },
        },
      },
    },
    schemas: {
      DataSelectionId: {
        type: 'string',
        description: 'The id of a data selection. It may hold `/`.',
        minLength: 1,
        maxLength: 512,
        pattern: '^[^\\\\\\u0000-\\u001f\\u007f-\\u009f]*$',
      },
      WorkflowId: {
        type: 'string',
        description: 'The id of a workflow; the id of its DAG where the engine is Apache Airflow.',
        minLength: 1,
        maxLength: 250,
        pattern: '^[^\\\\\\u0000-\\u001f\\u007f-\\u009f]*$',
      },
      RunId: {
        type: 'string',
        description: 'The id of a run, unique within its workflow.',
        minLength: 1,
        maxLength: 250,
        pattern: '^[^\\\\\\u0000-\\u001f\\u007f-\\u009f]*$',
      },
      TaskId: {
        type: 'string',
        description: 'The id of a task, unique within its run but for mapped instances.',
        minLength: 1,
        maxLength: 250,
        pattern: '^[^\\\\\\u0000-\\u001f\\u007f-\\u009f]*$',
      },
      PageToken: {
        type: 'string',
        description: 'Says where the next page begins. Opaque.',
        minLength: 1,
        maxLength: 2048,
      },
      IdempotencyKey: {
        type: 'string',
        description: 'Names one intended run; visible ASCII.',
        minLength: 1,
        maxLength: 255,
        pattern: '^[\\x21-\\x7e]+$',
      },
      OutputPrefix: {
        type: 'string',
        description: 'A folder below the top of the caller\'s outputs.',
        minLength: 1,
        maxLength: 1024,
        pattern: '^(?!\\/)(?!\\.{1,2}(?:\\/|$))(?![\\s\\S]*\\/\\.{1,2}(?:\\/|$))(?![\\s\\S]*\\/\\/)[^\\\\\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]+$',
      },
      LogText: { type: 'string', description: 'Plain text in UTF-8.' },
      DataSelection: {
        type: 'object',
        description: 'A collection of archived data that workflows can be run over.',
        required: ['id', 'description', 'workflows'],
        properties: {
          id: { $ref: '#/components/schemas/DataSelectionId' },
          description: {
            type: 'string',
            nullable: true,
            description: 'What the data is, for people.',
          },
          workflows: {
            type: 'array',
            description: 'The workflows that the caller may run over it.',
            items: { $ref: '#/components/schemas/WorkflowId' },
          },
        },
      },
      DataSelectionList: {
        type: 'object',
        required: ['data_selections'],
        properties: {
          data_selections: {
            type: 'array',
            items: { $ref: '#/components/schemas/DataSelection' },
          },
        },
      },
      Workflow: {
        type: 'object',
        description: 'A workflow in brief.',
        required: ['id', 'description'],
        properties: {
          id: { $ref: '#/components/schemas/WorkflowId' },
          description: {
            type: 'string',
            nullable: true,
            description: 'What the workflow does, for people.',
          },
        },
      },
      WorkflowList: {
        type: 'object',
        required: ['workflows'],
        properties: {
          workflows: { type: 'array', items: { $ref: '#/components/schemas/Workflow' } },
        },
      },
      WorkflowParameter: {
        type: 'object',
        description: 'One parameter of a workflow.',
        required: ['description', 'required', 'schema'],
        properties: {
          description: {
            type: 'string',
            nullable: true,
            description: 'What the parameter does, for people.',
          },
          default: {
            description: 'The value used when none is given; absent when there is none.',
          },
          required: { type: 'boolean', description: 'Whether a run must give a value.' },
          schema: {
            type: 'object',
            description: 'A JSON Schema that the value must satisfy.',
            additionalProperties: true,
          },
        },
      },
      WorkflowDetails: {
        type: 'object',
        description: 'A workflow in full.',
        required: [
          'id',
          'description',
          'schedule',
          'parameters',
          'additional_parameters',
          'data_selections',
        ],
        properties: {
          id: { $ref: '#/components/schemas/WorkflowId' },
          description: {
            type: 'string',
            nullable: true,
            description: 'What the workflow does, for people.',
          },
          schedule: {
            type: 'string',
            nullable: true,
            description: 'When the workflow starts by itself, for people; null when it does not.',
          },
          parameters: {
            type: 'object',
            description: 'The parameters by name.',
            additionalProperties: { $ref: '#/components/schemas/WorkflowParameter' },
          },
          additional_parameters: {
            type: 'boolean',
            description: 'Whether parameters that are not declared are accepted and passed on.',
          },
          data_selections: {
            type: 'array',
            description: 'The data selections over which the caller may run it.',
            items: { $ref: '#/components/schemas/DataSelectionId' },
          },
        },
      },
      RunStatus: {
        type: 'string',
        description: 'Where a run is in its life; the last two are final.',
        enum: ['queued', 'running', 'success', 'failed'],
      },
      FailureCode: {
        type: 'string',
        description: 'Why a run failed: `cancelled` by its owner, `interrupted` by a restart of the engine, `timeout`\nbeyond its time limit, `exit` for a command or task that failed, `engine` for anything else.\n',
        enum: ['cancelled', 'interrupted', 'timeout', 'exit', 'engine'],
      },
      RunFailure: {
        type: 'object',
        nullable: true,
        description: 'Why the run failed; null unless it did.',
        required: ['code', 'message'],
        properties: {
          code: { $ref: '#/components/schemas/FailureCode' },
          message: { type: 'string', description: 'The reason, for people.' },
        },
      },
      RunParameters: {
        type: 'object',
        description: 'The parameters of a run by name, as they were given.',
        additionalProperties: true,
      },
      Run: {
        type: 'object',
        description: 'One run of a workflow.',
        required: [
          'run_id',
          'workflow_id',
          'status',
          'created_at',
          'start_time',
          'end_time',
          'in_data_selection',
          'params',
          'output_url',
          'output_prefix',
          'failure',
          'conf',
          'state',
        ],
        properties: {
          run_id: { $ref: '#/components/schemas/RunId' },
          workflow_id: { $ref: '#/components/schemas/WorkflowId' },
          status: { $ref: '#/components/schemas/RunStatus' },
          created_at: {
            type: 'string',
            format: 'date-time',
            description: 'When the run was accepted.',
          },
          start_time: {
            type: 'string',
            format: 'date-time',
            nullable: true,
            description: 'When the run began; null while it waits.',
          },
          end_time: {
            type: 'string',
            format: 'date-time',
            nullable: true,
            description: 'When the run ended; null until then.',
          },
          in_data_selection: {
            type: 'string',
            nullable: true,
            description: 'The data selection; null for a run that was not started over one.',
          },
          params: { $ref: '#/components/schemas/RunParameters' },
          output_url: {
            type: 'string',
            format: 'uri',
            nullable: true,
            description: 'The address at which the outputs are browsed; null for a run without an output folder.',
          },
          output_prefix: {
            type: 'string',
            nullable: true,
            description: 'The `prefix` for `browseOutputs`; null for a run without an output folder.',
          },
          failure: { $ref: '#/components/schemas/RunFailure' },
          conf: { $ref: '#/components/schemas/RunParameters' },
          state: {
            type: 'string',
            deprecated: true,
            description: 'The same as `status`, for clients written for the first deployment.',
            enum: ['queued', 'running', 'success', 'failed'],
          },
        },
      },
      RunList: {
        type: 'object',
        required: ['runs'],
        properties: {
          runs: { type: 'array', items: { $ref: '#/components/schemas/Run' } },
          next_page_token: { $ref: '#/components/schemas/PageToken' },
        },
      },
      FlatRunRequest: {
        type: 'object',
        description: 'The data selection beside the workflow\'s own parameters.',
        required: ['in_data_selection'],
        properties: {
          in_data_selection: { $ref: '#/components/schemas/DataSelectionId' },
          workflow_id: { $ref: '#/components/schemas/WorkflowId' },
        },
        additionalProperties: true,
      },
      NestedRunRequest: {
        type: 'object',
        description: 'The data selection, and the parameters in an object of their own.',
        required: ['in_data_selection', 'params'],
        properties: {
          in_data_selection: { $ref: '#/components/schemas/DataSelectionId' },
          workflow_id: { $ref: '#/components/schemas/WorkflowId' },
          params: { $ref: '#/components/schemas/RunParameters' },
        },
        additionalProperties: false,
      },
      CreateRunRequest: {
        description: 'What to run over; a body whose `params` is an object is read as nested.',
        anyOf: [
          { $ref: '#/components/schemas/FlatRunRequest' },
          { $ref: '#/components/schemas/NestedRunRequest' },
        ],
      },
      TaskStatus: {
        type: 'string',
        description: 'Where a task is in its life.',
        enum: [
          'waiting',
          'queued',
          'running',
          'retrying',
          'success',
          'failed',
          'upstream_failed',
          'skipped',
        ],
      },
      Task: {
        type: 'object',
        description: 'One step of a run.',
        required: ['task_id', 'map_index', 'status', 'tries', 'start_time', 'end_time'],
        properties: {
          task_id: { $ref: '#/components/schemas/TaskId' },
          map_index: {
            type: 'integer',
            nullable: true,
            minimum: 0,
            description: 'Which instance of a mapped task; null for a task that is not mapped.',
          },
          status: { $ref: '#/components/schemas/TaskStatus' },
          tries: {
            type: 'integer',
            minimum: 0,
            description: 'How often the task was begun.',
          },
          start_time: {
            type: 'string',
            format: 'date-time',
            nullable: true,
            description: 'When the latest try began.',
          },
          end_time: {
            type: 'string',
            format: 'date-time',
            nullable: true,
            description: 'When the latest try ended.',
          },
        },
      },
      TaskList: {
        type: 'object',
        required: ['tasks'],
        properties: {
          tasks: { type: 'array', items: { $ref: '#/components/schemas/Task' } },
          next_page_token: { $ref: '#/components/schemas/PageToken' },
        },
      },
      OutputProperties: {
        type: 'object',
        description: 'Metadata of a file as it was written; empty when there is none.',
        additionalProperties: { type: 'string' },
      },
      OutputFolder: {
        type: 'object',
        required: ['href'],
        properties: {
          href: {
            type: 'string',
            format: 'uri',
            description: 'The address at which the folder is browsed.',
          },
        },
      },
      OutputFile: {
        type: 'object',
        required: ['href', 'size', 'last_modified', 'properties'],
        properties: {
          href: {
            type: 'string',
            format: 'uri',
            description: 'A link that downloads the file without a token until it expires. Treat it as a secret.',
          },
          size: { type: 'integer', minimum: 0, description: 'Bytes.' },
          last_modified: { type: 'string', format: 'date-time' },
          properties: { $ref: '#/components/schemas/OutputProperties' },
        },
      },
      OutputListing: {
        type: 'object',
        description: 'One page of one folder.',
        required: ['prefix', 'folders', 'files'],
        properties: {
          prefix: {
            type: 'string',
            description: 'The folder, ending in `/`; empty at the top.',
          },
          folders: {
            type: 'object',
            description: 'Folders by name, each name ending in `/`.',
            additionalProperties: { $ref: '#/components/schemas/OutputFolder' },
          },
          files: {
            type: 'object',
            description: 'Files by name.',
            additionalProperties: { $ref: '#/components/schemas/OutputFile' },
          },
          next_page_token: { $ref: '#/components/schemas/PageToken' },
        },
      },
      MetadataKey: {
        type: 'string',
        description: 'The name of a property: no `=`, `:` or control character, no blank at either end, and not beginning\nwith `#`, `;` or `[`, so that the configuration parser of Python\'s library reads it back as it is.\n',
        minLength: 1,
        maxLength: 255,
        pattern: '^[^\\s=:#;\\[\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff](?:[^=:\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]*[^\\s=:\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff])?$',
      },
      MetadataValue: {
        type: 'string',
        description: 'The value of a property: text of one or more lines, none of them with a blank at either end, none\nafter the first beginning with `#` or `;`, without control characters but tabs inside a line.\n',
        maxLength: 8192,
        pattern: '^(?:[^\\s\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff](?:[^\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff])?(?:\\n+[^\\s#;\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff](?:[^\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff])?)*)?$',
      },
      MetadataFileName: {
        type: 'string',
        description: 'The name of a file in the folder; not `DEFAULT`, which the configuration parser of Python\'s library\nkeeps for itself.\n',
        minLength: 1,
        maxLength: 255,
        pattern: '^(?!\\.{1,2}$)(?!DEFAULT$)[^\\/\\\\\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]+$',
      },
      MetadataProperties: {
        type: 'object',
        description: 'The new properties of a file; they replace all that it has, and `{}` removes them.',
        maxProperties: 100,
        'x-property-names': { $ref: '#/components/schemas/MetadataKey' },
        additionalProperties: { $ref: '#/components/schemas/MetadataValue' },
      },
      MetadataFile: {
        type: 'object',
        required: ['properties'],
        properties: { properties: { $ref: '#/components/schemas/MetadataProperties' } },
        additionalProperties: false,
      },
      MetadataUpdate: {
        type: 'object',
        required: ['files'],
        properties: {
          prefix: {
            type: 'string',
            maxLength: 1025,
            description: 'Not needed; when given, the prefix in the path.',
          },
          files: {
            type: 'object',
            description: 'New properties by file name.',
            minProperties: 1,
            maxProperties: 100,
            'x-property-names': { $ref: '#/components/schemas/MetadataFileName' },
            additionalProperties: { $ref: '#/components/schemas/MetadataFile' },
          },
        },
        additionalProperties: false,
      },
      MetadataSaved: {
        type: 'object',
        required: ['prefix', 'saved'],
        properties: {
          prefix: { type: 'string', description: 'The folder, ending in `/`.' },
          saved: {
            type: 'array',
            description: 'The names of the files whose properties were replaced.',
            items: { type: 'string' },
          },
        },
      },
      Feature: {
        type: 'string',
        description: 'A part of this document that a deployment may leave out.',
        enum: [
          'runs-detail',
          'cancel',
          'tasks',
          'logs',
          'idempotency',
          'paging',
          'all-runs',
          'path-form',
          'service-info',
        ],
      },
      ServiceInfo: {
        type: 'object',
        description: 'What this deployment is; the shape is that of GA4GH service-info 1.0.',
        required: ['id', 'name', 'type', 'organization', 'version', 'features'],
        properties: {
          id: {
            type: 'string',
            description: 'Names this deployment, in reverse domain form.',
          },
          name: { type: 'string' },
          description: { type: 'string' },
          type: {
            type: 'object',
            description: 'Which interface this is.',
            required: ['group', 'artifact', 'version'],
            properties: {
              group: { type: 'string' },
              artifact: { type: 'string' },
              version: {
                type: 'string',
                description: 'The version of this document that is served.',
              },
            },
          },
          organization: {
            type: 'object',
            description: 'Who runs it.',
            required: ['name', 'url'],
            properties: {
              name: { type: 'string' },
              url: { type: 'string', format: 'uri' },
            },
          },
          contactUrl: { type: 'string', format: 'uri' },
          documentationUrl: { type: 'string', format: 'uri' },
          environment: {
            type: 'string',
            description: 'Which kind of deployment this is, such as `prod` or `dev`.',
          },
          version: {
            type: 'string',
            description: 'The version of the server software.',
          },
          features: {
            type: 'array',
            uniqueItems: true,
            items: { $ref: '#/components/schemas/Feature' },
          },
        },
      },
      ProblemCode: {
        type: 'string',
        description: 'Says what went wrong, for programs. Stable.',
        enum: [
          'invalid-path',
          'invalid-json',
          'invalid-body',
          'invalid-parameter',
          'unknown-parameter',
          'duplicate-parameter',
          'invalid-page-token',
          'unknown-data-selection',
          'missing-token',
          'invalid-token',
          'expired-token',
          'not-authorized',
          'not-found',
          'data-selection-not-found',
          'workflow-not-found',
          'run-not-found',
          'task-not-found',
          'output-not-found',
          'method-not-allowed',
          'not-acceptable',
          'run-ended',
          'metadata-conflict',
          'body-too-large',
          'idempotency-key-reused',
          'too-many-requests',
          'internal-error',
          'engine-failed',
          'engine-unavailable',
          'engine-timeout',
          'store-failed',
          'store-unavailable',
          'store-timeout',
          'config-unavailable',
        ],
      },
      ProblemItem: {
        type: 'object',
        description: 'One of the things that are wrong with the request.',
        required: ['detail'],
        properties: {
          detail: {
            type: 'string',
            description: 'What is wrong and what is expected, for people.',
          },
          pointer: {
            type: 'string',
            description: 'Where in the body, as a JSON Pointer.',
          },
          parameter: {
            type: 'string',
            description: 'Which path, query or header parameter.',
          },
        },
      },
      Problem: {
        type: 'object',
        description: 'An error, as RFC 9457 describes problem details.',
        required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
        properties: {
          type: { type: 'string', format: 'uri' },
          title: { type: 'string' },
          status: { type: 'integer', minimum: 400, maximum: 599 },
          detail: {
            type: 'string',
            description: 'What went wrong and what to do, for people.',
          },
          code: { $ref: '#/components/schemas/ProblemCode' },
          request_id: {
            type: 'string',
            description: 'The same as the `X-Request-Id` header.',
          },
          errors: {
            type: 'array',
            items: { $ref: '#/components/schemas/ProblemItem' },
          },
        },
      },
    },
    examples: {
      DataSelectionList: {
        summary: 'One selection with two workflows',
        value: {
          data_selections: [
            {
              id: 'colon/fhl2',
              description: 'Colonic glands, FHL2 by immunohistochemistry',
              workflows: ['nebraska', 'rehearsal'],
            },
          ],
        },
      },
      WorkflowList: {
        summary: 'Two workflows',
        value: {
          workflows: [
            {
              id: 'nebraska',
              description: 'Finds the stained area of a micrograph, tile by tile',
            },
            { id: 'rehearsal', description: null },
          ],
        },
      },
      WorkflowDetails: {
        summary: 'A workflow with two parameters',
        value: {
          id: 'nebraska',
          description: 'Finds the stained area of a micrograph, tile by tile',
          schedule: null,
          parameters: {
            tile_size: {
              description: 'Edge of a tile in pixels',
              default: 64,
              required: false,
              schema: { type: 'integer', enum: [64, 128, 256] },
            },
            csv: {
              description: 'Whether to write a table of the tiles',
              default: true,
              required: false,
              schema: { type: 'boolean' },
            },
          },
          additional_parameters: false,
          data_selections: ['colon/fhl2'],
        },
      },
      CreateRunFlat: {
        summary: 'Parameters beside the data selection',
        value: { in_data_selection: 'colon/fhl2', tile_size: 128 },
      },
      CreateRunNested: {
        summary: 'Parameters in an object of their own',
        value: {
          workflow_id: 'nebraska',
          in_data_selection: 'colon/fhl2',
          params: { tile_size: 128 },
        },
      },
      RunQueued: {
        summary: 'A run that waits',
        value: {
          run_id: 'labcas-q3mrv7k2ht5xw4nadcpe',
          workflow_id: 'nebraska',
          status: 'queued',
          created_at: '2026-11-23T19:12:03.123Z',
          start_time: null,
          end_time: null,
          in_data_selection: 'colon/fhl2',
          params: { tile_size: 128 },
          output_url: 'https://api.example.org/dev/output-data/20261123T191203123456/',
          output_prefix: '20261123T191203123456/',
          failure: null,
          conf: { tile_size: 128 },
          state: 'queued',
        },
      },
      RunRunning: {
        summary: 'A run that has begun',
        value: {
          run_id: 'labcas-q3mrv7k2ht5xw4nadcpe',
          workflow_id: 'nebraska',
          status: 'running',
          created_at: '2026-11-23T19:12:03.123Z',
          start_time: '2026-11-23T19:12:04.001Z',
          end_time: null,
          in_data_selection: 'colon/fhl2',
          params: { tile_size: 128 },
          output_url: 'https://api.example.org/dev/output-data/20261123T191203123456/',
          output_prefix: '20261123T191203123456/',
          failure: null,
          conf: { tile_size: 128 },
          state: 'running',
        },
      },
      RunFailed: {
        summary: 'A run that failed',
        value: {
          run_id: 'labcas-q3mrv7k2ht5xw4nadcpe',
          workflow_id: 'nebraska',
          status: 'failed',
          created_at: '2026-11-23T19:12:03.123Z',
          start_time: '2026-11-23T19:12:04.001Z',
          end_time: '2026-11-23T19:12:09.870Z',
          in_data_selection: 'colon/fhl2',
          params: { tile_size: 128 },
          output_url: 'https://api.example.org/dev/output-data/20261123T191203123456/',
          output_prefix: '20261123T191203123456/',
          failure: { code: 'exit', message: 'The command ended with exit code 2.' },
          conf: { tile_size: 128 },
          state: 'failed',
        },
      },
      RunList: {
        summary: 'The last page',
        value: {
          runs: [
            {
              run_id: 'labcas-q3mrv7k2ht5xw4nadcpe',
              workflow_id: 'nebraska',
              status: 'success',
              created_at: '2026-11-23T19:12:03.123Z',
              start_time: '2026-11-23T19:12:04.001Z',
              end_time: '2026-11-23T19:12:09.870Z',
              in_data_selection: 'colon/fhl2',
              params: { tile_size: 128 },
              output_url: 'https://api.example.org/dev/output-data/20261123T191203123456/',
              output_prefix: '20261123T191203123456/',
              failure: null,
              conf: { tile_size: 128 },
              state: 'success',
            },
          ],
        },
      },
      TaskList: {
        summary: 'One task that has ended',
        value: {
          tasks: [
            {
              task_id: 'main',
              map_index: null,
              status: 'success',
              tries: 1,
              start_time: '2026-11-23T19:12:04.001Z',
              end_time: '2026-11-23T19:12:09.870Z',
            },
          ],
        },
      },
      OutputRootListing: {
        summary: 'The top folder, with a next page',
        value: {
          prefix: '',
          folders: {
            '20261123T191203123456/': {
              href: 'https://api.example.org/dev/output-data/20261123T191203123456/',
            },
          },
          files: {},
          next_page_token: 'MjAyNjExMjNUMTkxMjAzMTIzNDU2Lw',
        },
      },
      OutputListing: {
        summary: 'A file with metadata',
        value: {
          prefix: '20261123T191203123456/',
          folders: {},
          files: {
            'ihc.csv': {
              href: 'https://api.example.org/dev/_files/researcher/20261123T191203123456/ihc.csv?expires=1795462323&signature=Zm9v',
              size: 2048,
              last_modified: '2026-11-23T19:12:09.001Z',
              properties: { Organ: 'Colon' },
            },
          },
        },
      },
      MetadataUpdate: {
        summary: 'Two properties for one file',
        value: {
          files: {
            'ihc.csv': {
              properties: { Organ: 'Colon', Protocol: 'FHL2 by immunohistochemistry' },
            },
          },
        },
      },
      MetadataSaved: {
        summary: 'One file was changed',
        value: { prefix: '20261123T191203123456/', saved: ['ihc.csv'] },
      },
      ServiceInfo: {
        summary: 'A deployment with every feature',
        value: {
          id: 'org.example.workflow-api',
          name: 'Workflow API',
          type: { group: 'labcas', artifact: 'workflow-api', version: '1.1.0' },
          organization: { name: 'Example Institute', url: 'https://www.example.org' },
          environment: 'dev',
          version: '0.1.0',
          features: [
            'runs-detail',
            'cancel',
            'tasks',
            'logs',
            'idempotency',
            'paging',
            'all-runs',
            'path-form',
            'service-info',
          ],
        },
      },
    },
  },
};
