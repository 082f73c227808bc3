import { EngineError } from '../../engine.js';
import { loadPeer } from '../../peer.js';

/** A token that logs in to the web server of an environment, once and within a minute. */
export interface WebLogin {
  hostname: string;
  token: string;
}

export interface WebLoginOptions {
  /** The name of the environment. */
  environment: string;
  /** From the environment variables when not given, as the AWS SDK finds it. */
  region?: string | undefined;
  /** Another address than that of AWS. */
  endpoint?: string | undefined;
}

/** Asks MWAA for login tokens; fails with an `EngineError`, or with what the signal does. */
export function createTokenSource(options: WebLoginOptions): (signal: AbortSignal) => Promise<WebLogin> {
  let sender: ReturnType<typeof createSender> | undefined;
  return async (signal) => {
    try {
      sender ??= createSender(options);
      const { WebServerHostname: hostname, WebToken: token } = await (await sender)(signal);
      // Tokens go to this host, so it must be nothing but one.
      if (token && hostname && /^[\w.-]+(?::\d{1,5})?$/.test(hostname)) return { hostname, token };
      throw new EngineError('failed', 'The workflow engine gave no login.');
    } catch (error) {
      throw signal.aborted ? error : toEngineError(error);
    }
  };
}

async function createSender({ environment, region, endpoint }: WebLoginOptions) {
  const { CreateWebLoginTokenCommand, MWAAClient } = await loadPeer(
    '@aws-sdk/client-mwaa',
    () => import('./sdk.js'),
  );
  const client = new MWAAClient({
    maxAttempts: 2,
    ...(region === undefined ? {} : { region }),
    // The client would put `env.` before any host, which only AWS has.
    ...(endpoint === undefined ? {} : { endpoint, disableHostPrefix: true }),
  });
  return (abortSignal: AbortSignal) =>
    client.send(new CreateWebLoginTokenCommand({ Name: environment }), { abortSignal });
}

function toEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const name = error instanceof Error ? error.name : '';
  if (/Throttling|TooManyRequests/.test(name)) {
    return new EngineError('busy', 'The workflow engine is asked too often.', {
      retryAfter: 5,
      cause: error,
    });
  }
  const answered = error instanceof Error && '$metadata' in error && '$fault' in error;
  if (answered && error.$fault === 'client') {
    return new EngineError('failed', 'The workflow engine refused this server.', { cause: error });
  }
  return new EngineError('unavailable', 'The workflow engine cannot be reached.', { cause: error });
}
