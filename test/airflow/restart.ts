import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../src/client/index.js';
import { createNodeServer } from '../../src/reference-server/adapters/node-server.js';
import { createJsonLog } from '../../src/reference-server/log.js';
import { signToken } from '../../src/reference-server/token.js';
import { callMoto } from '../servers/moto.js';
import { composeOnAirflow } from './compose.js';
import { release } from './release.js';
import type { Servers } from './servers.js';

const secret = 'a third secret of the tests, which signs tokens';
const config =
  'collections: { colon: { bucket: archive, prefix: colon/fhl2/, workflows: { rehearsal: { authorized_users: [thomas] } } } }';

/** What a client meets whose server stays while Airflow's web server is replaced. */
export function describeRestart(servers: () => Servers): void {
  describe('while its web server is started again', () => {
    const lines: string[] = [];
    let baseUrl: string;
    let stop: () => Promise<void>;

    beforeAll(async () => {
      const { aws } = servers();
      const Name = '/labcas/restart';
      await callMoto(aws, 'AmazonSSM.PutParameter', { Name, Value: config, Type: 'String' });
      await callMoto(aws, 'secretsmanager.CreateSecret', { Name: 'restart', SecretString: secret });
      const names = { configName: Name, jwtKeyName: '/aws/reference/secretsmanager/restart' };
      const log = createJsonLog((line) => lines.push(line));
      const server = createNodeServer((await composeOnAirflow(servers(), { log, ...names })).handler, {
        log,
      });
      baseUrl = (await server.listen({ port: 0 })).url;
      stop = () => server.close();
      return stop;
    });

    test('a wait goes on, and a start in between makes one run', async () => {
      const token = await signToken(secret, { user: 'thomas' });
      const retry = { attempts: 60, baseDelay: 500, maxDelay: 1_000 };
      const client = createClient({ baseUrl, token, retry, timeout: { total: 120_000 } });
      const note = randomUUID();
      const start = (seconds: number) =>
        client.runs.create('rehearsal', { selection: 'colon', params: { seconds, message: note } });
      const first = await start(5);
      const waiting = client.runs.wait(first, { throwOnFailure: false });
      const restarted = servers().airflow.restartWeb();
      const second = await start(0);
      await restarted;
      const ended = await Promise.all([waiting, client.runs.wait(second, { throwOnFailure: false })]);
      expect(ended.map(({ run_id }) => run_id)).toEqual([first.run_id, second.run_id]);
      // Tasks of Airflow 3 report to its web server, and fail when they cannot: that is then what the run is.
      const possible = release?.startsWith('2') ? ['success'] : ['success', 'failed'];
      for (const { status } of ended) expect(possible).toContain(status);
      const all = await client.runs.list('rehearsal').toArray();
      const made = all.filter(({ params }) => params?.message === note).map(({ run_id }) => run_id);
      expect(made.sort()).toEqual([first.run_id, second.run_id].sort());
      const log = lines.join('\n');
      expect(log).toContain('engine-unavailable');
      for (const hidden of [token, servers().airflow.password, secret]) expect(log).not.toContain(hidden);
    }, 240_000);
  });
}
