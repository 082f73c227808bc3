import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'test-results-parser';
import { describe, expect, it } from 'vitest';
import { groupByCause } from './group.js';
import { applyKnown, toKnownFailures } from './known.js';
import type { CaseResult, Report } from './report.js';
import { formatHtml } from './reports/html.js';
import { formatJson } from './reports/json.js';
import { formatJUnit } from './reports/junit.js';
import { formatText } from './reports/text.js';

const passed: CaseResult = {
  id: 'list-workflows/lists',
  operation: 'listWorkflows',
  level: 'core',
  effect: 'read',
  class: 'status',
  pointer: '/paths/~1workflows/get',
  sentence: 'The server MUST list the workflows.',
  outcome: 'pass',
  ms: 12,
};
const skipped: CaseResult = {
  ...passed,
  id: 'list-workflows/other-user',
  outcome: 'skip',
  reason: 'needs "two" users & tokens',
};

function failed(id: string, actual: string): CaseResult {
  const common = { kind: 'status' as const, expected: '200', pointer: '/paths/~1workflows' };
  const findings = [
    { ...common, actual, exchange: 0, curl: "curl -i 'http://server.invalid/workflows'" },
    { ...common, expected: 'a body', actual, exchange: 1, curl: "curl -i 'http://server.invalid/runs'" },
  ];
  const exchanges = ['workflows', 'runs'].map((path) => ({
    operation: null,
    request: { method: 'GET', url: `http://server.invalid/${path}`, headers: {} },
    response: null,
    ms: 1,
  }));
  return { ...passed, id, outcome: 'fail', failure: { expected: '200', actual, findings, exchanges } };
}

function reportOf(...cases: CaseResult[]): Report {
  const count = (outcome: string) => cases.filter((result) => result.outcome === outcome).length;
  return {
    verdict: 'fail',
    level: null,
    suite: { name: 'suite', version: '1', contract: '1' },
    baseUrl: 'http://server.invalid',
    startedAt: '2026-11-23T19:00:00.000Z',
    ms: 1500,
    seed: 1,
    requests: 3,
    counts: { pass: count('pass'), fail: count('fail'), skip: count('skip') },
    features: [],
    cleanup: { cancelled: [], restored: [], remains: [] },
    coverage: [{ operation: 'listWorkflows', status: 200, type: 'application/json', count: 0 }],
    cases,
    unchecked: [],
  };
}

const markup = '<script>alert("&")</script>\u0000\u001b[31m';

describe('the JSON report', () => {
  it('is as its published schema says', () => {
    const schema = JSON.parse(readFileSync('src/generated/report.schema.json', 'utf8'));
    const validate = new Ajv().compile(schema);
    const report = JSON.parse(formatJson(reportOf(passed, skipped, failed('a/b', '404'))));
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...report, verdict: 'maybe' })).toBe(false);
    expect(validate({ ...report, unknown: 1 })).toBe(false);
  });
});

describe('the reports', () => {
  it('begin with the verdict and the level', () => {
    expect(formatText(reportOf(passed)).split('\n')[0]).toBe('FAIL, no level: 1 passed, 0 failed, 0 skipped');
  });

  it('show failures of one cause once, with the cases that it explains', () => {
    const cases = ['a/one', 'a/two', 'a/three'].map((id, index) =>
      failed(id, index < 2 ? '500 (down)' : '404'),
    );
    expect(groupByCause(cases).map(({ cases }) => cases.length)).toEqual([2, 2, 1, 1]);
    const text = formatText(reportOf(...cases));
    expect(text.match(/^FAIL a\//gm)).toHaveLength(4);
    expect(text).toMatch(/the same in\n\s+a\/two/);
    expect(text).toContain("curl -i 'http://server.invalid/workflows'");
    expect(text).toContain('openapi.yml#/paths/~1workflows');
  });

  it.each([
    ['text', formatText],
    ['JUnit', formatJUnit],
    ['HTML', formatHtml],
  ])('repeat the request of each finding: %s', (_, format) => {
    const report = format(reportOf(failed('a/b', '404')));
    for (const path of ['workflows', 'runs'])
      expect(report).toMatch(new RegExp(`curl -i ('|&#39;)http://server.invalid/${path}('|&#39;)`));
  });

  it('write no control characters of the server to a terminal', () => {
    expect(formatText(reportOf(failed('a/b', markup)))).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('say why cases were skipped', () => {
    expect(formatText(reportOf(skipped))).toContain('1 case: needs "two" users & tokens');
  });

  it('are XML that holds failures and skips as such, whatever the server answered', () => {
    const xml = formatJUnit(reportOf(passed, skipped, failed('a/b', markup)));
    expect(xml).toContain('tests="3" failures="1" skipped="1"');
    expect(xml).toContain('<skipped message="needs &quot;two&quot; users &amp; tokens"/>');
    expect(xml).toMatch(/<failure type="status" message="expected 200, found &lt;script&gt;/);
    expect(xml).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('are read by the parser of CI tools with every outcome, and with what the server answered as text', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'junit-'));
    try {
      const file = join(folder, 'report.xml');
      await writeFile(file, formatJUnit(reportOf(passed, skipped, failed('a/b', `]]></failure>${markup}`))));
      const read = parse({ type: 'junit', files: [file] });
      expect(read).toMatchObject({ failed: 1, skipped: 1, status: 'FAIL' });
      const cases = read.suites.flatMap((suite) => suite.cases);
      expect(cases.map(({ name, status }) => [name, status])).toEqual([
        ['list-workflows/lists', 'PASS'],
        ['list-workflows/other-user', 'SKIP'],
        ['a/b', 'FAIL'],
      ]);
      expect(cases[2]?.failure).toContain('found ]]></failure><script>alert("&")</script>');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('are a page that runs nothing, whatever the server answered', () => {
    const html = formatHtml(reportOf(passed, skipped, failed('a/b', markup)));
    expect(html).not.toContain('<script');
    expect(html).toContain('&#60;script&#62;');
    expect(html).toContain('not met');
    expect(html).not.toMatch(/(?:src|href)="(?!#)/);
  });
});

describe('known failures', () => {
  const known = {
    id: 'a/b',
    reason: 'being repaired',
    link: 'https://tracker.example.org/1',
    expires: '2026-12-31',
  };

  it('are skipped with their reason until they expire', () => {
    const [result] = applyKnown([failed('a/b', '404')], [known], '2026-12-31');
    expect(result).toMatchObject({ outcome: 'skip', reason: expect.stringContaining('being repaired') });
    const [late] = applyKnown([failed('a/b', '404')], [known], '2027-01-01');
    expect(late?.outcome).toBe('fail');
  });

  it('fail the run once they have expired, whatever became of the case', () => {
    for (const each of [{ ...passed, id: 'a/b' }, { ...skipped, id: 'a/b' }, failed('a/b', '404')]) {
      const [result] = applyKnown([each], [known], '2027-01-01');
      expect(result?.outcome).toBe('fail');
      expect(result?.failure?.findings.at(-1)?.actual).toBe('one that was to be dealt with until 2026-12-31');
    }
  });

  it('fail the run when they pass', () => {
    const [result] = applyKnown([{ ...passed, id: 'a/b' }], [known], '2026-11-23');
    expect(result).toMatchObject({ outcome: 'fail', failure: { actual: 'a pass: take it off the list' } });
  });

  it('can be made from a report', () => {
    const report = reportOf(passed, failed('a/b', '404'));
    expect(toKnownFailures(report, '2026-12-31')).toEqual([
      { id: 'a/b', reason: '200: found 404', expires: '2026-12-31' },
    ]);
  });
});
