import { badAnswer, badJson, type Fault, fault, type Json, passOn, withBody, withHeaders } from '../fault.js';

const pathOf = (target: string) => target.split('?')[0] ?? '';
const queryOf = (target: string) => (target.includes('?') ? `?${target.split('?').slice(1).join('?')}` : '');

function rewrites(id: string, kind: Fault['class'], what: string, change: (path: string) => string): Fault {
  return fault(id, kind, what, async (passing) => {
    const { target } = passing;
    if (target.startsWith('/_files/')) return passing.right(passing.fresh(), passing.info);
    return passOn(passing, { target: change(pathOf(target)) + queryOf(target) });
  });
}

/** Ids that are decoded wrong, and forms that are chosen wrong. */
export const pathFaults: readonly Fault[] = [
  rewrites('encoding-twice', 'encoding', 'paths decoded twice', (path) =>
    path.replace(/%25([\da-f]{2})/gi, '%$1'),
  ),
  rewrites('encoding-never', 'encoding', 'paths not decoded', (path) => path.replace(/%(?!2F)/gi, '%25')),
  rewrites('encoding-slash', 'encoding', '%2F taken for a slash in ids', (path) =>
    path.startsWith('/data-selections/') ? path.replaceAll(/%2F/gi, '/') : path,
  ),
  rewrites(
    'encoding-dots',
    'encoding',
    '`..` folded away',
    (path) => new URL(`http://server.invalid${path.replaceAll('//', '/').replaceAll(/%2F/gi, '/')}`).pathname,
  ),
  rewrites('encoding-nul', 'encoding', 'what follows a NUL cut off', (path) => path.replace(/%00.*$/, '')),
  rewrites('encoding-malformed', 'encoding', 'malformed percent-encoding taken as it is', (path) =>
    path.replace(/%(?![\da-f]{2})/gi, '%25'),
  ),
  rewrites('encoding-utf8', 'encoding', 'bytes that are not UTF-8 replaced', (path) =>
    path.replace('%c3%28', '%EF%BF%BD%28'),
  ),
  rewrites('encoding-backslash', 'encoding', 'backslashes taken for slashes', (path) =>
    path.replaceAll(/%5C/gi, '/'),
  ),
  rewrites('encoding-plus', 'encoding', '+ in a path taken for a blank', (path) =>
    path.replaceAll('+', '%20').replaceAll(/%2B/gi, '%20'),
  ),
  rewrites('encoding-case', 'encoding', 'ids compared in lower case', (path) =>
    path.replace(/runs\/[^/]+/, (part) => part.toLowerCase()),
  ),
  rewrites('encoding-greedy', 'encoding', 'prefixes of one segment only', (path) =>
    path.replace(/^(\/output-data\/[^/]+)\/.+$/, '/contract-not-found'),
  ),
  fault('encoding-id-ignored', 'encoding', 'the id of the path ignored', async (passing) => {
    if (passing.operation !== 'getWorkflow') return passing.right(passing.fresh(), passing.info);
    const own = await passing.right(passing.fresh(), passing.info);
    return own.status === 404 ? passOn(passing, { target: '/workflows/rehearsal' }) : own;
  }),
  fault('encoding-data-id-ignored', 'encoding', 'the data selection ignored', async (passing) => {
    if (!passing.operation?.startsWith('listDataSelectionWorkflows'))
      return passing.right(passing.fresh(), passing.info);
    const own = await passing.right(passing.fresh(), passing.info);
    return own.status === 404 ? passOn(passing, { target: '/workflows' }) : own;
  }),
  fault('encoding-query-plus', 'encoding', '+ in a query taken for a plus', async (passing) =>
    passOn(passing, { target: pathOf(passing.target) + queryOf(passing.target).replaceAll('%2B', '') }),
  ),
  badJson<{ folders: Record<string, Json> }>(
    'encoding-folder-user',
    'encoding',
    'folder links that hold the name of the user',
    { operation: ['browseOutputs', 'browseOutputRoot'] },
    (body) => ({
      ...body,
      folders: Object.fromEntries(
        Object.entries(body.folders).map(([name, { href }]) => [
          name,
          { href: String(href).replace('/output-data/', '/output-data/researcher/') },
        ]),
      ),
    }),
  ),
  badJson<{ folders: Record<string, Json> }>(
    'encoding-folder-stage',
    'encoding',
    'folder links without the stage',
    { operation: ['browseOutputs', 'browseOutputRoot'] },
    (body) => ({
      ...body,
      folders: Object.fromEntries(
        Object.entries(body.folders).map(([name, { href }]) => [
          name,
          { href: String(href).replace('/dev/', '/') },
        ]),
      ),
    }),
  ),
  rewrites('encoding-slash-end', 'encoding', 'a final slash refused', (path) =>
    path.startsWith('/output-data') && path.endsWith('/') ? '/contract-not-found' : path,
  ),
  badAnswer(
    'negotiation-html',
    'negotiation',
    'JSON whatever is asked for',
    { operation: ['browseOutputs', 'browseOutputRoot'] },
    (_, passing) => passOn(passing, { headers: { Accept: 'application/json' } }),
  ),
  badAnswer(
    'negotiation-type',
    'negotiation',
    'HTML called JSON',
    { operation: 'browseOutputs' },
    (response) =>
      /html/.test(response.headers.get('content-type') ?? '')
        ? withHeaders(response, { 'content-type': 'application/json' })
        : response,
  ),
  badAnswer(
    'negotiation-plain',
    'negotiation',
    'JSON called text',
    { operation: 'updateOutputMetadata' },
    (response) => withHeaders(response, { 'content-type': 'text/plain' }),
  ),
  badAnswer(
    'negotiation-406',
    'negotiation',
    'JSON for those who refuse it',
    { operation: ['browseOutputs', 'browseOutputRoot'], status: [406] },
    (_, passing) => passOn(passing, { headers: { Accept: 'application/json' } }),
  ),
  fault('negotiation-quality', 'negotiation', 'quality values ignored', async (passing) => {
    const accept = passing.request.headers.get('accept') ?? '';
    return accept.includes('text/html')
      ? passOn(passing, { headers: { Accept: 'text/html' } })
      : passing.right(passing.fresh(), passing.info);
  }),
  badAnswer(
    'negotiation-escape',
    'negotiation',
    'names not escaped in HTML',
    { operation: 'browseOutputs' },
    async (response) => {
      if (!/html/.test(response.headers.get('content-type') ?? '')) return response;
      return withBody(
        response,
        (await response.text()).replaceAll('&#60;', '<').replaceAll('&#62;', '>').replaceAll('&#38;', '&'),
      );
    },
  ),
  badAnswer(
    'negotiation-escape-metadata',
    'negotiation',
    'metadata not escaped in HTML',
    { operation: 'browseOutputs' },
    async (response) => {
      if (!/html/.test(response.headers.get('content-type') ?? '')) return response;
      return withBody(
        response,
        (await response.text()).replace(/<dd>.*?<\/dd>/gs, (cell) =>
          cell.replaceAll('&#60;', '<').replaceAll('&#62;', '>'),
        ),
      );
    },
  ),
  badAnswer(
    'negotiation-broken',
    'negotiation',
    'HTML with elements that are not closed',
    { operation: 'browseOutputs' },
    async (response) => {
      if (!/html/.test(response.headers.get('content-type') ?? '')) return response;
      return withBody(response, (await response.text()).replaceAll('</a>', ''));
    },
  ),
  badAnswer(
    'negotiation-empty-page',
    'negotiation',
    'a page without the files',
    { operation: 'browseOutputs' },
    async (response) => {
      if (!/html/.test(response.headers.get('content-type') ?? '')) return response;
      return withBody(response, (await response.text()).replace(/<tbody>.*<\/tbody>/s, '<tbody></tbody>'));
    },
  ),
];
