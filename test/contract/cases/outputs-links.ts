import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext } from '../context.js';
import { ContractFailure } from '../errors.js';
import type { Exchange } from '../exchange.js';
import { expectHeader, expectKind, expectSame, expectThat, skip } from '../expect.js';
import { listingOf } from '../read-outputs.js';
import { prefixOf } from '../samples.js';

/** Links to files. They are secrets, and are shown without their queries wherever a report shows them. */
export const outputLinkCases: readonly ContractCase[] = [
  contractCase(
    'browseOutputs',
    'link',
    'give links that download files without a token',
    async (context) => {
      for (const { href, size } of (await files(context)).slice(0, 5)) {
        const exchange = await download(context, href);
        if (size !== undefined)
          expectSame(exchange.bytes.byteLength, size, 'the number of bytes that the listing says', exchange);
      }
    },
    { class: 'auth' },
  ),
  contractCase('browseOutputs', 'link-head', 'give links that answer HEAD, or refuse it', async (context) => {
    const [{ href }] = await files(context);
    const exchange = await context.call(null, { target: href, method: 'HEAD', as: 'missing' });
    expectKind(
      'status',
      [200, 403, 405].includes(exchange.status),
      '200, 403 or 405',
      String(exchange.status),
      exchange,
    );
    expectSame(exchange.bytes.byteLength, 0, 'the length of the body', exchange);
  }),
  contractCase(
    'browseOutputs',
    'link-range',
    'give links that answer ranges, where they offer them',
    async (context) => {
      const { href } =
        (await files(context)).find(({ size }) => (size ?? 4) > 3) ??
        skip('no file of the run has more than 3 bytes');
      const whole = await download(context, href);
      if (!/bytes/i.test(whole.headers.get('accept-ranges') ?? '')) skip('links offer no ranges');
      const exchange = await context.call(null, {
        target: href,
        as: 'missing',
        headers: { Range: 'bytes=1-2' },
      });
      expectKind('status', exchange.status === 206, '206', String(exchange.status), exchange);
      expectSame([...exchange.bytes], [...whole.bytes.slice(1, 3)], 'the second and third byte', exchange);
      const range = expectHeader(exchange, 'Content-Range');
      expectSame(range, `bytes 1-2/${whole.bytes.byteLength}`, 'Content-Range', exchange);
    },
  ),
  contractCase(
    'browseOutputs',
    'link-damaged',
    'give links that hold for their own file only',
    async (context) => {
      const [{ href }] = await files(context);
      const url = new URL(href);
      const [name, value] =
        [...url.searchParams].find(([key]) => /signature/i.test(key)) ??
        skip('links have no signature that could be damaged');
      url.searchParams.set(name, value.startsWith('A') ? `B${value.slice(1)}` : `A${value.slice(1)}`);
      const exchange = await context.call(null, { target: url.href, as: 'missing' });
      expectKind(
        'status',
        [401, 403, 404].includes(exchange.status),
        '401, 403 or 404',
        String(exchange.status),
        exchange,
      );
    },
    { hostile: true },
  ),
  contractCase(
    'browseOutputs',
    'link-harmless',
    'let files that are pages do nothing in the name of the API',
    async (context) => {
      const { origin } = new URL(context.options.baseUrl);
      const listed = await files(context);
      for (const { href } of listed.filter((file) => new URL(file.href).origin === origin).slice(0, 3)) {
        const { headers, ...exchange } = await download(context, href);
        const attached = /^attachment\b/i.test(headers.get('content-disposition') ?? '');
        const sandboxed = /\bsandbox\b/i.test(headers.get('content-security-policy') ?? '');
        expectThat(attached || sandboxed, 'Content-Disposition: attachment or a sandbox', 'neither', {
          ...exchange,
          headers,
        });
      }
    },
  ),
];

type File = { href: string; size: number | undefined };

async function files({ call, fixtures }: CaseContext): Promise<[File, ...File[]]> {
  const prefix = prefixOf(await fixtures.anyRun());
  const listing = listingOf(await call('browseOutputs', { path: { prefix } }));
  const [first, ...rest] = Object.values(listing.files);
  return first === undefined ? skip('the run has written no file') : [first, ...rest];
}

async function download({ call }: CaseContext, href: string): Promise<Exchange> {
  const exchange = await call(null, { target: href, as: 'missing' });
  if (exchange.status !== 200)
    throw new ContractFailure('status', 'the file, with 200', String(exchange.status), exchange);
  return exchange;
}
