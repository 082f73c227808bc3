import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of this repository. */
export const root = resolve(import.meta.dirname, '../..');

/** The documents for users, by their paths. */
export const documents = ['README.md', ...namesIn('docs')];

/** What the examples take as given, so that each shows its own subject only, and where it is from. */
export const given: Readonly<Record<string, string>> = {
  createClient: 'labcas-workflow-api',
  isWorkflowApiError: 'labcas-workflow-api',
  labcasLogin: 'labcas-workflow-api',
  workflowRef: 'labcas-workflow-api',
  downloadToFile: 'labcas-workflow-api/node',
  createHandlers: 'labcas-workflow-api/msw',
  signToken: 'labcas-workflow-api/server',
  readSecret: 'labcas-workflow-api/server/node',
  serve: 'labcas-workflow-api/server/node',
};

/** The sources of what users import. */
export const sources: Readonly<Record<string, string>> = {
  'labcas-workflow-api': 'src/client/index.ts',
  'labcas-workflow-api/node': 'src/client/node.ts',
  'labcas-workflow-api/contract': 'test/contract/index.ts',
  'labcas-workflow-api/msw': 'src/reference-server/msw.ts',
  'labcas-workflow-api/server': 'src/reference-server/index.ts',
  'labcas-workflow-api/server/node': 'src/reference-server/node.ts',
};

/** A block of code in a document. */
export interface Example {
  /** The document and the line, as editors know them. */
  name: string;
  language: string;
  code: string;
  /** What a comment before the block says of how it is run; empty when it says nothing. */
  how: string;
}

/** The examples of all documents in the given languages. */
export function examplesIn(...languages: readonly string[]): Example[] {
  return documents.flatMap(examplesOf).filter(({ language }) => languages.includes(language));
}

function examplesOf(document: string): Example[] {
  const text = readFileSync(join(root, document), 'utf8');
  const blocks = text.matchAll(/(?:^<!-- example: ([^\n]*) -->\n+)?^```(\w+)\n(.*?)^```/gms);
  return [...blocks].map(({ index, 1: how = '', 2: language = '', 3: code = '' }) => {
    const line = text.slice(0, text.indexOf('```', index)).split('\n').length;
    return { name: `${document}:${line}`, language, code, how };
  });
}

/** What in the examples stands for something that differs from reader to reader. */
export interface Meant {
  baseUrl: string;
  token: string;
  runId: string;
  /** With a final `/`. */
  outputPrefix: string;
}

/** Puts in what is meant, as a reader does. */
export function filledIn(code: string, { baseUrl, token, runId, outputPrefix }: Meant): string {
  return code
    .replaceAll(/https:\/\/api\.example\.org\/dev|http:\/\/127\.0\.0\.1:8080/g, baseUrl)
    .replaceAll('LABCAS_API_TOKEN=...', `LABCAS_API_TOKEN=${token}`)
    .replaceAll('20261123T191203123456/', outputPrefix)
    .replaceAll('labcas-...', runId);
}

function namesIn(folder: string): string[] {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'));
  return names.map((name) => `${folder}/${name}`);
}
