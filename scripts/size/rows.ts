/** What the client does, by the files that do it. */
export const rows: Readonly<Record<string, readonly string[]>> = {
  'typed calls (openapi-fetch)': [
    'node_modules/openapi-fetch/dist/index.mjs',
    'draft',
    'transport',
    'client',
  ],
  errors: ['errors', 'redact', 'responses', 'network'],
  'options and their checks': ['options'],
  'retries and time limits': ['attempts', 'retry', 'abort', 'clock', 'endable'],
  'runs that are never doubled': ['create-run', 'service'],
  tokens: ['tokens'],
  'login at LabCAS': ['login'],
  pages: ['pages', 'lazy', 'run-lists'],
  waiting: ['wait', 'poll', 'pace'],
  'logs of tasks': ['log'],
  'outputs and downloads': ['outputs', 'locations', 'download', 'download-part', 'download-version', 'bytes'],
  'metadata and its rules': ['annotate', 'metadata', 'src/generated/rules.ts'],
  'paths and ids': ['paths'],
  'answers of both deployments': ['normalize'],
  'the resources themselves': ['runs', 'workflows', 'data-selections'],
};

/** The files of a row as the bundler names them. */
export function filesOf(row: string): string[] {
  return (rows[row] ?? []).map((name) => (name.includes('/') ? name : `src/client/${name}.ts`));
}
