import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startDeployment } from '../client/support/deployment.js';
import type { Deployment } from '../fixtures/deployment-1.0.js';
import { optionsForOld } from '../support/contract/deployment-1.0.js';
import { classOfKind } from './classes.js';
import { resolvePointer } from './pointers.js';
import type { CaseResult, Finding, Report } from './report.js';
import { formatText } from './reports/text.js';
import { runContract } from './runner.js';

interface Defect {
  of: string;
  defect: string;
  class: string;
  /** A pattern of what the report says of it. */
  shows: string;
  cases: string[];
}

type State = 'fresh' | 'busy' | 'manual' | 'null-conf';

const defects: Record<State, Defect[]> = parse(
  await readFile('test/contract/deployment-1.0.defects.yaml', 'utf8'),
);

async function startOld() {
  const { deployment } = await startDeployment();
  return { deployment, options: await optionsForOld(deployment) };
}

const target = { workflow: 'nebraska', selection: 'colon/fhl2', success: { tile_size: 64 } };

function addRun(deployment: Deployment, conf: Record<string, unknown> | null) {
  const run = { workflow_id: 'nebraska', state: 'success', start_time: null, conf };
  deployment.runs.push({ run_id: `old-${deployment.runs.length}`, ...run });
}

const say = ({ kind, expected, actual }: Finding) => `${kind}: expected ${expected}, found ${actual}`;
const findingsOf = ({ failure }: CaseResult) => failure?.findings ?? [];

function shownBy(report: Report, { shows, cases }: Defect): [CaseResult, Finding][] {
  const listed = report.cases.filter(({ id }) => cases.includes(id));
  return listed.flatMap((result) =>
    findingsOf(result)
      .filter((finding) => new RegExp(shows).test(say(finding)))
      .map((finding): [CaseResult, Finding] => [result, finding]),
  );
}

/** Every defect is shown by each of its cases, and under its class. */
function expectNamed(report: Report, list: readonly Defect[]) {
  const missing = list.flatMap((defect) => {
    const shown = shownBy(report, defect);
    const silent = defect.cases.filter((id) => !shown.some(([result]) => result.id === id));
    const classes = shown.flatMap(([result, { kind }]) => [
      result.class,
      kind in classOfKind ? classOfKind[kind as keyof typeof classOfKind] : '',
    ]);
    return silent.length === 0 && classes.includes(defect.class)
      ? []
      : [`${defect.of}: ${defect.defect}: ${silent.join(', ') || `no case of ${defect.class}`}`];
  });
  expect(missing).toEqual([]);
}

describe('the 1.0 deployment', () => {
  it('fails with each of its defects named, and with nothing else', { timeout: 120_000 }, async () => {
    const { options } = await startOld();
    const report = await runContract({ ...options, allowCreate: target, allowChange: true });
    expect(report).toMatchObject({ verdict: 'fail', level: null });
    expectNamed(report, defects.fresh);
    const unexplained = report.cases.flatMap((result) =>
      findingsOf(result)
        .filter((finding) => !defects.fresh.some((defect) => explains(defect, result, finding)))
        .map((finding) => `${result.id}: ${say(finding)}`),
    );
    expect(unexplained).toEqual([]);
    const pointers = report.cases.flatMap((result) => findingsOf(result).map(({ pointer = '' }) => pointer));
    expect(pointers.filter((pointer) => resolvePointer(pointer) === undefined)).toEqual([]);
    const text = formatText(report);
    expect(text).toMatch(/^FAIL, no level/);
    expect(text).not.toContain('can make sense of');
  });

  it('shows by reads alone what reads can show', { timeout: 120_000 }, async () => {
    const { options } = await startOld();
    const report = await runContract(options);
    const failed = report.cases.filter(({ outcome }) => outcome === 'fail');
    expect(failed.filter(({ effect }) => effect !== 'read')).toEqual([]);
    const listed = defects.fresh.flatMap(({ cases }) => cases);
    expect(failed.map(({ id }) => id).filter((id) => !listed.includes(id))).toEqual([]);
    const offered = failed.map(({ id }) => id).filter((id) => id.endsWith('/offered'));
    expect(offered).toEqual([
      'list-data-selections/offered',
      'list-workflows/offered',
      'get-workflow/offered',
      'browse-output-root/offered',
    ]);
  });

  it('shows more by reads alone when it is told what to read', { timeout: 120_000 }, async () => {
    const { deployment, options } = await startOld();
    const report = await runContract({ ...options, targets: [target] });
    const failed = report.cases.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);
    const listed = defects.fresh.flatMap(({ cases }) => cases);
    expect(failed.filter((id) => !listed.includes(id))).toEqual([]);
    expect(failed).toEqual(
      expect.arrayContaining([
        'list-runs/query-status-unknown',
        'list-data-selection-workflows/violation-required',
      ]),
    );
    expect(deployment.runs).toEqual([]);
  });

  it.each<[State, (deployment: Deployment) => void]>([
    [
      'busy',
      (deployment) => {
        for (let count = 0; count < 100; count++)
          addRun(deployment, { username: 'other', out_prefix: 'other/x' });
      },
    ],
    ['manual', (deployment) => addRun(deployment, { username: 'researcher' })],
    ['null-conf', (deployment) => addRun(deployment, null)],
  ])('shows what comes with its runs: %s', async (state, fill) => {
    const { deployment, options } = await startOld();
    fill(deployment);
    const only = [...defects[state].flatMap(({ cases }) => cases), 'list-runs/answers-status'];
    const report = await runContract({ ...options, only, allowCreate: target });
    expectNamed(report, defects[state]);
  });
});

function explains({ cases, shows }: Defect, { id }: CaseResult, finding: Finding): boolean {
  return cases.includes(id) && new RegExp(shows).test(say(finding));
}
