import { type Command, Option } from 'commander';
import type { RunningServer, ServeOptions } from '../../reference-server/node.js';
import { collect, wholeNumber } from '../arguments.js';
import { CliError, exitCodes } from '../errors.js';
import type { Io } from '../io.js';
import { ownCommand } from '../shell.js';

interface Flags {
  port: number;
  host: string;
  engine?: 'embedded' | 'airflow' | 'mwaa';
  store?: 'filesystem' | 's3';
  airflowUrl?: string;
  airflowUser?: string;
  mwaaEnvironment?: string;
  s3Endpoint?: string;
  dataDir?: string;
  config?: string;
  catalog?: string;
  jwtSecretFile?: string;
  concurrency?: number;
  check?: true;
  corsOrigin?: string[];
  publicUrl?: string;
  trustProxy?: true;
}

/** `serve`: the reference server on this machine, until it is told to stop. */
export function addServe(program: Command, io: Io): void {
  program
    .command('serve')
    .description('run the reference server on this machine')
    .option('--port <number>', 'port to listen on; 0 takes any free one', wholeNumber(0, 65_535), 8080)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(
      new Option('--engine <name>', 'what runs workflows (default: embedded)').choices([
        'embedded',
        'airflow',
        'mwaa',
      ]),
    )
    .addOption(
      new Option('--store <name>', 'where outputs lie (default: that of the engine)').choices([
        'filesystem',
        's3',
      ]),
    )
    .option('--airflow-url <url>', 'the web server of Airflow, version 2 or 3')
    .option('--airflow-user <name>', 'the user of Airflow; its password only by LABCAS_AIRFLOW_PASSWORD')
    .option('--mwaa-environment <name>', 'the environment of Amazon MWAA')
    .option('--s3-endpoint <url>', 'a server of S3 other than that of AWS')
    .option('--data-dir <folder>', 'holds runs, data and the secret of tokens (default: ./labcas-data)')
    .option(
      '--config <place>',
      'who may run what over which data: a YAML file or ssm:NAME (default: the example)',
    )
    .option('--catalog <file>', 'the workflows and their commands, in YAML (default: the example)')
    .option('--jwt-secret-file <file>', "the secret by which LabCAS signs tokens (default: the server's own)")
    .option('--concurrency <number>', 'how many runs at a time (default: 2)', wholeNumber(1, 1000))
    .option('--check', 'check every answer against openapi.yml')
    .option('--cors-origin <origin>', 'let pages of this origin call; may be given again', collect)
    .option('--public-url <url>', 'where callers reach the server, for links')
    .option('--trust-proxy', 'believe X-Forwarded-Proto and X-Forwarded-Host')
    .addHelpText('after', notes)
    .action(async (flags: Flags) => {
      const server = await start(flags);
      io.out(welcome(server, flags));
      if (!isLoopback(flags.host)) io.say(plainHttp);
      await new Promise((stop) => io.signal.addEventListener('abort', stop, { once: true }));
      io.say('Stopping: requests under way are answered first.');
      await server.close();
    });
}

const notes = `
Options that are not given are taken from the environment: LABCAS_DATA_DIR, LABCAS_CONFIG, LABCAS_CATALOG,
LABCAS_JWT_SECRET_FILE, LABCAS_CORS_ORIGINS, LABCAS_PUBLIC_URL, LABCAS_TRUST_PROXY, and without an option
LABCAS_OUTPUT_BUCKET, LABCAS_JWT_KEY_PARAMETER, LABCAS_JWT_ISSUERS, LABCAS_JWT_AUDIENCES, LABCAS_BASE_DNS.

For other engines: LABCAS_ENGINE, LABCAS_STORE, LABCAS_S3_ENDPOINT, AWS_REGION; for airflow LABCAS_AIRFLOW_URL,
LABCAS_AIRFLOW_USER, and only in the environment LABCAS_AIRFLOW_PASSWORD or LABCAS_AIRFLOW_TOKEN (or with _FILE a file);
for mwaa LABCAS_MWAA_ENVIRONMENT, with the credentials that the AWS SDK finds.

Logs go to standard error, one JSON object a line.`;

async function start(flags: Flags): Promise<RunningServer> {
  const { serve } = await import('../../reference-server/node.js');
  const { check, corsOrigin, ...rest } = flags;
  const options: ServeOptions = { ...rest, validateResponses: check, corsOrigins: corsOrigin };
  try {
    return await serve(options);
  } catch (error) {
    throw listenError(error, flags) ?? error;
  }
}

const plainHttp =
  'warning: other machines can reach this server, over plain http; put a proxy with TLS before it.';

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** An address to call: a server that listens on all of them names none. */
function localUrl(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}

function listenError(error: unknown, { host, port }: Flags): CliError | undefined {
  const { code, syscall } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return undefined;
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} of ${host} is taken: choose another with --port, or any free one with --port 0.`,
    EACCES: `Port ${port} needs more rights than you have: choose one above 1023 with --port.`,
    EADDRNOTAVAIL: `This machine does not have the address ${host}: choose another with --host.`,
    ENOTFOUND: `The name ${host} is not known: choose another with --host.`,
  };
  return new CliError(
    reasons[code ?? ''] ?? `The server cannot listen on ${host}:${port}: ${code}.`,
    exitCodes.failed,
  );
}

function welcome({ url, paths }: RunningServer, { config }: Flags): string {
  const user = config === undefined ? 'thomas' : 'NAME';
  const tokenLine =
    paths.secret === null || paths.dataDir === null
      ? 'export LABCAS_API_TOKEN=...   # a token of your LabCAS'
      : `export LABCAS_API_TOKEN=$(${ownCommand('token', '--user', user, '--data-dir', paths.dataDir)})`;
  return `The server is ready at ${url}
Its data: ${paths.dataDir ?? 'in Airflow and S3, nothing on this disk'}

In another terminal:
  export LABCAS_API_URL=${localUrl(url)}
  ${tokenLine}
  ${ownCommand('selections')}

Ctrl-C stops it.
`;
}
