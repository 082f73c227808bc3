import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, deploy } from '../support/contract/deployment.js';
import { createRedact } from './redact.js';
import { formatHtml } from './reports/html.js';
import { formatJson } from './reports/json.js';
import { formatJUnit } from './reports/junit.js';
import { formatText } from './reports/text.js';
import { runContract } from './runner.js';

describe('redaction', () => {
  it('replaces names as whole words only, the longer first', () => {
    const redact = createRedact(
      new Map(),
      new Map([
        ['ann', 'user-1'],
        ['ann.csv', 'file-1.csv'],
        ['a(b', 'file-2'],
      ]),
    );
    expect(redact('ann, annual, ann.csv, /a(b/')).toBe('user-1, annual, file-1.csv, /file-2/');
  });

  it('takes the query of signed links out, in text, HTML and JSON', () => {
    const redact = createRedact(new Map());
    const link = 'https://bucket.invalid/a.png?X-Amz-Signature=abc&X-Amz-Expires=900';
    expect(redact(link)).toBe('https://bucket.invalid/a.png?[signed]');
    expect(redact(JSON.stringify({ href: link }))).not.toContain('abc');
    expect(redact(`<a href="${link.replaceAll('&', '&amp;')}">`)).not.toContain('abc');
    expect(redact('http://h/_files/t/a.png?e=1&s=abc')).toBe('http://h/_files/t/a.png?[signed]');
  });
});

describe('the report of a whole pass', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await deploy();
  });
  afterAll(() => deployment.close());

  it('shows no token, no signed link, and with hideNames no name of a user or file', {
    timeout: 60_000,
  }, async () => {
    const { handler, identities } = deployment;
    const report = await runContract({
      baseUrl: 'http://server.invalid',
      fetch: handler,
      ...identities,
      allowCreate: true,
      allowChange: true,
      hideNames: true,
      keepExchanges: true,
      only: ['browse-outputs', 'update-output-metadata', 'create-run', 'list-workflows'],
    });
    const texts = [formatText, formatJson, formatJUnit, formatHtml]
      .map((format) => format(report))
      .join('\n');
    expect(report.cases.flatMap(({ exchanges = [] }) => exchanges).length).toBeGreaterThan(100);
    for (const token of Object.values(identities.tokens)) expect(texts).not.toContain(token);
    expect(texts).not.toContain(identities.jwtSecret);
    expect(texts).not.toMatch(/eyJ[\w-]+\.eyJ/);
    expect(texts).not.toMatch(/_files\/[^\s"]*[?&](?:signature|s)=/i);
    expect(texts).toContain('[signed]');
    expect(texts).not.toMatch(/researcher|reviewer|summary\.txt|größe\.html/);
    expect(texts).toMatch(/file-\d+\.txt/);
  });
});
