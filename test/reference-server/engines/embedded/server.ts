// A server that can be killed: one embedded engine that is asked by lines of JSON and answers with others.
import { createInterface } from 'node:readline';
import type { RunRef, RunRequest } from '../../../../src/reference-server/engine.js';
import { readCatalog } from '../../../../src/reference-server/engines/embedded/catalog.js';
import { createEmbeddedEngine } from '../../../../src/reference-server/engines/embedded.js';

interface Ask {
  number: number;
  create?: RunRequest;
  get?: RunRef;
  cancel?: RunRef;
  list?: string[];
}

const say = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);

async function serve(dataDir: string, catalogFile: string): Promise<void> {
  const ignore = () => {};
  const log = { info: ignore, warn: ignore, error: ignore };
  const catalog = await readCatalog(catalogFile);
  const engine = await createEmbeddedEngine({ dataDir, catalog, log, concurrency: 4, killGrace: 300 });
  const answer = async ({ create, get, cancel, list }: Ask) => {
    if (create !== undefined) return engine.createRun(create);
    if (get !== undefined) return engine.getRun(get);
    if (cancel !== undefined) return engine.cancelRun(cancel);
    return engine.listRuns({ workflowIds: list ?? [], username: 'researcher', pageSize: 100_000 });
  };
  say({ ready: true });
  for await (const line of createInterface({ input: process.stdin })) {
    const ask: Ask = JSON.parse(line);
    answer(ask).then(
      (value) => say({ number: ask.number, value }),
      (error) => say({ number: ask.number, error: { kind: error.kind, message: error.message } }),
    );
  }
  await engine.close();
}

// A limit on the size of files shall be an error of the write. Node ignores its signal, but the library for
// atomic writes listens to signals while it writes, and ends a process in which nobody else does.
process.on('SIGXFSZ', () => {});

const [dataDir = '', catalogFile = ''] = process.argv.slice(2);
serve(dataDir, catalogFile).catch((error) => {
  say({ error: { kind: error.kind, message: error.message } });
  process.exitCode = 1;
});
