import { writeFile } from 'node:fs/promises';
import { formatHtml } from '../test/contract/reports/html.js';
import { runContract } from '../test/contract/runner.js';
import { serveDeployment } from '../test/fixtures/deployment-1.0/serve.js';
import { deploy } from '../test/support/contract/deployment.js';
import { optionsForOld } from '../test/support/contract/deployment-1.0.js';

// Writes the reports in docs/examples: one of the reference server, one of the 1.0 deployment.

await writeReport('contract-report.html', async () => {
  const { handler, identities, close } = await deploy();
  const allowed = { allowCreate: true, allowChange: true };
  const baseUrl = 'http://127.0.0.1:8080';
  return runContract({ baseUrl, fetch: handler, ...identities, ...allowed }).finally(close);
});
await writeReport('contract-report-1.0.html', async () => {
  const { deployment, close } = await serveDeployment();
  const allowCreate = { workflow: 'nebraska', selection: 'colon/fhl2', success: { tile_size: 64 } };
  const options = await optionsForOld(deployment);
  return runContract({ ...options, allowCreate, allowChange: true, levels: ['core'] }).finally(close);
});

async function writeReport(name: string, run: () => ReturnType<typeof runContract>): Promise<void> {
  await writeFile(`docs/examples/${name}`, formatHtml(await run()));
}
