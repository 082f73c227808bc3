// Generated from openapi.yml by `npm run generate`. Do not edit.

export interface paths {
    "/data-selections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listDataSelections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/data-selections/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listDataSelectionWorkflows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/data-selections/{data_id}/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listDataSelectionWorkflowsByPath"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listWorkflows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getWorkflow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listRuns"];
        put?: never;
        post: operations["createRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{id}/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{id}/runs/{run_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancelRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{id}/runs/{run_id}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listRunTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{id}/runs/{run_id}/tasks/{task_id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getTaskLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listAllRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/output-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["browseOutputRoot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/output-data/{prefix}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["browseOutputs"];
        put: operations["updateOutputMetadata"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/service-info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getServiceInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The id of a data selection. It may hold `/`. */
        DataSelectionId: string;
        /** @description The id of a workflow; the id of its DAG where the engine is Apache Airflow. */
        WorkflowId: string;
        /** @description The id of a run, unique within its workflow. */
        RunId: string;
        /** @description The id of a task, unique within its run but for mapped instances. */
        TaskId: string;
        /** @description Says where the next page begins. Opaque. */
        PageToken: string;
        /** @description Names one intended run; visible ASCII. */
        IdempotencyKey: string;
        /** @description A folder below the top of the caller's outputs. */
        OutputPrefix: string;
        /** @description Plain text in UTF-8. */
        LogText: string;
        /** @description A collection of archived data that workflows can be run over. */
        DataSelection: {
            id: components["schemas"]["DataSelectionId"];
            /** @description What the data is, for people. */
            description: string | null;
            /** @description The workflows that the caller may run over it. */
            workflows: components["schemas"]["WorkflowId"][];
        };
        DataSelectionList: {
            data_selections: components["schemas"]["DataSelection"][];
        };
        /** @description A workflow in brief. */
        Workflow: {
            id: components["schemas"]["WorkflowId"];
            /** @description What the workflow does, for people. */
            description: string | null;
        };
        WorkflowList: {
            workflows: components["schemas"]["Workflow"][];
        };
        /** @description One parameter of a workflow. */
        WorkflowParameter: {
            /** @description What the parameter does, for people. */
            description: string | null;
            /** @description The value used when none is given; absent when there is none. */
            default?: unknown;
            /** @description Whether a run must give a value. */
            required: boolean;
            /** @description A JSON Schema that the value must satisfy. */
            schema: {
                [key: string]: unknown;
            };
        };
        /** @description A workflow in full. */
        WorkflowDetails: {
            id: components["schemas"]["WorkflowId"];
            /** @description What the workflow does, for people. */
            description: string | null;
            /** @description When the workflow starts by itself, for people; null when it does not. */
            schedule: string | null;
            /** @description The parameters by name. */
            parameters: {
                [key: string]: components["schemas"]["WorkflowParameter"];
            };
            /** @description Whether parameters that are not declared are accepted and passed on. */
            additional_parameters: boolean;
            /** @description The data selections over which the caller may run it. */
            data_selections: components["schemas"]["DataSelectionId"][];
        };
        /**
         * @description Where a run is in its life; the last two are final.
         * @enum {string}
         */
        RunStatus: "queued" | "running" | "success" | "failed";
        /**
         * @description Why a run failed: `cancelled` by its owner, `interrupted` by a restart of the engine, `timeout`
         *     beyond its time limit, `exit` for a command or task that failed, `engine` for anything else.
         * @enum {string}
         */
        FailureCode: "cancelled" | "interrupted" | "timeout" | "exit" | "engine";
        /** @description Why the run failed; null unless it did. */
        RunFailure: {
            code: components["schemas"]["FailureCode"];
            /** @description The reason, for people. */
            message: string;
        } | null;
        /** @description The parameters of a run by name, as they were given. */
        RunParameters: {
            [key: string]: unknown;
        };
        /** @description One run of a workflow. */
        Run: {
            run_id: components["schemas"]["RunId"];
            workflow_id: components["schemas"]["WorkflowId"];
            status: components["schemas"]["RunStatus"];
            /**
             * Format: date-time
             * @description When the run was accepted.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the run began; null while it waits.
             */
            start_time: string | null;
            /**
             * Format: date-time
             * @description When the run ended; null until then.
             */
            end_time: string | null;
            /** @description The data selection; null for a run that was not started over one. */
            in_data_selection: string | null;
            params: components["schemas"]["RunParameters"];
            /**
             * Format: uri
             * @description The address at which the outputs are browsed; null for a run without an output folder.
             */
            output_url: string | null;
            /** @description The `prefix` for `browseOutputs`; null for a run without an output folder. */
            output_prefix: string | null;
            failure: components["schemas"]["RunFailure"];
            conf: components["schemas"]["RunParameters"];
            /**
             * @deprecated
             * @description The same as `status`, for clients written for the first deployment.
             * @enum {string}
             */
            state: "queued" | "running" | "success" | "failed";
        };
        RunList: {
            runs: components["schemas"]["Run"][];
            next_page_token?: components["schemas"]["PageToken"];
        };
        /** @description The data selection beside the workflow's own parameters. */
        FlatRunRequest: {
            in_data_selection: components["schemas"]["DataSelectionId"];
            workflow_id?: components["schemas"]["WorkflowId"];
        } & {
            [key: string]: unknown;
        };
        /** @description The data selection, and the parameters in an object of their own. */
        NestedRunRequest: {
            in_data_selection: components["schemas"]["DataSelectionId"];
            workflow_id?: components["schemas"]["WorkflowId"];
            params: components["schemas"]["RunParameters"];
        };
        /** @description What to run over; a body whose `params` is an object is read as nested. */
        CreateRunRequest: components["schemas"]["FlatRunRequest"] | components["schemas"]["NestedRunRequest"];
        /**
         * @description Where a task is in its life.
         * @enum {string}
         */
        TaskStatus: "waiting" | "queued" | "running" | "retrying" | "success" | "failed" | "upstream_failed" | "skipped";
        /** @description One step of a run. */
        Task: {
            task_id: components["schemas"]["TaskId"];
            /** @description Which instance of a mapped task; null for a task that is not mapped. */
            map_index: number | null;
            status: components["schemas"]["TaskStatus"];
            /** @description How often the task was begun. */
            tries: number;
            /**
             * Format: date-time
             * @description When the latest try began.
             */
            start_time: string | null;
            /**
             * Format: date-time
             * @description When the latest try ended.
             */
            end_time: string | null;
        };
        TaskList: {
            tasks: components["schemas"]["Task"][];
            next_page_token?: components["schemas"]["PageToken"];
        };
        /** @description Metadata of a file as it was written; empty when there is none. */
        OutputProperties: {
            [key: string]: string;
        };
        OutputFolder: {
            /**
             * Format: uri
             * @description The address at which the folder is browsed.
             */
            href: string;
        };
        OutputFile: {
            /**
             * Format: uri
             * @description A link that downloads the file without a token until it expires. Treat it as a secret.
             */
            href: string;
            /** @description Bytes. */
            size: number;
            /** Format: date-time */
            last_modified: string;
            properties: components["schemas"]["OutputProperties"];
        };
        /** @description One page of one folder. */
        OutputListing: {
            /** @description The folder, ending in `/`; empty at the top. */
            prefix: string;
            /** @description Folders by name, each name ending in `/`. */
            folders: {
                [key: string]: components["schemas"]["OutputFolder"];
            };
            /** @description Files by name. */
            files: {
                [key: string]: components["schemas"]["OutputFile"];
            };
            next_page_token?: components["schemas"]["PageToken"];
        };
        /**
         * @description The name of a property: no `=`, `:` or control character, no blank at either end, and not beginning
         *     with `#`, `;` or `[`, so that the configuration parser of Python's library reads it back as it is.
         */
        MetadataKey: string;
        /**
         * @description The value of a property: text of one or more lines, none of them with a blank at either end, none
         *     after the first beginning with `#` or `;`, without control characters but tabs inside a line.
         */
        MetadataValue: string;
        /**
         * @description The name of a file in the folder; not `DEFAULT`, which the configuration parser of Python's library
         *     keeps for itself.
         */
        MetadataFileName: string;
        /** @description The new properties of a file; they replace all that it has, and `{}` removes them. */
        MetadataProperties: {
            [key: string]: components["schemas"]["MetadataValue"];
        };
        MetadataFile: {
            properties: components["schemas"]["MetadataProperties"];
        };
        MetadataUpdate: {
            /** @description Not needed; when given, the prefix in the path. */
            prefix?: string;
            /** @description New properties by file name. */
            files: {
                [key: string]: components["schemas"]["MetadataFile"];
            };
        };
        MetadataSaved: {
            /** @description The folder, ending in `/`. */
            prefix: string;
            /** @description The names of the files whose properties were replaced. */
            saved: string[];
        };
        /**
         * @description A part of this document that a deployment may leave out.
         * @enum {string}
         */
        Feature: "runs-detail" | "cancel" | "tasks" | "logs" | "idempotency" | "paging" | "all-runs" | "path-form" | "service-info";
        /** @description What this deployment is; the shape is that of GA4GH service-info 1.0. */
        ServiceInfo: {
            /** @description Names this deployment, in reverse domain form. */
            id: string;
            name: string;
            description?: string;
            /** @description Which interface this is. */
            type: {
                group: string;
                artifact: string;
                /** @description The version of this document that is served. */
                version: string;
            };
            /** @description Who runs it. */
            organization: {
                name: string;
                /** Format: uri */
                url: string;
            };
            /** Format: uri */
            contactUrl?: string;
            /** Format: uri */
            documentationUrl?: string;
            /** @description Which kind of deployment this is, such as `prod` or `dev`. */
            environment?: string;
            /** @description The version of the server software. */
            version: string;
            features: components["schemas"]["Feature"][];
        };
        /**
         * @description Says what went wrong, for programs. Stable.
         * @enum {string}
         */
        ProblemCode: "invalid-path" | "invalid-json" | "invalid-body" | "invalid-parameter" | "unknown-parameter" | "duplicate-parameter" | "invalid-page-token" | "unknown-data-selection" | "missing-token" | "invalid-token" | "expired-token" | "not-authorized" | "not-found" | "data-selection-not-found" | "workflow-not-found" | "run-not-found" | "task-not-found" | "output-not-found" | "method-not-allowed" | "not-acceptable" | "run-ended" | "metadata-conflict" | "body-too-large" | "idempotency-key-reused" | "too-many-requests" | "internal-error" | "engine-failed" | "engine-unavailable" | "engine-timeout" | "store-failed" | "store-unavailable" | "store-timeout" | "config-unavailable";
        /** @description One of the things that are wrong with the request. */
        ProblemItem: {
            /** @description What is wrong and what is expected, for people. */
            detail: string;
            /** @description Where in the body, as a JSON Pointer. */
            pointer?: string;
            /** @description Which path, query or header parameter. */
            parameter?: string;
        };
        /** @description An error, as RFC 9457 describes problem details. */
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            /** @description What went wrong and what to do, for people. */
            detail: string;
            code: components["schemas"]["ProblemCode"];
            /** @description The same as the `X-Request-Id` header. */
            request_id: string;
            errors?: components["schemas"]["ProblemItem"][];
        };
    };
    responses: {
        /** @description The request is malformed or breaks a rule; nothing was changed. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:labcas:workflow-api:problem:invalid-parameter",
                 *       "title": "Bad Request",
                 *       "status": 400,
                 *       "detail": "tile_size must be one of 64, 128, 256",
                 *       "code": "invalid-parameter",
                 *       "errors": [
                 *         {
                 *           "detail": "must be one of 64, 128, 256",
                 *           "pointer": "/tile_size"
                 *         }
                 *       ],
                 *       "request_id": "0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The token is missing, malformed, forged or expired. */
        Unauthorized: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWWAuthenticate"];
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:labcas:workflow-api:problem:expired-token",
                 *       "title": "Unauthorized",
                 *       "status": 401,
                 *       "detail": "The token has expired; log in again.",
                 *       "code": "expired-token",
                 *       "request_id": "0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The configuration names this user nowhere. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:labcas:workflow-api:problem:not-authorized",
                 *       "title": "Forbidden",
                 *       "status": 403,
                 *       "detail": "This user is not authorized to use any workflow.",
                 *       "code": "not-authorized",
                 *       "request_id": "0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing, or none that the caller may know of. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:labcas:workflow-api:problem:run-not-found",
                 *       "title": "Not Found",
                 *       "status": 404,
                 *       "detail": "There is no such run.",
                 *       "code": "run-not-found",
                 *       "request_id": "0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The path does not know this method. */
        MethodNotAllowed: {
            headers: {
                Allow: components["headers"]["Allow"];
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:labcas:workflow-api:problem:method-not-allowed",
                 *       "title": "Method Not Allowed",
                 *       "status": 405,
                 *       "detail": "DELETE is not allowed here.",
                 *       "code": "method-not-allowed",
                 *       "request_id": "0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Neither JSON nor HTML is acceptable to the caller. */
        NotAcceptable: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:labcas:workflow-api:problem:not-acceptable",
                 *       "title": "Not Acceptable",
                 *       "status": 406,
                 *       "detail": "This resource is application/json or text/html.",
                 *       "code": "not-acceptable",
                 *       "request_id": "0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The state of the thing does not allow it. */
        Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:labcas:workflow-api:problem:run-ended",
                 *       "title": "Conflict",
                 *       "status": 409,
                 *       "detail": "The run has ended already.",
                 *       "code": "run-ended",
                 *       "request_id": "0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than 1 MB. */
        ContentTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:labcas:workflow-api:problem:body-too-large",
                 *       "title": "Content Too Large",
                 *       "status": 413,
                 *       "detail": "The body may be 1048576 bytes at most.",
                 *       "code": "body-too-large",
                 *       "request_id": "0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The idempotency key was used with another body. */
        UnprocessableContent: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:labcas:workflow-api:problem:idempotency-key-reused",
                 *       "title": "Unprocessable Content",
                 *       "status": 422,
                 *       "detail": "This Idempotency-Key was used for a different request.",
                 *       "code": "idempotency-key-reused",
                 *       "request_id": "0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests, or too many runs waiting. */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:labcas:workflow-api:problem:too-many-requests",
                 *       "title": "Too Many Requests",
                 *       "status": 429,
                 *       "detail": "The queue of runs is full.",
                 *       "code": "too-many-requests",
                 *       "request_id": "0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A defect of the server; it is never the answer to bad input. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:labcas:workflow-api:problem:internal-error",
                 *       "title": "Internal Server Error",
                 *       "status": 500,
                 *       "detail": "The server failed; its log names this request.",
                 *       "code": "internal-error",
                 *       "request_id": "0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The workflow engine or the store gave an answer that makes no sense. */
        BadGateway: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:labcas:workflow-api:problem:engine-failed",
                 *       "title": "Bad Gateway",
                 *       "status": 502,
                 *       "detail": "The workflow engine failed.",
                 *       "code": "engine-failed",
                 *       "request_id": "0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The engine, the store or the configuration is not ready. */
        ServiceUnavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:labcas:workflow-api:problem:engine-unavailable",
                 *       "title": "Service Unavailable",
                 *       "status": 503,
                 *       "detail": "The workflow engine cannot be reached.",
                 *       "code": "engine-unavailable",
                 *       "request_id": "0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The engine or the store took too long. */
        GatewayTimeout: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:labcas:workflow-api:problem:engine-timeout",
                 *       "title": "Gateway Timeout",
                 *       "status": 504,
                 *       "detail": "The workflow engine took too long to answer.",
                 *       "code": "engine-timeout",
                 *       "request_id": "0c9e6f6e-0a5e-4a57-8b8f-8f3f0c1f5f52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description The id of a data selection.
         * @example colon/fhl2
         */
        DataIdQuery: components["schemas"]["DataSelectionId"];
        /**
         * @description The id of a data selection, percent-encoded as one segment.
         * @example colon/fhl2
         */
        DataIdPath: components["schemas"]["DataSelectionId"];
        /**
         * @description The id of a workflow.
         * @example nebraska
         */
        WorkflowId: components["schemas"]["WorkflowId"];
        /**
         * @description The id of a run. It may hold `+`, `:`, `.` and `~`.
         * @example labcas-q3mrv7k2ht5xw4nadcpe
         */
        RunId: components["schemas"]["RunId"];
        /**
         * @description The id of a task of the run.
         * @example main
         */
        TaskId: components["schemas"]["TaskId"];
        /** @description Show only runs with this status. */
        Status: components["schemas"]["RunStatus"];
        /** @description The greatest number of items on a page. */
        PageSize: number;
        /** @description The greatest number of folders and files on a page, taken together. */
        OutputPageSize: number;
        /** @description The `next_page_token` of the page before. Opaque. */
        PageToken: components["schemas"]["PageToken"];
        /** @description Which try of the task; the latest when not given. */
        Try: number;
        /** @description Which instance of a task that was mapped over a list. */
        MapIndex: number;
        /**
         * @description A value of the caller's choice, new for each intended run; visible ASCII.
         * @example 2f0c7c0e-5b1d-4a7a-9a54-3f1f6a0c9b11
         */
        IdempotencyKey: components["schemas"]["IdempotencyKey"];
        /**
         * @description The folder, relative to the top of the caller's outputs; one final `/` makes no difference.
         * @example 20261123T191203123456/tables
         */
        OutputPrefix: components["schemas"]["OutputPrefix"];
    };
    requestBodies: never;
    headers: {
        /** @description Names this request in the server's log; quote it when reporting a problem. */
        XRequestId: string;
        /** @description Answers to authenticated requests are not to be stored. */
        CacheControl: "no-store";
        /** @description The absolute address of the run. */
        Location: string;
        /** @description `<address>; rel="next"` leads to the next part; absent at the end. */
        Link: string;
        /**
         * @description The scheme to authenticate with. Amazon API Gateway sends it on as
         *     `x-amzn-Remapped-WWW-Authenticate`.
         */
        WWWAuthenticate: string;
        /** @description The methods that the path knows, separated by commas. */
        Allow: string;
        /** @description Seconds to wait before asking again. */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listDataSelections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The data selections. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataSelectionList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listDataSelectionWorkflows: {
        parameters: {
            query: {
                /**
                 * @description The id of a data selection.
                 * @example colon/fhl2
                 */
                data_id: components["parameters"]["DataIdQuery"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workflows. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listDataSelectionWorkflowsByPath: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a data selection, percent-encoded as one segment.
                 * @example colon/fhl2
                 */
                data_id: components["parameters"]["DataIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workflows. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listWorkflows: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workflows. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a workflow.
                 * @example nebraska
                 */
                id: components["parameters"]["WorkflowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workflow. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowDetails"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description Show only runs with this status. */
                status?: components["parameters"]["Status"];
                /** @description The greatest number of items on a page. */
                page_size?: components["parameters"]["PageSize"];
                /** @description The `next_page_token` of the page before. Opaque. */
                page_token?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of a workflow.
                 * @example nebraska
                 */
                id: components["parameters"]["WorkflowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of runs. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    createRun: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of the caller's choice, new for each intended run; visible ASCII.
                 * @example 2f0c7c0e-5b1d-4a7a-9a54-3f1f6a0c9b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of a workflow.
                 * @example nebraska
                 */
                id: components["parameters"]["WorkflowId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRunRequest"];
            };
        };
        responses: {
            /** @description This key and body have started a run before; here it is. */
            200: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description The run was accepted. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a workflow.
                 * @example nebraska
                 */
                id: components["parameters"]["WorkflowId"];
                /**
                 * @description The id of a run. It may hold `+`, `:`, `.` and `~`.
                 * @example labcas-q3mrv7k2ht5xw4nadcpe
                 */
                run_id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    cancelRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a workflow.
                 * @example nebraska
                 */
                id: components["parameters"]["WorkflowId"];
                /**
                 * @description The id of a run. It may hold `+`, `:`, `.` and `~`.
                 * @example labcas-q3mrv7k2ht5xw4nadcpe
                 */
                run_id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run is being ended. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listRunTasks: {
        parameters: {
            query?: {
                /** @description The greatest number of items on a page. */
                page_size?: components["parameters"]["PageSize"];
                /** @description The `next_page_token` of the page before. Opaque. */
                page_token?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of a workflow.
                 * @example nebraska
                 */
                id: components["parameters"]["WorkflowId"];
                /**
                 * @description The id of a run. It may hold `+`, `:`, `.` and `~`.
                 * @example labcas-q3mrv7k2ht5xw4nadcpe
                 */
                run_id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of tasks. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getTaskLog: {
        parameters: {
            query?: {
                /** @description Which try of the task; the latest when not given. */
                try?: components["parameters"]["Try"];
                /** @description Which instance of a task that was mapped over a list. */
                map_index?: components["parameters"]["MapIndex"];
                /** @description The `next_page_token` of the page before. Opaque. */
                page_token?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of a workflow.
                 * @example nebraska
                 */
                id: components["parameters"]["WorkflowId"];
                /**
                 * @description The id of a run. It may hold `+`, `:`, `.` and `~`.
                 * @example labcas-q3mrv7k2ht5xw4nadcpe
                 */
                run_id: components["parameters"]["RunId"];
                /**
                 * @description The id of a task of the run.
                 * @example main
                 */
                task_id: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One part of the log. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example read input.png: 512 x 512 */
                    "text/plain": components["schemas"]["LogText"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listAllRuns: {
        parameters: {
            query?: {
                /** @description Show only runs with this status. */
                status?: components["parameters"]["Status"];
                /** @description The greatest number of items on a page. */
                page_size?: components["parameters"]["PageSize"];
                /** @description The `next_page_token` of the page before. Opaque. */
                page_token?: components["parameters"]["PageToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of runs. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    browseOutputRoot: {
        parameters: {
            query?: {
                /** @description The greatest number of folders and files on a page, taken together. */
                page_size?: components["parameters"]["OutputPageSize"];
                /** @description The `next_page_token` of the page before. Opaque. */
                page_token?: components["parameters"]["PageToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the listing. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutputListing"];
                    /** @example <!doctype html><html lang="en"><title>Outputs</title><ul><li><a href="a.csv">a.csv</a></li></ul></html> */
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    browseOutputs: {
        parameters: {
            query?: {
                /** @description The greatest number of folders and files on a page, taken together. */
                page_size?: components["parameters"]["OutputPageSize"];
                /** @description The `next_page_token` of the page before. Opaque. */
                page_token?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /**
                 * @description The folder, relative to the top of the caller's outputs; one final `/` makes no difference.
                 * @example 20261123T191203123456/tables
                 */
                prefix: components["parameters"]["OutputPrefix"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the listing. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutputListing"];
                    /** @example <!doctype html><html lang="en"><title>Outputs</title><ul><li><a href="a.csv">a.csv</a></li></ul></html> */
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    updateOutputMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The folder, relative to the top of the caller's outputs; one final `/` makes no difference.
                 * @example 20261123T191203123456/tables
                 */
                prefix: components["parameters"]["OutputPrefix"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MetadataUpdate"];
            };
        };
        responses: {
            /** @description The metadata was saved. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetadataSaved"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getServiceInfo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceInfo"];
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
