import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
};

/** Serves the files of a folder on a free port of this machine. */
export async function serveFolder(folder: string): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    // Resolving against an origin takes every `..` out.
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    void answer(join(folder, pathname === '/' ? 'index.html' : pathname), response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(path: string, response: ServerResponse): Promise<void> {
  const content = await readFile(path).catch(() => undefined);
  const type = types[extname(path)] ?? 'application/octet-stream';
  response.writeHead(content === undefined ? 404 : 200, { 'content-type': type }).end(content);
}
