import { type Command, Option } from 'commander';
import { createClient, isWorkflowApiError, type WorkflowClient } from '../client/index.js';
import { usageError } from './errors.js';
import type { Io } from './io.js';
import { findToken } from './token-source.js';

/** The options of every command that calls an API. */
export interface ApiFlags {
  url?: string;
  tokenFile?: string;
  compatibility?: '1.0';
  json?: true;
}

/** Adds the options of commands that call an API. */
export function withApi(command: Command): Command {
  return command
    .option('--url <url>', 'address of the API, with its stage (default: LABCAS_API_URL)')
    .option('--token-file <file>', 'file that holds your token (default: the token in LABCAS_API_TOKEN)')
    .addOption(
      new Option('--compatibility <version>', 'what the API is, where that cannot be found out').choices([
        '1.0',
      ]),
    )
    .option('--json', 'print JSON, for scripts');
}

/** A client for the API and user that options and environment name. */
export async function openClient(flags: ApiFlags, io: Io): Promise<WorkflowClient> {
  const baseUrl = flags.url ?? io.env.LABCAS_API_URL ?? '';
  if (baseUrl === '') {
    throw usageError(
      'Which API? Set LABCAS_API_URL to its address, such as https://host/dev, or give --url.',
    );
  }
  const token = await findToken({
    variable: 'LABCAS_API_TOKEN',
    option: '--token-file',
    file: flags.tokenFile,
    env: io.env,
  });
  if (token === undefined)
    throw usageError('There is no token: set LABCAS_API_TOKEN, or give --token-file FILE.');
  warnAboutPlainHttp(baseUrl, io);
  return create(baseUrl, token, flags.compatibility);
}

function create(
  baseUrl: string,
  token: () => Promise<string>,
  compatibility: ApiFlags['compatibility'],
): WorkflowClient {
  try {
    return createClient({ baseUrl, token, compatibility });
  } catch (error) {
    if (!isWorkflowApiError(error) || error.code !== 'invalid-base-url') throw error;
    throw usageError(error.message.replace(/^baseUrl/, 'The address of the API (LABCAS_API_URL or --url)'));
  }
}

const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

function warnAboutPlainHttp(baseUrl: string, io: Io): void {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol !== 'http:' || loopback.test(url.hostname)) return;
  io.say('warning: this address is http, so your token travels readable by others; use https.');
}
