import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { strToU8, zipSync } from 'fflate';
import { type Bundle, bundle, functionNames, type ModuleFormat } from './lambda/bundle.js';
import { loadOf, medians, pythonClients, pythonLoads, rounds } from './lambda/measure.js';
import { notices } from './notices.js';

const { values } = parseArgs({
  options: {
    format: { type: 'string', default: 'cjs' },
    quick: { type: 'boolean', default: false },
    python: { type: 'string', default: 'python3' },
  },
});
// Measured: CommonJS loads a little faster, as it reads its files without waiting in between.
const format: ModuleFormat = values.format === 'esm' ? 'esm' : 'cjs';
const folder = 'build/lambda';
const output = 'build/labcas-workflow-api-lambda.zip';

const built = await bundle(format);
const files = { ...built.files, ...documents(built) };
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(files)) writeFileSync(`${folder}/${name}`, text);
const zip = zipSync(
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  // The same files make the same zip, so that a deployment can tell whether anything changed.
  { level: 9, mtime: new Date(1980, 0, 1) },
);
writeFileSync(output, zip);
console.log(`${output}: ${kilobytes(zip.length)} (${format}, ${functionNames.length} functions)`);
if (!values.quick) report(zip.length);

function documents({ metafile }: Bundle): Record<string, string> {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>;
  const type = format === 'esm' ? 'module' : 'commonjs';
  return {
    'package.json': `${JSON.stringify({ name, version, type })}\n`,
    LICENSE: readFileSync('LICENSE', 'utf8'),
    'THIRD-PARTY.txt': notices([metafile]),
  };
}

function report(bytes: number): void {
  const loads = functionNames.map((name) => [name, loadOf(resolve(folder, `${name}.js`))] as const);
  const times = medians({ ...Object.fromEntries(loads), ...pythonLoads(values.python) });
  const python = times[pythonClients];
  console.log(`time to load, median of ${rounds} processes:`);
  for (const [name, time] of Object.entries(times)) {
    const share = python === undefined ? '' : shareOf(time, python);
    console.log(`  ${name.padEnd(18)}${time.toFixed(0).padStart(5)} ms${share.padStart(7)}`);
  }
  if (python === undefined)
    console.log(`  skipped: ${values.python} has no boto3, requests, jwt and yaml to compare with`);
  else writeFileSync('bench/results/lambda.md', table(bytes, times, python));
}

function table(bytes: number, times: Readonly<Record<string, number>>, python: number): string {
  const rows = Object.entries(times).map(
    ([name, time]) => `| ${name} | ${time.toFixed(0)} | ${shareOf(time, python)} |`,
  );
  return `${[
    '# Loading the functions of Lambda',
    '',
    `The zip is ${kilobytes(bytes)}. Each function is loaded in a process of its own with the parts of the AWS SDK that it asks`,
    'for, and beside them Python imports `boto3, requests, jwt, yaml` and makes the four clients that the functions of',
    `the 1.0 deployment make; all take turns, and the times are medians of ${rounds}. The share of Python's time holds on a`,
    `busy machine too, which the times do not. Node ${process.version}. Written by \`npm run build:lambda\`.`,
    '',
    "| | ms to load | of Python's time |",
    '|---|---|---|',
    ...rows,
  ].join('\n')}\n`;
}

function shareOf(time: number, whole: number): string {
  return `${Math.round((100 * time) / whole)} %`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} kB`;
}
