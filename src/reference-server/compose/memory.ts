import { createMemoryEngine, type MemoryEngine, type ScriptedWorkflow } from '../engines/memory.js';
import { createHandler, type Handler, type HandlerDeps } from '../handler.js';
import { createMemoryStore } from '../stores/memory.js';

export interface MemoryServerOptions extends Omit<HandlerDeps, 'engine' | 'store'> {
  workflows: readonly ScriptedWorkflow[];
}

/** The server over an engine and a store in memory. */
export interface MemoryServer {
  engine: MemoryEngine;
  handler: Handler;
}

/** Composes the server of which nothing is left when it is forgotten: for mocks and rehearsals. */
export function createMemoryServer({ workflows, ...deps }: MemoryServerOptions): MemoryServer {
  const { now } = deps;
  const store = createMemoryStore({ now });
  const engine = createMemoryEngine({ workflows, write: store.put, now });
  const handler = createHandler({ ...deps, engine, store });
  return {
    engine,
    handler(request, info) {
      // Outputs are there from the end of a run, whether or not anybody looked at it then.
      engine.advance();
      return handler(request, info);
    },
  };
}
