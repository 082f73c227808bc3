import { annotate, type SavedMetadata } from './annotate.js';
import { createDownload, type Download, type DownloadOptions } from './download.js';
import { isWorkflowApiError, NotFoundError, NotOfferedError } from './errors.js';
import { type OutputLocation, prefixOf } from './locations.js';
import type { OutputEntry, OutputFile, OutputMetadata } from './models.js';
import { nextPageTokenOf, toEntries } from './normalize.js';
import type { CallOptions } from './options.js';
import { createList, type List, type ListOptions } from './pages.js';
import { initOf, read, type Transport } from './transport.js';

/** `client.outputs`: the files that the caller's runs wrote, and the metadata beside them. */
export interface Outputs {
  /** One level of a folder; the top one when none is given. */
  list(location?: OutputLocation, options?: CallOptions & ListOptions): List<OutputEntry>;
  /**
   * The files below a folder, at any depth, as they are found. Where the deployment lists no folders within it, as
   * 1.0 does not, `NotOfferedError` comes last, after all files that can be had.
   */
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
    let unlisted: string | undefined;
    for await (const entry of list(location, options)) {
      if (entry.type === 'file') {
        yield entry;
        continue;
      }
      try {
        yield* walk(entry.path, options);
      } catch (error) {
        // What can be had beside it comes first. A name that no prefix can hold may be there too, from other tools.
        if (!isUnlisted(error)) throw error;
        unlisted ??= entry.path;
      }
    }
    if (unlisted === undefined) return;
    throw new NotOfferedError(
      'folder-not-listed',
      `This deployment does not list the folder ${unlisted} of outputs.`,
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
    annotate: (location, files, options) => annotate(transport, location, files, options),
  };
}

function isUnlisted(error: unknown): boolean {
  if (isWorkflowApiError(error, 'NotOfferedError')) return true;
  return isWorkflowApiError(error, 'ValidationError') && error.code === 'invalid-prefix';
}
