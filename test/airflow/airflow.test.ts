import { afterAll, beforeAll, describe } from 'vitest';
import { describeCompositions } from './compositions.js';
import { describeDags } from './dags.js';
import { describeAirflowEngine } from './engine.js';
import { release, titled } from './release.js';
import { describeRestart } from './restart.js';
import { type Servers, startServers } from './servers.js';

// One file, because an Airflow takes long to start: all of these share one.
describe.skipIf(release === undefined)(titled('a real Airflow'), () => {
  let running: Servers | undefined;
  beforeAll(async () => {
    if (release !== undefined) running = await startServers(release);
  }, 600_000);
  afterAll(() => running?.stop(), 60_000);

  const servers = () => {
    if (running === undefined) throw new Error('The servers have not started.');
    return running;
  };
  describeCompositions(servers);
  describeDags(servers);
  describeRestart(servers);
  describeAirflowEngine(servers);
});
