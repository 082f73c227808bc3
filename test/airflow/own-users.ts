import type { Engine, EngineRun } from '../../src/reference-server/engine.js';

/**
 * The engine with users of its own behind the names that a test uses, so that they have no runs yet. Deleting what
 * others have left would do too, but the scheduler of Airflow 3.0 ends when a run is deleted that it works on.
 */
export function withOwnUsers(engine: Engine, suffix: string): Engine {
  const inside = (username: unknown) => `${String(username)}${suffix}`;
  const outside = (run: EngineRun): EngineRun => {
    const username = String(run.conf.username).replace(suffix, '');
    return { ...run, conf: { ...run.conf, username } };
  };
  return {
    ...engine,
    async createRun({ conf, ...ref }) {
      const own = { ...ref, conf: { ...conf, username: inside(conf.username) } };
      const { run, created } = await engine.createRun(own);
      return { run: outside(run), created };
    },
    async listRuns(query) {
      const page = await engine.listRuns({ ...query, username: inside(query.username) });
      return { ...page, runs: page.runs.map(outside) };
    },
    async getRun(ref) {
      const run = await engine.getRun(ref);
      return run && outside(run);
    },
  };
}
