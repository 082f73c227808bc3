import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext } from '../context.js';
import type { Exchange } from '../exchange.js';
import { expectKind, expectSame, expectStatus, expectThat, readOk, skip } from '../expect.js';
import { mediaTypeOf } from '../oracle.js';
import { prefixOf } from '../samples.js';

/** Output folders as pages. */
export const outputHtmlCases: readonly ContractCase[] = [
  ...(['browseOutputRoot', 'browseOutputs'] as const).map((operation) =>
    contractCase(
      operation,
      'html',
      'answer an HTML page to those who prefer it',
      async ({ call, fixtures }) => {
        const exchange = await call(operation, {
          ...(await fixtures.sample(operation)),
          headers: { Accept: 'text/html' },
        });
        expectStatus(exchange, 200);
        expectSame(mediaTypeOf(exchange), 'text/html', 'the media type', exchange);
        expectWellFormed(exchange);
      },
    ),
  ),
  contractCase(
    'browseOutputs',
    'html-names',
    'name every file and folder on the page, as text',
    async (context) => {
      const { page, listing } = await both(context);
      const text = textOf(page.text);
      const missing = [...Object.keys(listing.files), ...Object.keys(listing.folders)].find(
        (name) => !text.includes(name),
      );
      expectThat(missing === undefined, `${missing} on the page`, 'a page without it', page);
    },
  ),
  contractCase(
    'browseOutputs',
    'html-escapes',
    'escape what names hold, so that no file can write markup into the page',
    async (context) => {
      const { page, listing } = await both(context);
      const names = Object.keys(listing.files).filter((name) => /[<&]/.test(name));
      if (names.length === 0) skip('no file of the run has < or & in its name');
      for (const name of names) {
        expectKind(
          'semantics',
          !page.text.includes(name),
          `${name} with its < and & escaped`,
          'the name as it is',
          page,
        );
      }
    },
  ),
  contractCase(
    'browseOutputs',
    'html-metadata',
    'escape what metadata holds',
    async (context) => {
      const { prefix, name } = await context.fixtures.file();
      const put = (properties: Record<string, string>) =>
        context.call('updateOutputMetadata', {
          path: { prefix },
          json: { files: { [name]: { properties } } },
        });
      const { listing } = await both(context);
      expectStatus(await put({ 'contract <script>': '<img src=x onerror=alert(1)>' }), 200);
      const { page } = await both(context);
      expectStatus(await put(listing.files[name]?.properties ?? {}), 200);
      const raw = /<img src=x|contract <script>/.exec(page.text)?.[0];
      expectThat(raw === undefined, 'metadata with its < escaped', `${raw}`, page);
      expectWellFormed(page);
    },
    { effect: 'changes', alone: true },
  ),
  contractCase(
    'browseOutputs',
    'html-links',
    'link the files of the page to their contents',
    async (context) => {
      const { page } = await both(context);
      const hrefs = [...page.text.matchAll(/<a\s[^>]*href="([^"]*)"/gi)].map((match) =>
        decode(match[1] ?? ''),
      );
      const script = hrefs.find(
        (href) => !/^(?:https?:\/\/|\/|\.|#|\?|[\w%-]+[/?]?)/i.test(href) || /^javascript:/i.test(href),
      );
      expectThat(script === undefined, 'links to addresses only', `${script}`, page);
      expectThat(hrefs.length > 0, 'links', 'none', page);
    },
  ),
];

async function both({ call, fixtures }: CaseContext) {
  const path = { prefix: prefixOf(await fixtures.anyRun()) };
  const page = await call('browseOutputs', { path, headers: { Accept: 'text/html' } });
  expectStatus(page, 200);
  return { page, listing: readOk(await call('browseOutputs', { path }), 'OutputListing') };
}

const voids = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);
const optional = new Set([
  'html',
  'head',
  'body',
  'p',
  'li',
  'dt',
  'dd',
  'option',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'td',
  'th',
]);

/** Fails the case unless every element of the page that must be closed is, in the right order. */
function expectWellFormed(page: Exchange): void {
  const markup = page.text.replace(/<!--.*?-->/gs, '').replace(/<(style|script)\b.*?<\/\1>/gis, '');
  expectKind(
    'semantics',
    /^\s*<!doctype html>/i.test(markup),
    'a page that begins with <!doctype html>',
    markup.slice(0, 40),
    page,
  );
  const open: string[] = [];
  for (const [, slash, tag = ''] of markup.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:\s[^<>]*)?>/gi)) {
    const name = tag.toLowerCase();
    if (voids.has(name)) continue;
    if (slash === '') open.push(name);
    else close(open, name, page);
  }
  const left = open.find((name) => !optional.has(name));
  expectKind('semantics', left === undefined, 'every element closed', `an open <${left}>`, page);
}

function close(open: string[], name: string, page: Exchange): void {
  while (open.length > 0 && open.at(-1) !== name && optional.has(open.at(-1) ?? '')) open.pop();
  expectKind('semantics', open.pop() === name, 'elements closed in their order', `</${name}>`, page);
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

function decode(text: string): string {
  return text.replace(
    /&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi,
    (whole, decimal: string, hex: string, name: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
    },
  );
}

function textOf(html: string): string {
  return decode(html.replace(/<[^>]*>/g, ' '));
}
