import { preferredType } from '../accept.js';
import { HttpError, invalid, type ProblemItem } from '../errors.js';
import { contentSecurityPolicy, renderListing } from '../html.js';
import { pointerTo } from '../json.js';
import type { Call, OperationsOf, ReplyOf } from '../operation.js';
import type { FolderRef, StorePage } from '../store.js';

export const outputs = {
  browseOutputRoot: (call) => browse(call, ''),
  browseOutputs: (call) => browse(call, `${call.path.prefix}/`),
  updateOutputMetadata: async (call) => {
    const { body, path } = call;
    if (body.prefix !== undefined && body.prefix.replace(/\/$/, '') !== path.prefix) {
      throw invalid('invalid-body', [{ detail: 'must be the prefix in the path', pointer: '/prefix' }]);
    }
    const prefix = `${path.prefix}/`;
    const files = Object.entries(body.files).map(([name, { properties }]) => [name, properties] as const);
    const { missing, conflicting } = await call.store.writeProperties(folderOf(call, prefix), new Map(files));
    if (missing.length > 0) throw notFound(fileErrors(missing, 'does not exist'));
    if (conflicting.length > 0) throw conflict(conflicting);
    return { status: 200, type: 'application/json', body: { prefix, saved: files.map(([name]) => name) } };
  },
} satisfies OperationsOf<'outputs'>;

type BrowseCall = Call<'browseOutputRoot'> | Call<'browseOutputs'>;

async function browse(call: BrowseCall, prefix: string): Promise<ReplyOf<'browseOutputs'>> {
  const type = preferredType(call.request.headers);
  const { page_size: pageSize, page_token: pageToken } = call.query;
  const page = await call.store.list(folderOf(call, prefix), { pageSize, pageToken });
  if (page === undefined && prefix !== '') throw notFound();
  const listing = await listingOf(call, prefix, page ?? { folders: [], files: [] });
  const headers = { Vary: 'Accept' };
  if (type === 'application/json') return { status: 200, type, body: listing, headers };
  const next = { page_size: pageSize, page_token: listing.next_page_token };
  const body = renderListing({
    listing,
    parentUrl: prefix === '' ? undefined : call.links.outputs(parentOf(prefix)),
    nextUrl: listing.next_page_token === undefined ? undefined : call.links.outputs(prefix, next),
  });
  return {
    status: 200,
    type,
    body,
    headers: { ...headers, 'Content-Security-Policy': contentSecurityPolicy },
  };
}

async function listingOf(call: BrowseCall, prefix: string, page: StorePage) {
  const { links, store } = call;
  const folder = folderOf(call, prefix);
  const files = page.files.map(async ({ name, size, lastModified, properties }) => {
    return [
      name,
      { href: await store.link(folder, name, links.base), size, last_modified: lastModified, properties },
    ] as const;
  });
  return {
    prefix,
    folders: Object.fromEntries(page.folders.map((name) => [name, { href: links.outputs(prefix + name) }])),
    files: Object.fromEntries(await Promise.all(files)),
    ...(page.nextPageToken === undefined ? {} : { next_page_token: page.nextPageToken }),
  };
}

// Everything that a user sees lies in a folder of their own name, which never shows.
function folderOf(
  { access, outputBucket }: BrowseCall | Call<'updateOutputMetadata'>,
  prefix: string,
): FolderRef {
  return { bucket: outputBucket, prefix: `${access.user.name}/${prefix}` };
}

function parentOf(prefix: string): string {
  return prefix.slice(0, prefix.lastIndexOf('/', prefix.length - 2) + 1);
}

function notFound(errors: readonly ProblemItem[] = []): HttpError {
  const detail =
    errors.length > 0
      ? 'A file does not exist; nothing was changed.'
      : 'There are no outputs under this prefix.';
  return new HttpError(404, 'output-not-found', detail, { errors });
}

function conflict(names: readonly string[]): HttpError {
  const errors = fileErrors(names, 'has a .cfg file beside it that does not hold its metadata');
  return new HttpError(409, 'metadata-conflict', 'A .cfg file is in the way; nothing was changed.', {
    errors,
  });
}

function fileErrors(names: readonly string[], detail: string): ProblemItem[] {
  return names.map((name) => ({ detail, pointer: pointerTo('files', name) }));
}
