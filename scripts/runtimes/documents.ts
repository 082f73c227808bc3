import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient, type Run } from '../../src/client/index.js';
import { examplesIn, filledIn, given } from '../../test/support/documents.js';
import type { Place } from './consumer.js';
import { buildPage } from './msw.js';

/** Makes a page that runs the examples that the documents have for pages. */
export async function buildDocumentsPage({ project, api }: Place): Promise<void> {
  const options = { baseUrl: api.url, token: api.token, polling: { least: 100 } };
  const { runs } = createClient(options);
  const run = await runs.wait(await runs.create('nebraska', { selection: 'colon/fhl2' }));
  const meant = {
    baseUrl: api.url,
    token: api.token,
    runId: run.run_id,
    outputPrefix: run.output_prefix ?? '',
  };
  const examples = examplesIn('js', 'ts').filter(({ how }) => how === 'in a page');
  if (examples.length === 0) throw new Error('The documents have no examples for pages.');
  const entries: string[] = [];
  for (const [index, { name, code }] of examples.entries()) {
    await writeFile(
      join(project, `example-${index}.ts`),
      filledIn(preludeFor(code, options, run) + code, meant),
    );
    entries.push(`  ${JSON.stringify(name)}: () => import('./example-${index}.ts'),`);
  }
  await writeFile(join(project, 'examples.js'), `export const examples = {\n${entries.join('\n')}\n};\n`);
  await buildPage(project);
}

/** What an example takes as given. */
function preludeFor(code: string, options: object, run: Run): string {
  const imports = Object.entries(given)
    .filter(([name]) => name === 'createClient' || (code.includes(name) && !code.includes(`{ ${name}`)))
    .map(([name, module]) => `import { ${name} } from '${module}';\n`);
  const values = `const client = createClient(${JSON.stringify(options)});\nconst run = ${JSON.stringify(run)};\n`;
  return `${imports.join('')}${values}`;
}
