import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext } from '../context.js';
import { expectKind, expectSame, expectStatus, expectThat, skip } from '../expect.js';
import { linksOfPage, textOfPage } from '../html.js';
import { mediaTypeOf } from '../oracle.js';
import { listingOf } from '../read-outputs.js';
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
          headers: { accept: 'text/html' },
        });
        expectStatus(exchange, 200);
        expectSame(mediaTypeOf(exchange), 'text/html', 'the media type', exchange);
      },
    ),
  ),
  contractCase(
    'browseOutputs',
    'html-names',
    'name every file and folder on the page, as text',
    async (context) => {
      const { page, listing } = await both(context);
      const text = textOfPage(page.text);
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
    },
    { effect: 'changes', alone: 'outputs' },
  ),
  contractCase(
    'browseOutputs',
    'html-links',
    'link the files of the page to their contents',
    async (context) => {
      const { page } = await both(context);
      const hrefs = linksOfPage(page.text);
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
  const page = await call('browseOutputs', { path, headers: { accept: 'text/html' } });
  expectStatus(page, 200);
  return { page, listing: listingOf(await call('browseOutputs', { path })) };
}
