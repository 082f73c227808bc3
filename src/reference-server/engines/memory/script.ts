import type { EngineWorkflow } from '../../engine.js';

/** One step of a script. */
export interface ScriptTask {
  /** Names it within the run. */
  id: string;
  /** Milliseconds; Infinity goes on until the run is ended. */
  duration: number;
  /** What it prints, line by line while it runs. */
  log?: string | undefined;
}

/** What a run will do, told before it begins. */
export interface Script {
  /** Milliseconds that the run waits before it starts. */
  queued: number;
  /** The steps, one after the other. */
  tasks: readonly ScriptTask[];
  /** How it ends; `success` when not given. */
  outcome?: 'success' | 'failure' | undefined;
  /** Why it failed, for people. */
  reason?: string | undefined;
  /** What it has written at its end, by paths below its output folder. */
  outputs?: Readonly<Record<string, string | Uint8Array>> | undefined;
}

/** A workflow whose runs follow a script. */
export interface ScriptedWorkflow extends EngineWorkflow {
  /** Asked once for each run, with the parameters that were given and the server's own keys. */
  script(conf: Readonly<Record<string, unknown>>): Script;
}
