import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small Parameter Store: GetParameter over HTTP, without checking signatures. */
export interface SsmServer {
  endpoint: string;
  readonly parameters: Map<string, string>;
  /** What it was asked, in order. */
  readonly calls: { Name?: string; WithDecryption?: boolean }[];
  /** `error` answers 500 to everything, `deny` refuses, `hang` never answers. */
  mode: 'ok' | 'error' | 'deny' | 'hang';
  close(): Promise<void>;
}

export async function startSsmServer(): Promise<SsmServer> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const call = JSON.parse(Buffer.concat(chunks).toString()) as SsmServer['calls'][number];
    state.calls.push(call);
    const { Name = '' } = call;
    if (state.mode === 'hang') return;
    const Value = state.parameters.get(Name);
    const [status, body] =
      state.mode === 'error'
        ? [500, { __type: 'InternalServerError' }]
        : state.mode === 'deny'
          ? [400, { __type: 'AccessDeniedException', message: 'User: arn:aws:iam::123456789012:role/x' }]
          : Value === undefined
            ? [400, { __type: 'ParameterNotFound' }]
            : [200, { Parameter: { Name, Value, Type: 'String', Version: 1 } }];
    response.writeHead(status as number, { 'Content-Type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const state: SsmServer = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    parameters: new Map(),
    calls: [],
    mode: 'ok',
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close').catch(() => undefined);
    },
  };
  return state;
}

/** What the AWS SDK wants to sign with. */
export const awsTestEnvironment = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-west-2',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};
