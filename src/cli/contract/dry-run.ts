import { writeFile } from 'node:fs/promises';
import type { ContractOptions, Effect, WireInfo } from '../../../test/contract/index.js';
import { type ExitCode, exitCodes } from '../errors.js';
import type { Io } from '../io.js';
import { line, shorten } from '../text.js';
import type { ContractFlags } from './flags.js';
import { look, tokensOf, type User } from './look.js';
import { createMirror } from './mirror.js';

/** A request that the suite would send. */
interface Planned {
  /** The id of the case, or what else it is for. */
  purpose: string;
  effect: Effect;
  method: string;
  url: string;
  /** Without tokens: they are named by their variables. */
  headers: Record<string, string>;
  body: string | null;
}

/**
 * Lists the requests that the suite would send. It is tried on a server in memory that offers what the API offers;
 * what that makes up, such as ids of runs, has names in angle brackets.
 */
export async function dryRun(options: ContractOptions, flags: ContractFlags, io: Io): Promise<ExitCode> {
  const { isLocal, runContract } = await import('../../../test/contract/index.js');
  const tokens = await tokensOf(options);
  const seen = await look(options, tokens);
  const mirror = createMirror(seen, options, tokens);
  const planned: Planned[] = [];
  const made = new Map<string, string>();
  await runContract({
    ...options,
    local: isLocal(options),
    // What is in memory need not be spared.
    rate: Number.POSITIVE_INFINITY,
    fetch: async (request, info) => {
      planned.push(await plan(request, info, tokens));
      const response = await mirror(request, info);
      if (info.effect === 'creates') await noteMade(response.clone(), made);
      return response;
    },
  });
  const named = planned.map((each) => withNames(each, made));
  io.out(toText(named, seen.reads));
  if (flags.json !== undefined)
    await writeFile(flags.json, `${JSON.stringify({ requests: named }, null, 2)}\n`);
  return exitCodes.done;
}

async function plan(request: Request, info: WireInfo, tokens: ReadonlyMap<User, string>): Promise<Planned> {
  const { purpose, effect, target } = info;
  const { method } = request;
  const body = request.body === null ? null : await request.clone().text();
  const headers = Object.fromEntries(
    [...request.headers].map(([name, value]) => [name, withoutToken(value, tokens)]),
  );
  // The address as it would be sent, which the URL of a request may not be.
  const url = new URL(request.url).origin + info.basePath + target;
  return { purpose, effect, method, url, headers, body };
}

function withoutToken(value: string, tokens: ReadonlyMap<User, string>): string {
  const variables = { first: '$LABCAS_API_TOKEN', second: '$LABCAS_API_SECOND_TOKEN' };
  const named = [...tokens].reduce((text, [user, token]) => text.replaceAll(token, variables[user]), value);
  return named.replace(/\beyJ[\w.-]+/g, '<a token that is to be refused>');
}

/** Ids and folders of runs that the server in memory has made up. */
async function noteMade(response: Response, made: Map<string, string>): Promise<void> {
  const { run_id, output_prefix }: { run_id?: unknown; output_prefix?: unknown } = Object(
    await response.json().catch(() => undefined),
  );
  if (typeof run_id !== 'string' || made.has(run_id)) return;
  const number = made.size / 2 + 1;
  made.set(run_id, `<run ${number}>`);
  made.set(String(output_prefix).replace(/\/$/, ''), `<outputs of run ${number}>`);
}

function withNames(planned: Planned, made: ReadonlyMap<string, string>): Planned {
  const replace = (text: string) =>
    [...made].reduce((result, [value, name]) => result.replaceAll(value, name), text);
  return {
    ...planned,
    url: replace(planned.url),
    body: planned.body === null ? null : replace(planned.body),
  };
}

function toText(planned: readonly Planned[], reads: number): string {
  const count = (effect: Effect) => planned.filter((each) => each.effect === effect).length;
  const head = `Sent ${reads} reads to see what there is. The suite would send ${planned.length} requests: ${count('creates')} ask for runs, ${count('changes')} ask for changes, ${count('read')} read.`;
  const purposes = [...new Set(planned.map(({ purpose }) => purpose))];
  const groups = purposes.map((purpose) => {
    const own = planned.filter((each) => each.purpose === purpose);
    return [`\n${purpose}`, ...own.map((each) => `  ${requestLine(each)}`)].join('\n');
  });
  return `${head}\n${groups.join('\n')}\n`;
}

const usual = ['authorization', 'content-type', 'user-agent'];

function requestLine({ method, url, headers, body }: Planned): string {
  const token =
    headers.authorization === undefined ? 'no token' : headers.authorization.replace(/^bearer /i, '');
  const others = Object.entries(headers).filter(([name]) => !usual.includes(name));
  const parts = [
    `${method} ${shorten(line(url), 200)}`,
    `(${token})`,
    ...others.map(([name, value]) => `${name}: ${value}`),
    ...(body === null ? [] : [shorten(line(body), 200)]),
  ];
  return line(parts.join('  '));
}
