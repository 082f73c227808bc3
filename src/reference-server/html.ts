import type { components } from '../generated/types.js';

export interface Page {
  listing: components['schemas']['OutputListing'];
  /** Absent at the top. */
  parentUrl?: string | undefined;
  nextUrl?: string | undefined;
}

/** What the page may do: show itself. File names and metadata are not ours, so no script runs, whatever they hold. */
export const contentSecurityPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A listing as an HTML page. */
export function renderListing({ listing, parentUrl, nextUrl }: Page): string {
  const title = `Outputs: /${escapeHtml(listing.prefix)}`;
  const folders = Object.entries(listing.folders).map(([name, { href }]) => folderRow(name, href));
  const files = Object.entries(listing.files).map(([name, file]) => fileRow(name, file));
  const rows = [...folders, ...files];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<h1>Outputs: /${isolated(listing.prefix)}</h1>
${parentUrl === undefined ? '' : `<p>${link(parentUrl, 'Up one folder', 'up')}</p>\n`}${rows.length === 0 ? '<p>Nothing is here.</p>' : table(rows)}
${nextUrl === undefined ? '' : `<p>${link(nextUrl, 'Next page', 'next')}</p>\n`}</body>
</html>
`;
}

/** Makes text safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; color-scheme: light dark; }
table { border-collapse: collapse; }
th, td { padding: .25rem 1rem .25rem 0; text-align: left; vertical-align: top; }
td.size { text-align: right; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0 .5rem; margin: 0; }
dt { font-weight: bold; }
dd { margin: 0; white-space: pre-wrap; }
`;

function table(rows: readonly string[]): string {
  return `<table>
<thead><tr><th>Name</th><th>Bytes</th><th>Last modified</th><th>Metadata</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

function folderRow(name: string, href: string): string {
  return `<tr><td>${link(href, isolated(name))}</td><td></td><td></td><td></td></tr>`;
}

function fileRow(name: string, file: components['schemas']['OutputFile']): string {
  const { href, size, last_modified: time, properties } = file;
  const pairs = Object.entries(properties).map(
    ([key, value]) => `<dt>${isolated(key)}</dt><dd>${isolated(value)}</dd>`,
  );
  const metadata = pairs.length === 0 ? '' : `<dl>${pairs.join('')}</dl>`;
  const cells = [
    link(href, isolated(name)),
    `<time datetime="${escapeHtml(time)}">${escapeHtml(time)}</time>`,
    metadata,
  ];
  return `<tr><td>${cells[0]}</td><td class="size">${size.toLocaleString('en-US')}</td><td>${cells[1]}</td><td>${cells[2]}</td></tr>`;
}

// Names may be in scripts that run from right to left, or hold marks that turn what follows them.
function isolated(text: string): string {
  return `<bdi>${escapeHtml(text)}</bdi>`;
}

function link(href: string, html: string, rel?: string): string {
  return `<a href="${escapeHtml(href)}"${rel === undefined ? '' : ` rel="${rel}"`}>${html}</a>`;
}
