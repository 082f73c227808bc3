import type { CoverageCell } from '../coverage.js';
import { groupByCause } from '../group.js';
import type { CaseResult, Report, ReportedExchange } from '../report.js';
import { style } from './html-style.js';

/** The report as one page that needs nothing else, neither scripts nor other files. */
export function formatHtml(report: Report): string {
  const { verdict, level, counts, baseUrl, startedAt, ms, requests, suite } = report;
  const title = `${verdict}, ${level === null ? 'no level' : `level ${level}`}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(`${title}: ${baseUrl}`)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1 class="${verdict}">${escapeHtml(title)}</h1>
<p><code>${escapeHtml(baseUrl)}</code></p>
<p>${counts.pass} passed, ${counts.fail} failed, ${counts.skip} skipped; ${requests} requests in ${(ms / 1000).toFixed(1)} s, begun ${escapeHtml(startedAt)}. ${escapeHtml(`${suite.name} ${suite.version}, document ${suite.contract}`)}.</p>
</header>
${causes(report)}<h2>Cases</h2>
${filter(counts)}
${operations(report.cases)}
<h2>Documented answers</h2>
<p>How often each answer of the document was met. Those of a broken engine or store (429 and 5xx) are not asked for.</p>
${matrix(report.coverage)}
${unchecked(report)}
${cleanup(report)}</body>
</html>
`;
}

function causes({ cases }: Report): string {
  const found = groupByCause(cases);
  if (found.length === 0) return '';
  const items = found.map(({ finding, cases: [first, ...others] }) => {
    const where = first === undefined ? '' : `<a href="#${escapeHtml(first.id)}">${escapeHtml(first.id)}</a>`;
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    return `<li><b>${escapeHtml(finding.kind)}</b>: expected ${escapeHtml(finding.expected)}, found ${escapeHtml(finding.actual)} <small>${where}${more}</small></li>`;
  });
  return `<h2>What is wrong</h2>\n<ol>\n${items.join('\n')}\n</ol>\n`;
}

function cleanup({ cleanup: { cancelled, restored, remains } }: Report): string {
  const groups = [
    ['Cancelled', cancelled],
    ['Put back', restored],
    ['Remains', remains],
  ] as const;
  const shown = groups.filter(([, items]) => items.length > 0);
  const lists = shown.map(([title, items]) => {
    const rows = items.map((text) => `<li>${escapeHtml(text)}</li>`);
    return `<details><summary>${title} (${items.length})</summary><ul>\n${rows.join('\n')}\n</ul></details>\n`;
  });
  return lists.length === 0 ? '' : `<h2>What the suite made</h2>\n${lists.join('')}`;
}

function unchecked({ unchecked }: Report): string {
  const items = unchecked.map(
    ({ what, where }) => `<li>${escapeHtml(what)} <small>${escapeHtml(where.join(', '))}</small></li>`,
  );
  return `<h2>Not checked</h2>\n<p>What the document leaves open.</p>\n<ul>\n${items.join('\n')}\n</ul>`;
}

function filter(counts: Report['counts']): string {
  const choices = [
    ['all', 'All', counts.pass + counts.fail + counts.skip],
    ['fail', 'Failed', counts.fail],
    ['skip', 'Skipped', counts.skip],
    ['pass', 'Passed', counts.pass],
  ] as const;
  const inputs = choices.map(([value, text, count], index) => {
    const checked = index === 0 ? ' checked' : '';
    return `<label><input type="radio" name="show" id="show-${value}"${checked}> ${text} (${count})</label>`;
  });
  return `<fieldset><legend>Show</legend>${inputs.join('\n')}</fieldset>`;
}

function operations(cases: readonly CaseResult[]): string {
  const names = [...new Set(cases.map(({ operation }) => operation))];
  return names
    .map((name) => {
      const own = cases.filter(({ operation }) => operation === name);
      return `<section>\n<h3>${escapeHtml(name)}</h3>\n${own.map(caseItem).join('\n')}\n</section>`;
    })
    .join('\n');
}

function caseItem(result: CaseResult): string {
  const { id, outcome, sentence, level, feature, effect, ms, reason, failure } = result;
  const facts = [level, ...(feature === undefined ? [] : [feature]), effect, `${Math.round(ms)} ms`];
  const head = `<summary><span class="${outcome}">${outcome}</span> <code>${escapeHtml(id)}</code></summary>`;
  const body = [
    `<p>${escapeHtml(sentence)}</p>`,
    `<p><small>${escapeHtml(facts.join(' · '))}</small></p>`,
    ...(reason === undefined ? [] : [`<p>Skipped: ${escapeHtml(reason)}</p>`]),
    ...(failure === undefined ? [] : [failureItem(failure)]),
    ...(failure?.exchanges ?? result.exchanges ?? []).map(exchangeItem),
  ];
  return `<details class="case ${outcome}" id="${escapeHtml(id)}"${outcome === 'fail' ? ' open' : ''}>${head}\n${body.join('\n')}\n</details>`;
}

function failureItem({ findings }: NonNullable<CaseResult['failure']>): string {
  const rows = findings.map(({ expected, actual, pointer, curl, exchange }, index) => {
    const see = pointer === undefined ? '' : `<br><small>openapi.yml#${escapeHtml(pointer)}</small>`;
    const isLast = findings[index + 1]?.exchange !== exchange;
    const repeat = curl === null || !isLast ? '' : `<dt>repeat</dt><dd><pre>${escapeHtml(curl)}</pre></dd>`;
    return `<dt>expected</dt><dd>${escapeHtml(expected)}${see}</dd><dt>found</dt><dd>${escapeHtml(actual)}</dd>${repeat}`;
  });
  return `<dl>${rows.join('')}</dl>`;
}

function exchangeItem({ request, response, ms }: ReportedExchange): string {
  const status = response === null ? 'no answer' : String(response.status);
  const text = [
    `${request.method} ${request.url}`,
    ...headerLines(request.headers),
    ...(request.body === undefined ? [] : ['', request.body]),
    '',
    status,
    ...headerLines(response?.headers ?? {}),
    ...(response?.body === undefined ? [] : ['', response.body]),
  ];
  const head = `<summary>${escapeHtml(`${request.method} ${request.url}`)} <b>${status}</b> <small>${Math.round(ms)} ms</small></summary>`;
  return `<details class="exchange">${head}<pre>${escapeHtml(text.join('\n'))}</pre></details>`;
}

function headerLines(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

function matrix(cells: readonly CoverageCell[]): string {
  const columns = [...new Set(cells.map(({ status }) => status))].sort((a, b) => a - b);
  const rows = [...new Set(cells.map(({ operation }) => operation))].map((operation) => {
    const own = columns.map((status) =>
      cellItem(cells.filter((cell) => cell.operation === operation && cell.status === status)),
    );
    return `<tr><th scope="row"><code>${escapeHtml(operation)}</code></th>${own.join('')}</tr>`;
  });
  const heads = columns.map((status) => `<th scope="col">${status}</th>`).join('');
  return `<div class="wide"><table>\n<thead><tr><th scope="col">Operation</th>${heads}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table></div>`;
}

function cellItem(cells: readonly CoverageCell[]): string {
  if (cells.length === 0) return '<td></td>';
  const several = cells.length > 1;
  const texts = cells.map(({ type, count }) => {
    const name = several ? ` <small>${escapeHtml(type.replace(/^\w+\//, ''))}</small>` : '';
    return `<span class="${count === 0 ? 'unmet' : 'met'}" title="${escapeHtml(type)}">${count === 0 ? 'not met' : count}</span>${name}`;
  });
  return `<td>${texts.join('<br>')}</td>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
