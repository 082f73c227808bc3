import type { OutputEntry, Run, RunFailure, RunParameters, Task } from './models.js';
import { isRecord } from './responses.js';

/** Parameters that belong to the server, which the 1.0 deployment shows among the run's own. */
const serverOwned = ['in_data_selection', 'in_bucket', 'in_prefix', 'out_bucket', 'out_prefix', 'username'];

/** The run that an answer describes, also where it is one of the 1.0 deployment; undefined for anything else. */
export function toRun(raw: unknown, workflowId: string): Run | undefined {
  if (!isRecord(raw) || typeof raw.run_id !== 'string') return undefined;
  const conf = isRecord(raw.conf) ? raw.conf : {};
  const output_url = textOf(raw.output_url);
  return {
    run_id: raw.run_id,
    workflow_id: textOf(raw.workflow_id) ?? workflowId,
    status: textOf(raw.status) ?? textOf(raw.state) ?? 'unknown',
    created_at: textOf(raw.created_at),
    start_time: textOf(raw.start_time),
    end_time: textOf(raw.end_time),
    in_data_selection: textOf(raw.in_data_selection) ?? textOf(conf.in_data_selection),
    params: isRecord(raw.params) ? raw.params : ownParameters(conf),
    output_url,
    output_prefix: raw.output_prefix === undefined ? prefixOfUrl(output_url) : textOf(raw.output_prefix),
    failure: toFailure(raw.failure),
  };
}

/** The task that an answer describes; undefined for anything else. */
export function toTask(raw: unknown): Task | undefined {
  if (!isRecord(raw) || typeof raw.task_id !== 'string') return undefined;
  return {
    task_id: raw.task_id,
    map_index: numberOf(raw.map_index),
    status: textOf(raw.status) ?? 'unknown',
    tries: numberOf(raw.tries) ?? 0,
    start_time: textOf(raw.start_time),
    end_time: textOf(raw.end_time),
  };
}

/** The folders and files of a listing; undefined when it is none. */
export function toEntries(raw: unknown, prefix: string): OutputEntry[] | undefined {
  if (!isRecord(raw) || !isRecord(raw.folders) || !isRecord(raw.files)) return undefined;
  const base = prefix === '' ? '' : `${prefix}/`;
  // The links of folders are not used: those of the 1.0 deployment repeat the user name.
  const folders = Object.keys(raw.folders).map((key): OutputEntry => {
    const name = key.replace(/\/$/, '');
    return { type: 'folder', name, path: `${base}${name}/` };
  });
  const files = Object.entries(raw.files).map(([name, file]): OutputEntry => toFile(base, name, file));
  return [...folders, ...files].every(({ name }) => isName(name)) ? [...folders, ...files] : undefined;
}

/** The items of a list under `key`, each as `convert` makes it; undefined when there is no such list. */
export function itemsOf<T>(
  data: unknown,
  key: string,
  convert: (raw: unknown) => T | undefined,
): T[] | undefined {
  const list = isRecord(data) ? data[key] : undefined;
  if (!Array.isArray(list)) return undefined;
  const items = list.map(convert).filter((item) => item !== undefined);
  return items.length === list.length ? items : undefined;
}

/** One page of such a list. */
export function pageOf<T>(data: unknown, key: string, convert: (raw: unknown) => T | undefined) {
  const items = itemsOf(data, key, convert);
  return items && { items, nextPageToken: nextPageTokenOf(data) };
}

/** Where the next page begins. */
export function nextPageTokenOf(data: unknown): string | undefined {
  return (isRecord(data) && textOf(data.next_page_token)) || undefined;
}

/** The texts among the values of a record, such as the properties of a file. */
export function textsOf(raw: unknown): Record<string, string> {
  const entries = isRecord(raw) ? Object.entries(raw) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** A text, or null for anything else. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function toFile(base: string, name: string, raw: unknown): OutputEntry {
  const file = isRecord(raw) ? raw : {};
  return {
    type: 'file',
    name,
    path: `${base}${name}`,
    href: textOf(file.href) ?? '',
    size: numberOf(file.size),
    last_modified: textOf(file.last_modified),
    properties: textsOf(file.properties),
  };
}

/** Names become paths on the caller's disk: one that leads elsewhere is not a name. */
function isName(name: string): boolean {
  return !/^\.{0,2}$|\//.test(name);
}

function toFailure(raw: unknown): RunFailure | null {
  if (!isRecord(raw)) return null;
  return { code: textOf(raw.code) ?? 'engine', message: textOf(raw.message) ?? 'No reason was given.' };
}

function ownParameters(conf: RunParameters): RunParameters {
  return Object.fromEntries(Object.entries(conf).filter(([name]) => !serverOwned.includes(name)));
}

/** The 1.0 deployment names the output folder only at the end of its address. */
function prefixOfUrl(url: string | null): string | null {
  const folder = /\/output-data\/([^/?#]+)\/?$/.exec(url ?? '')?.[1];
  return folder === undefined ? null : `${folder}/`;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
