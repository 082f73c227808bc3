import { mkdir, writeFile } from 'node:fs/promises';
import type { ContractCase } from '../test/contract/case.js';
import { allCases } from '../test/contract/cases/all.js';
import { caseClasses } from '../test/contract/classes.js';
import { inParallel } from '../test/contract/pace.js';
import { runContract } from '../test/contract/runner.js';
import { deploy } from '../test/support/contract/deployment.js';
import type { Fault } from './mutants/fault.js';
import { authFaults } from './mutants/faults/auth.js';
import { bodyFaults } from './mutants/faults/bodies.js';
import { oldFaults } from './mutants/faults/deployment-1.0.js';
import { headerFaults } from './mutants/faults/headers.js';
import { inputFaults } from './mutants/faults/inputs.js';
import { listFaults } from './mutants/faults/lists.js';
import { metadataFaults } from './mutants/faults/metadata.js';
import { pathFaults } from './mutants/faults/paths.js';
import { runFaults } from './mutants/faults/runs.js';
import { schemaFaults } from './mutants/faults/schema.js';
import { statusFaults } from './mutants/faults/status.js';
import { tenancyFaults } from './mutants/faults/tenancy.js';
import { candidatesFor, killersOf } from './mutants/killers.js';
import { kindRows, untriedKinds } from './mutants/kinds.js';

// Puts one fault at a time round the reference server and looks which cases of the contract suite find it.
// `npm run bench:mutants -- ID...` tries only these.

interface Row {
  id: string;
  class: string;
  what: string;
  killers: string[];
  failed: number;
  ms: number;
}

const faults: readonly Fault[] = [
  ...schemaFaults,
  ...statusFaults,
  ...headerFaults,
  ...authFaults,
  ...tenancyFaults,
  ...listFaults,
  ...runFaults(),
  ...pathFaults,
  ...bodyFaults,
  ...metadataFaults,
  ...inputFaults,
  ...oldFaults,
];

const chosen = process.argv.slice(2);
const tried = faults.filter(({ id }) => chosen.length === 0 || chosen.includes(id));
const rows: Row[] = [];
await inParallel(tried, 2, async (fault) => {
  const row = await tryFault(fault);
  rows.push(row);
  const verdict =
    row.killers.length > 0 ? `killed by ${row.killers.length}` : `SURVIVED (${row.failed} others failed)`;
  process.stdout.write(
    `${fault.class.padEnd(12)} ${fault.id.padEnd(30)} ${verdict} in ${Math.round(row.ms)} ms\n`,
  );
  if (chosen.length > 0) process.stdout.write(`  ${row.killers.join('\n  ')}\n`);
});
const survivors = rows.filter(({ killers }) => killers.length === 0);
const untried = untriedKinds(faults);
for (const kind of untried) process.stdout.write(`NO FAULT for ${kind}\n`);
if (chosen.length === 0) await writeResults();
process.exitCode = survivors.length + untried.length > 0 ? 1 : 0;
process.stdout.write(
  `${rows.length - survivors.length} passed, ${survivors.length + untried.length} failed, 0 skipped\n`,
);

/** Tries the cases that can name the class; what they let pass, by all cases, as some see what others made. */
async function tryFault(fault: Fault): Promise<Row> {
  const started = performance.now();
  const row = await runAgainst(fault, candidatesFor(fault.class));
  const whole = row.killers.length > 0 ? row : await runAgainst(fault, allCases);
  return { ...whole, ms: performance.now() - started };
}

async function runAgainst(fault: Fault, cases: readonly ContractCase[]): Promise<Row> {
  const { handler, identities, close } = await deploy({ validateResponses: false });
  const { first, second } = identities.tokens;
  const started = performance.now();
  try {
    const report = await runContract({
      baseUrl: 'http://server.invalid/dev',
      fetch: fault.wrap(handler, { jwtSecret: identities.jwtSecret, first, second }),
      ...identities,
      allowCreate: true,
      allowChange: true,
      only: cases.map(({ id }) => id),
      runTimeout: 8000,
    });
    const failed = report.counts.fail;
    return {
      ...describe(fault),
      killers: killersOf(fault.class, report.cases),
      failed,
      ms: performance.now() - started,
    };
  } finally {
    await close();
  }
}

function describe({ id, class: kind, what }: Fault): Pick<Row, 'id' | 'class' | 'what'> {
  return { id, class: kind, what };
}

async function writeResults(): Promise<void> {
  await mkdir('bench/results', { recursive: true });
  const summary = caseClasses.map((kind) => {
    const own = rows.filter((row) => row.class === kind);
    return `| ${kind} | ${own.filter(({ killers }) => killers.length > 0).length} of ${own.length} |`;
  });
  const ordered = tried.flatMap(({ id }) => rows.filter((row) => row.id === id));
  const table = ordered.map(({ id, class: kind, what, killers, ms }) => {
    const shown = killers.slice(0, 3).map((killer) => `\`${killer}\``);
    const more = killers.length > 3 ? ` and ${killers.length - 3} more` : '';
    return `| ${id} | ${kind} | ${what} | ${killers.length === 0 ? '**none**' : shown.join(', ') + more} | ${Math.round(ms)} |`;
  });
  const text = [
    '# Kill rate of the contract suite',
    '',
    `${rows.length - survivors.length} of ${rows.length} faults are found, each by a case that names its class. Written by \`npm run bench:mutants\`.`,
    '',
    '| class | found |',
    '|---|---|',
    ...summary,
    '',
    'What the faults stand for at the least; those of the last class are what is wrong with the 1.0 deployment.',
    '',
    '| class | kind | faults |',
    '|---|---|---|',
    ...kindRows(),
    '',
    '| fault | class | what is wrong | found by | ms |',
    '|---|---|---|---|---|',
    ...table,
  ];
  await writeFile('bench/results/mutants.md', `${text.join('\n')}\n`);
}
