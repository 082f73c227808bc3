import { createDownload, type Download, type DownloadOptions } from './download.js';
import { NotFoundError, ValidationError } from './errors.js';
import { checkMetadata } from './metadata.js';
import type { OutputEntry, OutputFile, OutputMetadata, Run } from './models.js';
import { itemsOf, nextPageTokenOf, toEntries } from './normalize.js';
import type { CallOptions } from './options.js';
import { createList, type List, type ListOptions } from './pages.js';
import { checkPrefix } from './paths.js';
import { initOf, read, type Transport } from './transport.js';

/** A folder of the outputs, or the run that wrote it. */
export type OutputLocation = string | Pick<Run, 'run_id' | 'output_prefix'>;

/** What was saved by `outputs.annotate`. */
export interface SavedMetadata {
  /** The folder, ending in `/`. */
  prefix: string;
  /** The names of the files whose properties were replaced. */
  saved: string[];
}

/** `client.outputs`: the files that the caller's runs wrote, and the metadata beside them. */
export interface Outputs {
  /** One level of a folder; the top one when none is given. */
  list(location?: OutputLocation, options?: CallOptions & ListOptions): List<OutputEntry>;
  /** The files below a folder, at any depth, as they are found. */
  walk(location?: OutputLocation, options?: CallOptions): AsyncGenerator<OutputFile, void, undefined>;
  /** The content of a file, given as listed or by its path. Its link is asked for without the token. */
  download(file: OutputFile | string, options?: DownloadOptions): Download;
  /**
   * Replaces the properties of the named files of a folder; an empty object removes them.
   *
   * @example
   * await client.outputs.annotate(run, { 'ihc.csv': { Organ: 'Colon' } });
   */
  annotate(location: OutputLocation, files: OutputMetadata, options?: CallOptions): Promise<SavedMetadata>;
}

/** The outputs of the API at the end of a transport. */
export function createOutputs(transport: Transport): Outputs {
  const { api } = transport;

  function list(location: OutputLocation = '', options: CallOptions & ListOptions = {}): List<OutputEntry> {
    const { pageSize, pageToken: _, limit: __, ...rest } = options;
    const readPage = async (pageToken: string | undefined) => {
      const prefix = prefixOf(location);
      const query = {
        ...(pageSize !== undefined && { page_size: pageSize }),
        ...(pageToken !== undefined && { page_token: pageToken }),
      };
      const call =
        prefix === ''
          ? api.GET('/output-data', { ...initOf(rest), params: { query } })
          : api.GET('/output-data/{prefix}', { ...initOf(rest), params: { path: { prefix }, query } });
      return read('GET /output-data', call, (data) => {
        const items = toEntries(data, prefix);
        return items && { items, nextPageToken: nextPageTokenOf(data) };
      });
    };
    return createList(readPage, options);
  }

  async function* walk(
    location: OutputLocation = '',
    options: CallOptions = {},
  ): AsyncGenerator<OutputFile, void> {
    for await (const entry of list(location, options)) {
      if (entry.type === 'file') yield entry;
      else yield* walk(entry.path, options);
    }
  }

  async function annotate(
    location: OutputLocation,
    files: OutputMetadata,
    options: CallOptions = {},
  ): Promise<SavedMetadata> {
    const prefix = prefixOf(location);
    if (prefix === '')
      throw new ValidationError('invalid-prefix', 'The top folder holds no files to annotate.');
    checkMetadata(files);
    const entries = Object.entries(files).map(([name, properties]) => [name, { properties }]);
    const call = api.PUT('/output-data/{prefix}', {
      ...initOf(options),
      // The 1.0 deployment answers a line of text.
      parseAs: 'text',
      params: { path: { prefix } },
      // It also takes the prefix from the body alone.
      body: { prefix, files: Object.fromEntries(entries) },
    });
    return read('PUT /output-data', call, (text, { status }) =>
      toSaved(text, status, prefix, Object.keys(files)),
    );
  }

  /** The file at a path, freshly listed: with a new link. */
  async function find(path: string, options: CallOptions): Promise<OutputFile> {
    const slash = path.lastIndexOf('/') + 1;
    for await (const entry of list(path.slice(0, slash), options)) {
      if (entry.type === 'file' && entry.path === path) return entry;
    }
    throw new NotFoundError('output-not-found', `There is no output file ${path}.`);
  }

  return {
    list,
    walk,
    download: (file, options) => createDownload(transport, file, find, options),
    annotate,
  };
}

function prefixOf(location: OutputLocation): string {
  if (typeof location === 'string') return checkPrefix(location);
  if (location.output_prefix !== null) return checkPrefix(location.output_prefix);
  throw new ValidationError('invalid-prefix', `Run ${location.run_id} has no output folder that is known.`);
}

function toSaved(data: unknown, status: number, prefix: string, names: string[]): SavedMetadata | undefined {
  const text = typeof data === 'string' ? data : '';
  const saved = itemsOf(parse(text), 'saved', (name) => (typeof name === 'string' ? name : undefined));
  if (saved) return { prefix: `${prefix}/`, saved };
  if (text.startsWith('metadata saved')) return { prefix: `${prefix}/`, saved: names };
  // Which the 1.0 deployment says with status 200, for the first file that it does not find.
  if (/^\s*[<{]|^\s*$/.test(text)) return undefined;
  throw new NotFoundError('output-not-found', text, { status, body: text });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
