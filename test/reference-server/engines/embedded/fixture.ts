import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRequest } from '../../../../src/reference-server/engine.js';
import { parseCatalog } from '../../../../src/reference-server/engines/embedded/catalog.js';
import { createProcessTable } from '../../../../src/reference-server/engines/embedded/process-table.js';
import {
  createEmbeddedEngine,
  type EmbeddedEngine,
  type EmbeddedEngineOptions,
} from '../../../../src/reference-server/engines/embedded.js';
import type { LogFields } from '../../../../src/reference-server/log.js';
import { newRunId } from '../suite.js';

/** A data directory of its own, and engines on it. */
export interface Workshop {
  dataDir: string;
  /** Each event that an engine logged. */
  events: { message: string; fields: LogFields | undefined }[];
  /** An engine whose workflows are shell scripts; `$0` in a script is the data directory. */
  open(
    scripts: Record<string, string | WorkflowSource>,
    options?: Partial<EmbeddedEngineOptions>,
  ): Promise<EmbeddedEngine>;
  /** A request for a run of a workflow, with folders that exist. */
  request(workflowId: string, parameters?: Record<string, unknown>): RunRequest;
  /** Where a run writes. */
  outputOf(request: RunRequest): string;
  close(): Promise<void>;
}

/** A workflow as the catalogue has it; `command` instead of the script of a shell. */
export type WorkflowSource = Record<string, unknown>;

export async function createWorkshop(): Promise<Workshop> {
  const dataDir = await mkdtemp(join(tmpdir(), 'labcas-engine-'));
  const engines: EmbeddedEngine[] = [];
  const events: Workshop['events'] = [];
  const at = (message: string, fields?: LogFields) => void events.push({ message, fields });
  await mkdir(join(dataDir, 'buckets', 'archive', 'colon'), { recursive: true });
  return {
    dataDir,
    events,
    async open(scripts, options = {}) {
      const entries = Object.entries(scripts).map(([id, source]) => [id, sourceOf(source, dataDir)]);
      const text = JSON.stringify({ workflows: Object.fromEntries(entries) });
      const catalog = parseCatalog(text, 'catalog.yaml', dataDir);
      const log = { info: at, warn: at, error: at };
      const engine = await createEmbeddedEngine({ dataDir, catalog, log, killGrace: 300, ...options });
      engines.push(engine);
      return engine;
    },
    request(workflowId, parameters = {}) {
      const runId = newRunId();
      return {
        workflowId,
        runId,
        conf: { ...parameters, ...confOf('researcher', runId), username: 'researcher' },
      };
    },
    outputOf: ({ conf }) => join(dataDir, 'buckets', 'staging', String(conf.out_prefix)),
    async close() {
      await Promise.all(engines.map((engine) => engine.close()));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The server's own keys of a conf. */
export function confOf(username: string, runId: string): Record<string, string> {
  return {
    in_data_selection: 'colon',
    in_bucket: 'archive',
    in_prefix: 'colon/',
    out_bucket: 'staging',
    out_prefix: `${username}/${runId}`,
  };
}

/** Writes a file, so that a run counts as a success. */
export const write = 'echo done > "$LABCAS_OUTPUT_DIR/result.txt"';

function sourceOf(source: string | WorkflowSource, dataDir: string): WorkflowSource {
  return typeof source === 'string' ? { command: ['sh', '-c', source, dataDir] } : source;
}

/** Whether a process lives; one that has ended may stay listed until its parent asks. */
export async function isAlive(pid: number): Promise<boolean> {
  return (await createProcessTable().find(pid))?.alive ?? false;
}
