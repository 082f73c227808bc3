/** A collection of archived data that workflows can be run over. */
export interface DataSelection {
  /** It may hold `/`. */
  id: string;
  /** For people; null when there is none. */
  description: string | null;
  /** Ids of the workflows that the caller may run over it. */
  workflows: string[];
}

/** A workflow in brief. */
export interface Workflow {
  /** Names it in every call. */
  id: string;
  /** For people; null when there is none. */
  description: string | null;
}

/** One parameter of a workflow. */
export interface WorkflowParameter {
  /** For people; null when there is none. */
  description: string | null;
  /** The value used when none is given; absent when there is none. */
  default?: unknown;
  /** Whether a run must give a value. */
  required: boolean;
  /** A JSON Schema that the value must satisfy. */
  schema: Record<string, unknown>;
}

/** A workflow in full. */
export interface WorkflowDetails extends Workflow {
  /** When the workflow starts by itself, for people; null when it does not. */
  schedule: string | null;
  /** Its parameters by name. */
  parameters: Record<string, WorkflowParameter>;
  /** Whether parameters that are not declared are passed on. */
  additional_parameters: boolean;
  /** Ids of the data selections over which the caller may run it. */
  data_selections: string[];
}

/** Where a run is in its life; `success` and `failed` are final. */
export type RunStatus = 'queued' | 'running' | 'success' | 'failed';

/** A known value, or one that a newer server may answer. */
export type Open<T extends string> = T | (string & {});

/** Why a run failed. */
export interface RunFailure {
  /** The reason, for programs. */
  code: Open<'cancelled' | 'interrupted' | 'timeout' | 'exit' | 'engine'>;
  /** The reason, for people. */
  message: string;
}

/** The parameters of a run by name. */
export type RunParameters = Record<string, unknown>;

/** What names a run: a {@link Run} itself, or its two ids. */
export interface RunRef {
  /** The id of the workflow. */
  workflow_id: string;
  /** The id of the run, unique within the workflow. */
  run_id: string;
}

/** One run of a workflow. Instants are ISO 8601 in UTC. */
export interface Run extends RunRef {
  /** Where it is in its life. */
  status: Open<RunStatus>;
  /** When the run was accepted; null where the 1.0 deployment does not say. */
  created_at: string | null;
  /** When the run began; null while it waits. */
  start_time: string | null;
  /** When the run ended; null until then, and always on the 1.0 deployment. */
  end_time: string | null;
  /** The id of the data selection it was run over; null when not known. */
  in_data_selection: string | null;
  /** The workflow's own parameters, as they were given. */
  params: RunParameters;
  /** The address at which the outputs are browsed. */
  output_url: string | null;
  /** The prefix for `client.outputs`; null for a run without an output folder. */
  output_prefix: string | null;
  /** Null unless the run failed, and always on the 1.0 deployment. */
  failure: RunFailure | null;
}

/** Where a task is in its life. */
export type TaskStatus =
  | 'waiting'
  | 'queued'
  | 'running'
  | 'retrying'
  | 'success'
  | 'failed'
  | 'upstream_failed'
  | 'skipped';

/** One step of a run. Instants are ISO 8601 in UTC. */
export interface Task {
  /** Names it within the run. */
  task_id: string;
  /** Which instance of a mapped task; null for a task that is not mapped. */
  map_index: number | null;
  /** Where it is in its life. */
  status: Open<TaskStatus>;
  /** How often the task was begun. */
  tries: number;
  /** When its latest try began; null while it waits. */
  start_time: string | null;
  /** When its latest try ended; null until then. */
  end_time: string | null;
}

/** A file among the outputs. */
export interface OutputFile {
  /** Tells files from folders. */
  type: 'file';
  /** Without the folder. */
  name: string;
  /** Folder and name. */
  path: string;
  /** A link that downloads the file without a token until it expires: treat it as a secret. */
  href: string;
  /** Bytes; null where the 1.0 deployment does not say. */
  size: number | null;
  /** ISO 8601 instant in UTC; null where the 1.0 deployment does not say. */
  last_modified: string | null;
  /** Metadata of the file; empty when there is none. */
  properties: Record<string, string>;
}

/** A folder among the outputs. */
export interface OutputFolder {
  /** Tells folders from files. */
  type: 'folder';
  /** Without the folder that it lies in, and without the final `/`. */
  name: string;
  /** The prefix at which it is listed, ending in `/`. */
  path: string;
}

/** What a folder of the outputs holds. */
export type OutputEntry = OutputFolder | OutputFile;

/** Properties by file name; they replace all that a file has, and `{}` removes them. */
export type OutputMetadata = Record<string, Record<string, string>>;

/** A part of the API that a deployment may leave out. */
export type Feature =
  | 'runs-detail'
  | 'cancel'
  | 'tasks'
  | 'logs'
  | 'idempotency'
  | 'paging'
  | 'all-runs'
  | 'path-form'
  | 'service-info';

/** What a deployment is and offers, in the shape of GA4GH service-info 1.0. */
export interface ServiceInfo {
  /** Names the deployment, in reversed domain form. */
  id: string;
  /** For people. */
  name: string;
  /** For people. */
  description?: string;
  /** Which API it is, and its version. */
  type: { group: string; artifact: string; version: string };
  /** Who runs it. */
  organization: { name: string; url: string };
  /** Where to ask for help: a web or mail address. */
  contactUrl?: string;
  /** Where its documentation is. */
  documentationUrl?: string;
  /** Which stage it is, such as `dev` or `prod`. */
  environment?: string;
  /** The version of the server software. */
  version: string;
  /** The parts of the API that it has beyond the core. */
  features: Open<Feature>[];
}
