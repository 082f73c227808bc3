import { mkdirSync, writeFileSync } from 'node:fs';
import { bundle, total } from './size/bundle.js';
import { installed } from './size/installed.js';
import { filesOf, rows } from './size/rows.js';

// Says what the client costs a page and the package costs a disk; fails when either has grown. Needs a build.

/** What was measured when this was last looked at, rounded up. */
const limits = { coreGzip: 17_000, packages: 3, installedBytes: 1_500_000 };

const core = await bundle('all');
const packages = installed();
const bytes = total(packages.map((found) => found.bytes));
const text = `${[
  '# Size',
  '',
  'Written by `npm run size`, which fails above the limits.',
  '',
  '## Of the client in a page',
  '',
  'Minified by esbuild, gzip level 9, openapi-fetch included; the checks of parameters are loaded when asked for.',
  `The limit of the whole is ${limits.coreGzip} bytes.`,
  '',
  '| imported | minified | gzip |',
  '|---|---:|---:|',
  ...(await importLines()),
  '',
  '| of the whole | minified | gzip, by share |',
  '|---|---:|---:|',
  ...rowLines(),
  '',
  "## Of a consumer's node_modules",
  '',
  `At most ${limits.packages} packages and ${limits.installedBytes} bytes.`,
  '',
  '| package | bytes |',
  '|---|---:|',
  ...packages.map(({ name, bytes }) => `| ${name} | ${bytes} |`),
  `| **${packages.length} packages** | **${bytes}** |`,
].join('\n')}\n`;

mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/size.md', text);
process.stdout.write(text);
check('the client is larger gzipped', core.gzip, limits.coreGzip);
check('more packages are installed', packages.length, limits.packages);
check('more bytes are installed', bytes, limits.installedBytes);

async function importLines(): Promise<string[]> {
  const alone = ['createDataSelections', 'createWorkflows', 'createRuns', 'createOutputs'];
  const measured = [
    ['all', core],
    ['all, without openapi-fetch', await bundle('all', ['openapi-fetch'])],
    ['`createClient`', await bundle(['createClient'])],
    ['`createTransport`', await bundle(['createTransport'])],
  ] as const;
  const lines = alone.map(
    async (name) => [`\`${name}\`, \`createTransport\``, await bundle([name, 'createTransport'])] as const,
  );
  return [...measured, ...(await Promise.all(lines))].map(
    ([name, { minified, gzip }]) => `| ${name} | ${minified} | ${gzip} |`,
  );
}

function rowLines(): string[] {
  const named = new Set(Object.keys(rows).flatMap(filesOf));
  const forgotten = Object.keys(core.inputs).filter(
    (file) => (core.inputs[file] ?? 0) > 0 && !named.has(file),
  );
  if (forgotten.length > 0) throw new Error(`scripts/size/rows.ts does not name ${forgotten.join(', ')}`);
  return Object.keys(rows).map((row) => {
    const minified = total(filesOf(row).map((file) => core.inputs[file] ?? 0));
    return `| ${row} | ${minified} | ${Math.round((core.gzip * minified) / core.minified)} |`;
  });
}

function check(what: string, value: number, limit: number): void {
  if (value <= limit) return;
  console.error(`size: ${what} than allowed: ${value}, limit ${limit}`);
  process.exitCode = 1;
}
