import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext } from '../context.js';
import { expectProblem, expectSame, expectStatus, expectThat, readOk, skip } from '../expect.js';
import { listingOf } from '../read-outputs.js';
import { prefixOf, unknown } from '../samples.js';
import { byBytes } from './support.js';

/** Output folders as JSON. */
export const outputCases: readonly ContractCase[] = [
  contractCase(
    'browseOutputRoot',
    'lists',
    'list the top folder of the outputs, though it may be empty',
    async ({ call }) => {
      const exchange = await call('browseOutputRoot');
      expectSame(readOk(exchange, 'OutputListing').prefix, '', 'the prefix of the top folder', exchange);
    },
  ),
  contractCase('browseOutputRoot', 'slash', 'answer with a final slash as without', async ({ call }) => {
    const [plain, slash] = [
      await call('browseOutputRoot'),
      await call('browseOutputRoot', { target: '/output-data/' }),
    ];
    const names = (exchange: typeof plain) => Object.keys(listingOf(exchange).folders);
    expectStatus(slash, 200);
    expectSame(listingOf(slash).prefix, listingOf(plain).prefix, 'the same folder', slash);
    expectThat(
      names(plain).every((name) => names(slash).includes(name)),
      'the same folders',
      names(slash).join(', '),
      slash,
    );
  }),
  contractCase(
    'browseOutputRoot',
    'own-run',
    'list the folder of a run at the top',
    async ({ call, fixtures }) => {
      const [first = ''] = prefixOf(await fixtures.anyRun()).split('/');
      const exchange = await call('browseOutputRoot');
      const { folders } = listingOf(exchange);
      expectThat(`${first}/` in folders, `a folder ${first}/`, Object.keys(folders).join(', '), exchange);
    },
  ),
  contractCase('browseOutputs', 'lists', 'list the folder of the path', async ({ call, fixtures }) => {
    const prefix = prefixOf(await fixtures.anyRun());
    const exchange = await call('browseOutputs', { path: { prefix } });
    const listing = readOk(exchange, 'OutputListing');
    expectSame(listing.prefix, `${prefix}/`, 'the prefix of the path, with its final slash', exchange);
    const [folder, file] = [
      Object.keys(listing.folders).find((name) => !/^[^/]+\/$/.test(name)),
      Object.keys(listing.files).find((name) => name.includes('/')),
    ];
    expectThat(
      folder === undefined && file === undefined,
      'one level, folders ending in a slash',
      `${folder ?? file}`,
      exchange,
    );
  }),
  contractCase(
    'browseOutputs',
    'order',
    'list folders and files in the order of their names',
    async ({ call, fixtures }) => {
      const exchange = await call('browseOutputs', { path: { prefix: prefixOf(await fixtures.anyRun()) } });
      const { files, folders } = listingOf(exchange);
      for (const names of [Object.keys(files), Object.keys(folders)]) {
        // Objects put names that are numbers first, whatever the server does.
        const ordered = names.filter((name) => !/^\d+$/.test(name));
        expectSame(ordered, [...ordered].sort(byBytes), 'the names in order', exchange);
      }
    },
  ),
  contractCase(
    'browseOutputs',
    'slash',
    'answer with a final slash as without',
    async ({ call, fixtures }) => {
      const prefix = prefixOf(await fixtures.anyRun());
      const plain = await call('browseOutputs', { path: { prefix } });
      const slash = await call('browseOutputs', { path: { prefix: `${prefix}/` } });
      expectSame(
        Object.keys(listingOf(slash).files),
        Object.keys(listingOf(plain).files),
        'the same files',
        slash,
      );
    },
  ),
  contractCase('browseOutputs', 'encoded-slash', 'take %2F in a prefix for a slash', async (context) => {
    const { folder } = await nested(context);
    const plain = await context.call('browseOutputs', { path: { prefix: folder } });
    const exchange = await context.call('browseOutputs', {
      target: `/output-data/${encodeURIComponent(folder)}`,
    });
    expectSame(
      Object.keys(listingOf(exchange).files),
      Object.keys(listingOf(plain).files),
      'the same files',
      exchange,
    );
  }),
  contractCase('browseOutputs', 'folders', 'let folders be followed to where they lead', async (context) => {
    const { folder, href, outer } = await nested(context);
    expectThat(URL.canParse(href), `an absolute address of ${folder}`, href, outer);
    if (new URL(href).origin !== new URL(context.options.baseUrl).origin)
      skip('links lead to another origin, where no token is sent');
    const exchange = await context.call('browseOutputs', { target: href });
    expectSame(listingOf(exchange).prefix, folder, 'the folder of the link', exchange);
  }),
  contractCase(
    'browseOutputs',
    'every-folder',
    'list every folder of a run under its own name, whatever signs the name holds',
    async ({ call, fixtures }) => {
      const prefix = prefixOf(await fixtures.anyRun());
      const { folders } = listingOf(await call('browseOutputs', { path: { prefix } }));
      for (const name of Object.keys(folders).slice(0, 10)) {
        const exchange = await call('browseOutputs', { path: { prefix: `${prefix}/${name}` } });
        expectSame(listingOf(exchange).prefix, `${prefix}/${name}`, 'the folder', exchange);
      }
    },
  ),
  contractCase(
    'browseOutputs',
    'success',
    'list the files of a run that succeeded, with sizes and times',
    async ({ call, fixtures }) => {
      const run = await fixtures.ended('success');
      const exchange = await call('browseOutputs', { path: { prefix: prefixOf(run) } });
      const { files, folders } = readOk(exchange, 'OutputListing');
      expectThat(
        Object.keys({ ...files, ...folders }).length > 0,
        'what the run has written',
        'nothing',
        exchange,
      );
      const early = Object.entries(files).find(
        ([, file]) => Date.parse(file.last_modified) < Date.parse(run.created_at) - 300_000,
      );
      expectThat(
        early === undefined,
        'files written after the run was accepted',
        `${early?.[0]} of ${early?.[1].last_modified}`,
        exchange,
      );
    },
    { effect: 'creates' },
  ),
  contractCase(
    'browseOutputs',
    'unknown',
    'answer 404 for a prefix under which nothing lies',
    async ({ call }) => {
      expectProblem(
        await call('browseOutputs', { path: { prefix: unknown.prefix } }),
        404,
        'output-not-found',
        'not-found',
      );
    },
  ),
  contractCase(
    'browseOutputs',
    'beginning',
    'tell a folder from one whose name begins alike',
    async ({ call, fixtures }) => {
      const prefix = prefixOf(await fixtures.anyRun()).slice(0, -1);
      const exchange = await call('browseOutputs', { path: { prefix } });
      // That a folder that does not exist is 404 is for another case to say.
      const { files = {}, folders = {} } = exchange.status === 200 ? listingOf(exchange) : {};
      const [name] = Object.keys({ ...files, ...folders });
      expectThat(name === undefined, `nothing in ${prefix}`, `${name}`, exchange);
    },
  ),
  contractCase(
    'browseOutputs',
    'file',
    'answer 404 for a file, which is no folder',
    async ({ call, fixtures }) => {
      const prefix = prefixOf(await fixtures.anyRun());
      const listing = listingOf(await call('browseOutputs', { path: { prefix } }));
      const name = Object.keys(listing.files)[0] ?? skip('the run has written no file');
      expectProblem(await call('browseOutputs', { path: { prefix: `${prefix}/${name}` } }), 404);
    },
  ),
];

/** A folder inside the folder of a run, and the link to it in the listing around it. */
async function nested({ call, fixtures }: CaseContext) {
  const prefix = prefixOf(await fixtures.anyRun());
  const outer = await call('browseOutputs', { path: { prefix } });
  const [name, link] = Object.entries(listingOf(outer).folders)[0] ?? skip('the run has written no folder');
  return { folder: `${prefix}/${name}`, href: link.href, outer };
}
