import {
  badAnswer,
  badJson,
  type Fault,
  fault,
  type Json,
  type Passing,
  passOn,
  withBody,
} from '../fault.js';

type Files = Record<string, { properties: Record<string, string> }>;

async function filesOf(passing: Passing): Promise<Files | undefined> {
  const body: unknown = await passing
    .fresh()
    .json()
    .catch(() => undefined);
  return typeof body === 'object' && body !== null && 'files' in body ? (body.files as Files) : undefined;
}

function rewrites(
  id: string,
  what: string,
  change: (files: Files, passing: Passing) => Files | Promise<Files>,
): Fault {
  return fault(id, 'metadata', what, async (passing) => {
    const files = passing.operation === 'updateOutputMetadata' ? await filesOf(passing) : undefined;
    if (files === undefined || (await passing.right(passing.fresh(), passing.info)).status !== 200)
      return passing.right(passing.fresh(), passing.info);
    return passOn(passing, { body: JSON.stringify({ files: await change(files, passing) }) });
  });
}

const each = (change: (properties: Record<string, string>) => Record<string, string>) => (files: Files) =>
  Object.fromEntries(
    Object.entries(files).map(([name, { properties }]) => [name, { properties: change(properties) }]),
  );

const values = (change: (value: string) => string) =>
  each((properties) =>
    Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, change(value)])),
  );

/** Metadata that is not what was written, and links to files. */
export const metadataFaults: readonly Fault[] = [
  fault('metadata-not-saved', 'metadata', 'saved, it says, and nothing is', async (passing) => {
    const { operation, info, right } = passing;
    const files = operation === 'updateOutputMetadata' ? await filesOf(passing) : undefined;
    const prefix = (passing.target.split('?')[0] ?? '').replace('/output-data/', '');
    const there = files && (await passOn(passing, { method: 'GET', body: null }));
    if (there?.status !== 200) return right(passing.fresh(), info);
    return withBody(
      there,
      JSON.stringify({ prefix: `${decodeURIComponent(prefix)}/`, saved: Object.keys(files ?? {}) }),
    );
  }),
  fault('metadata-merged', 'metadata', 'properties merged in place of replaced', async (passing) => {
    const files = passing.operation === 'updateOutputMetadata' ? await filesOf(passing) : undefined;
    const got = await passOn(passing, { method: 'GET', body: null });
    const own = await passing.right(passing.fresh(), passing.info);
    if (files === undefined || got.status !== 200 || own.status !== 200) return own;
    const before = ((await got.json()) as { files: Files }).files;
    const merged = Object.entries(files).map(([name, { properties }]) => {
      return [name, { properties: { ...before[name]?.properties, ...properties } }];
    });
    return passOn(passing, { body: JSON.stringify({ files: Object.fromEntries(merged) }) });
  }),
  rewrites(
    'metadata-lower-case',
    'names of properties in lower case',
    each((properties) =>
      Object.fromEntries(Object.entries(properties).map(([key, value]) => [key.toLowerCase(), value])),
    ),
  ),
  rewrites(
    'metadata-percent',
    'percent signs lost',
    values((value) => value.replaceAll('%%', '%')),
  ),
  rewrites(
    'metadata-lines',
    'lines joined',
    values((value) => value.replaceAll('\n', ' ')),
  ),
  rewrites(
    'metadata-ascii',
    'characters that are not ASCII replaced',
    values((value) => value.replace(/[^\n -~]/g, '?')),
  ),
  rewrites(
    'metadata-comment',
    'what follows a sign of comment cut off',
    values((value) => value.replace(/ [;#].*$/, '')),
  ),
  badAnswer(
    'metadata-missing-200',
    'robustness',
    '200 for a file that does not exist',
    { operation: 'updateOutputMetadata', status: [404] },
    (response) => withBody(response, '{"prefix":"x/","saved":[]}', 200),
  ),
  fault(
    'metadata-refused-but-done',
    'robustness',
    'a refused write that has changed something',
    async (passing) => {
      const own = await passing.right(passing.fresh(), passing.info);
      const files =
        passing.operation === 'updateOutputMetadata' && own.status === 404
          ? await filesOf(passing)
          : undefined;
      const [first] = Object.entries(files ?? {});
      if (first !== undefined)
        await passOn(passing, { body: JSON.stringify({ files: { [first[0]]: first[1] } }) });
      return own;
    },
  ),
  fault('metadata-body-prefix', 'robustness', 'the prefix of the body ignored', async (passing) => {
    const files = passing.operation === 'updateOutputMetadata' ? await filesOf(passing) : undefined;
    return files === undefined
      ? passing.right(passing.fresh(), passing.info)
      : passOn(passing, { body: JSON.stringify({ files }) });
  }),
  fault('metadata-types', 'robustness', 'numbers taken for text', async (passing) => {
    const text = passing.operation === 'updateOutputMetadata' ? await passing.fresh().text() : '';
    return text === ''
      ? passing.right(passing.fresh(), passing.info)
      : passOn(passing, { body: text.replace(/:5\}/, ':"5"}') });
  }),
  badJson<{ files: Record<string, Json> }>(
    'metadata-cfg-listed',
    'metadata',
    'files of metadata among the outputs',
    { operation: 'browseOutputs' },
    (body) => ({
      ...body,
      files: Object.fromEntries(
        Object.entries(body.files).flatMap(([name, file]) =>
          Object.keys(file.properties as Json).length > 0
            ? [
                [name, file],
                [`${name}.cfg`, file],
              ]
            : [[name, file]],
        ),
      ),
    }),
  ),
  badJson<{ files: Record<string, Json> }>(
    'link-size',
    'metadata',
    'sizes that are wrong',
    { operation: 'browseOutputs' },
    (body) => ({
      ...body,
      files: Object.fromEntries(
        Object.entries(body.files).map(([name, file]) => [name, { ...file, size: Number(file.size) + 1 }]),
      ),
    }),
  ),
  fault('link-unsigned', 'auth', 'links that work with any signature', async (passing) => {
    if (!passing.target.startsWith('/_files/')) return passing.right(passing.fresh(), passing.info);
    const own = await passing.right(passing.fresh(), passing.info);
    return own.status >= 400
      ? new Response('content', {
          headers: { 'accept-ranges': 'bytes', 'content-disposition': 'attachment' },
        })
      : own;
  }),
  fault('link-token', 'auth', 'links that need a token', async (passing) => {
    const needs = passing.target.startsWith('/_files/') && !passing.request.headers.has('authorization');
    return needs ? new Response(null, { status: 401 }) : passing.right(passing.fresh(), passing.info);
  }),
  fault('link-inline', 'headers', 'files that are shown as pages of the server', async (passing) => {
    const own = await passing.right(passing.fresh(), passing.info);
    if (!passing.target.startsWith('/_files/')) return own;
    const headers = new Headers(own.headers);
    for (const name of ['content-disposition', 'content-security-policy']) headers.delete(name);
    return new Response(own.body, { status: own.status, headers });
  }),
  fault('link-range', 'headers', 'ranges answered with the whole file', async (passing) => {
    if (!passing.target.startsWith('/_files/')) return passing.right(passing.fresh(), passing.info);
    return passOn(passing, { headers: { Range: null } });
  }),
];
