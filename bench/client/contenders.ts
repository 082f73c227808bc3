import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient as generate } from '@hey-api/openapi-ts';
import axios from 'axios';
import { build } from 'esbuild';
import ky from 'ky';
import createFetchClient from 'openapi-fetch';
import type * as own from '../../src/client/index.js';
import type { paths } from '../../src/generated/types.js';

/** One way to ask for the list of workflows with a token. */
export interface Contender {
  name: string;
  /** What it does beside asking. */
  does: string;
  call: () => Promise<unknown>;
}

/** What is compared, native fetch first. */
export async function createContenders(baseUrl: string): Promise<Contender[]> {
  const token = 'token-of-researcher';
  const headers = { authorization: `Bearer ${token}` };
  const { createClient } = (await bundled('src/client/index.ts')) as typeof own;
  const client = createClient({ baseUrl, token });
  const layers = 'token, retries, time limits of attempt and call';
  return [
    { name: 'native fetch', does: 'nothing', call: () => fetchJson(`${baseUrl}/workflows`, { headers }) },
    {
      name: 'native fetch with a time limit',
      does: 'AbortSignal.timeout',
      call: () => fetchJson(`${baseUrl}/workflows`, { headers, signal: AbortSignal.timeout(30_000) }),
    },
    { name: 'client.api', does: layers, call: () => client.api.GET('/workflows') },
    {
      name: 'client.workflows.list',
      does: `${layers}, errors, checks of the answer, paging`,
      call: async () => client.workflows.list(),
    },
    { name: 'openapi-fetch', does: 'no retries, no limits', call: openapiFetch(baseUrl, headers) },
    {
      name: 'openapi-fetch with a time limit',
      does: 'AbortSignal.timeout; no retries',
      call: openapiFetch(baseUrl, headers, 30_000),
    },
    { name: 'ky', does: 'retries, time limit', call: kyCall(baseUrl, headers) },
    { name: 'axios', does: 'time limit', call: axiosCall(baseUrl, headers) },
    { name: 'hey-api', does: 'token; no retries, no limits', call: await heyApi(baseUrl, token) },
  ];
}

type Headers = Record<string, string>;

async function fetchJson(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  return response.json();
}

function openapiFetch(baseUrl: string, headers: Headers, limit?: number) {
  const client = createFetchClient<paths>({ baseUrl, headers });
  if (limit === undefined) return () => client.GET('/workflows');
  return () => client.GET('/workflows', { signal: AbortSignal.timeout(limit) });
}

function kyCall(baseUrl: string, headers: Headers) {
  const client = ky.create({ prefixUrl: baseUrl, headers, timeout: 30_000, retry: 3 });
  return () => client.get('workflows').json();
}

function axiosCall(baseURL: string, headers: Headers) {
  const client = axios.create({ baseURL, headers, timeout: 30_000, adapter: 'fetch' });
  return () => client.get('/workflows');
}

interface Generated {
  listWorkflows: () => Promise<unknown>;
  client: { setConfig(config: object): void };
}

/** The client that hey-api generates of the same document, with its own fetch client. */
async function heyApi(baseUrl: string, token: string) {
  const output = resolve('build/bench/hey-api');
  await generate({
    input: 'openapi.yml',
    output: { path: output, clean: true },
    plugins: ['@hey-api/client-fetch', '@hey-api/sdk', '@hey-api/typescript'],
    logs: { level: 'silent' },
  });
  await writeFile(
    `${output}/all.ts`,
    "export { client } from './client.gen';\nexport { listWorkflows } from './sdk.gen';\n",
  );
  const { client, listWorkflows } = (await bundled(`${output}/all.ts`)) as Generated;
  client.setConfig({ baseUrl, auth: () => token });
  return () => listWorkflows();
}

/** A module as its users load it: tsx would have every function named anew whenever it is made. */
async function bundled(entry: string): Promise<unknown> {
  const outfile = resolve('build/bench', `${entry.replaceAll(/\W+/g, '-')}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    packages: 'external',
  });
  return import(pathToFileURL(outfile).href);
}
