import createFetchClient from '/work/main/node_modules/openapi-fetch/dist/index.mjs';
import { createClient } from '/work/main/src/client/index.js';
const body = JSON.stringify({ workflows: [] });
const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
globalThis.fetch = (async (url: any, init: any) => { const r = new Response(body, { headers }); return r; }) as any;
const c = createClient({ baseUrl: 'http://x', token: 'a' });
const o = createFetchClient<any>({ baseUrl: 'http://x', headers: { authorization: 'a' }, fetch: (r: any) => globalThis.fetch(r) });
async function t(name: string, f: () => Promise<unknown>, n = 20000) { for (let i = 0; i < 3000; i++) await f(); const s = performance.now(); for (let i = 0; i < n; i++) await f(); console.log(name, ((performance.now() - s) * 1000 / n).toFixed(1)); }
for (let i = 0; i < 3; i++) { await t('stub', async () => (await fetch('http://x/workflows', { headers: { authorization: 'a' } })).json()); await t('openapi', () => o.GET('/workflows')); await t('api', () => c.api.GET('/workflows')); await t('list', async () => c.workflows.list()); }
