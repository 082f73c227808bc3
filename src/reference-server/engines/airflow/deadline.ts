import type { AirflowTransport } from './transport.js';

/** The transport for one operation, all of whose calls together end after so many milliseconds. */
export function withDeadline(transport: AirflowTransport, milliseconds: number): AirflowTransport {
  const until = Date.now() + milliseconds;
  return {
    version: () => transport.version(),
    send: (request) => transport.send({ ...request, until }),
  };
}
