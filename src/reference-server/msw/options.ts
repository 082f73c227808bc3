import type { Script } from '../engines/memory.js';

/** A data selection of the mock. */
export interface MockSelection {
  /** It may hold `/`. */
  id: string;
  /** For people. */
  description?: string | null | undefined;
  /** The ids of the workflows that can be run over it. */
  workflows: readonly string[];
  /** The users who may; all when not given. */
  users?: readonly string[] | undefined;
}

/** A workflow of the mock. */
export interface MockWorkflow {
  /** Names it in every call. */
  id: string;
  /** For people. */
  description?: string | null | undefined;
  /** Shown to users; nothing starts by itself. */
  schedule?: string | null | undefined;
  /** By name, with a JSON Schema each. */
  parameters?: Readonly<Record<string, MockParameter>> | undefined;
  /** Whether parameters that are not declared are passed on. */
  additionalParameters?: boolean | undefined;
  /**
   * What a run does, from its parameters, defaults filled in, and its `in_data_selection`. What is left out: half a
   * second in the queue, one task `main` of two seconds, success, and no outputs.
   */
  script?: ((conf: Readonly<Record<string, unknown>>) => Partial<Script>) | undefined;
}

/** One parameter of a workflow. */
export interface MockParameter {
  /** For people. */
  description?: string | null | undefined;
  /** The value used when none is given. */
  default?: unknown;
  /** Whether a run must give a value; false when not given. */
  required?: boolean | undefined;
  /** A JSON Schema that the value must satisfy; any value when not given. */
  schema?: Record<string, unknown> | undefined;
}

/** A run that is there from the beginning. */
export interface MockRun {
  /** The id of the workflow. */
  workflow: string;
  /** The id of the data selection. */
  selection: string;
  /** As they were given. */
  params?: Readonly<Record<string, unknown>> | undefined;
  /** When it was created: one of an hour ago has ended. */
  createdAt?: Date | undefined;
  /** The id; made up when not given. */
  runId?: string | undefined;
  /** Whose it is; the first user's when not given. */
  user?: string | undefined;
}
