import { createNodeServer, type ListenOptions, type NodeServerOptions } from './adapters/node-server.js';
import { type ComposedServer, type ComposeOptions, composeServer } from './compose.js';
import { createJsonLog } from './log.js';

export interface ServeOptions
  extends ComposeOptions,
    Partial<ListenOptions>,
    Omit<NodeServerOptions, 'log'> {}

/** A server that listens. */
export interface RunningServer {
  url: string;
  port: number;
  paths: ComposedServer['paths'];
  /** Answers what is under way for up to `deadline` ms, then stops. */
  close(deadline?: number): Promise<void>;
}

/**
 * Composes a server and listens, on port 8080 of `127.0.0.1` unless told otherwise.
 *
 * @example
 * const server = await serve({ dataDir: './labcas-data', port: 0 });
 * console.log(server.url);
 */
export async function serve(options: ServeOptions = {}): Promise<RunningServer> {
  const log = options.log ?? createJsonLog((line) => process.stderr.write(line));
  const composed = await composeServer({ ...options, log });
  const server = createNodeServer(composed.handler, { ...options, log });
  try {
    const { url, port } = await server.listen({ ...options, port: options.port ?? 8080 });
    return {
      url,
      port,
      paths: composed.paths,
      async close(deadline) {
        await server.close(deadline);
        await composed.close();
      },
    };
  } catch (error) {
    await composed.close();
    throw error;
  }
}
