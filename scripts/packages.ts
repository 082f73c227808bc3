import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An installed npm package. */
export interface InstalledPackage {
  name: string;
  version: string;
  license: string;
  folder: string;
}

/** The packages that the files of a bundle come from, by name and version, each once. */
export function packagesOf(files: Iterable<string>): InstalledPackage[] {
  const folders = new Set([...files].flatMap((file) => folderOf(file) ?? []));
  const packages = new Map<string, InstalledPackage>();
  for (const folder of folders) {
    const found = readPackage(folder);
    packages.set(`${found.name} ${found.version}`, found);
  }
  return [...packages.keys()].sort().flatMap((key) => packages.get(key) ?? []);
}

/** Reads what package.json says about an installed package. */
export function readPackage(folder: string): InstalledPackage {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = manifest as Partial<InstalledPackage>;
  if (!name || !version || !license) throw new Error(`${folder}: no name, version or license`);
  return { name, version, license, folder };
}

/** The text of the package's licence and notice files. */
export function licenceText({ name, license, folder }: InstalledPackage): string {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  if (license === 'Apache-2.0') return apacheText(name, folder, files);
  if (files.length > 0) {
    const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return texts.join('\n\n').replace(mitInAnyForm, '[the text of the MIT License, at the end of this file]');
  }
  if (license === 'MIT') return `Copyright (c) the authors of ${name}\nMIT License`;
  throw new Error(`${name}: no licence file in the package`);
}

// The text is long, always the same, and the one that this package has in its own LICENSE.
function apacheText(name: string, folder: string, files: readonly string[]): string {
  const texts = files.map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);
  const owners = texts.flatMap(([, text]) => text.match(/^ *Copyright (?:\(c\) )?\d{4}.*$/gim) ?? []);
  const notices = texts.flatMap(([file, text]) => (/^notice/i.test(file) ? [text.trim()] : []));
  const owner = owners[0]?.trim() ?? `Copyright (c) the authors of ${name}`;
  return [`${owner}\nThe text of the licence is in LICENSE.`, ...notices].join('\n\n');
}

/** The text of the licence that most packages have; some name it but leave it out. */
export const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation
the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and
to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of
the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO
THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF
CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
IN THE SOFTWARE.`;

// Packages break its lines and set its quotation marks in ways of their own.
const mitInAnyForm = new RegExp(
  mit
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('"', '["\'“”]'))
    .join('\\s+'),
);

// The last `node_modules` counts: packages may hold packages.
function folderOf(file: string): string | undefined {
  return /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll('\\', '/'))?.[1];
}
