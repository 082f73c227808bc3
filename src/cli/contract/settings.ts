import type { ContractOptions, TokenSource } from '../../../test/contract/index.js';
import { defined } from '../defined.js';
import { usageError } from '../errors.js';
import { readOptionFile } from '../files.js';
import type { Io } from '../io.js';
import { findToken } from '../token-source.js';
import { type ContractConfig, readContractConfig } from './config-file.js';
import type { ContractFlags } from './flags.js';
import { readKnownFailures } from './known-file.js';
import { type Replay, readReplay } from './replay.js';
import { tokenFrom } from './tokens.js';

/**
 * The options of the suite: from the command line, else from the environment, else from the configuration file.
 * What may be done to a server is said on the command line alone.
 */
export async function readSettings(flags: ContractFlags, io: Io): Promise<ContractOptions> {
  const config: ContractConfig =
    flags.config === undefined ? { identities: {}, targets: [] } : await readContractConfig(flags.config);
  const replay = flags.replay === undefined ? undefined : await readReplay(flags.replay);
  const { env } = io;
  const seconds = (flag: number | undefined, pinned: number | undefined) => {
    const value = flag ?? pinned;
    return value === undefined ? undefined : value * 1000;
  };
  const knownFailures = flags.knownFailures ?? config.knownFailures;
  return defined({
    baseUrl:
      flags.baseUrl ?? replay?.baseUrl ?? nonempty(env.LABCAS_API_URL) ?? config.baseUrl ?? noAddress(),
    tokens: await readTokens(flags, config, io),
    jwtSecret: await readSecret(flags),
    allowCreate: flags.allowCreate,
    targets: config.targets,
    allowChange: flags.allowChange,
    hostile: flags.hostile,
    only: selection(flags, replay),
    seed: flags.seed ?? replay?.seed,
    path: flags.path,
    inputs: replay?.inputs,
    fuzz: flags.fuzz,
    features: flags.features ?? config.features,
    expectFeatures: flags.expectFeatures ?? config.expectFeatures,
    origin: flags.origin ?? config.origin,
    concurrency: flags.concurrency ?? config.concurrency,
    rate: flags.rate ?? config.rate,
    timeout: seconds(flags.timeout, config.timeout),
    runTimeout: seconds(flags.runTimeout, config.runTimeout),
    keepExchanges: flags.keepExchanges,
    hideNames: flags.hideNames ?? config.hideNames,
    knownFailures: knownFailures === undefined ? undefined : await readKnownFailures(knownFailures),
    signal: io.signal,
  });
}

async function readTokens(
  flags: ContractFlags,
  { identities }: ContractConfig,
  { env }: Io,
): Promise<ContractOptions['tokens']> {
  const places = {
    first: { variable: 'LABCAS_API_TOKEN', option: '--token-file', file: flags.tokenFile },
    second: {
      variable: 'LABCAS_API_SECOND_TOKEN',
      option: '--second-token-file',
      file: flags.secondTokenFile,
    },
  };
  const find = async (name: 'first' | 'second'): Promise<TokenSource | undefined> => {
    const place = identities[name];
    return (
      (await findToken({ ...places[name], env })) ??
      (place === undefined ? undefined : tokenFrom(name, place, env))
    );
  };
  const pinned = async (name: 'nobody' | 'expired') => {
    const place = identities[name];
    return place === undefined ? undefined : tokenFrom(name, place, env);
  };
  const first = await find('first');
  if (first === undefined)
    throw usageError('There is no token: set LABCAS_API_TOKEN, or give --token-file FILE.');
  const [second, nobody, expired] = [await find('second'), await pinned('nobody'), await pinned('expired')];
  return defined({ first, second, nobody, expired: await expired?.() });
}

async function readSecret({ jwtSecretFile }: ContractFlags): Promise<string | undefined> {
  if (jwtSecretFile === undefined) return undefined;
  return (await readOptionFile('--jwt-secret-file', jwtSecretFile)).trim();
}

function selection({ only }: ContractFlags, replay: Replay | undefined): readonly string[] | undefined {
  if (only !== undefined && replay !== undefined)
    throw usageError('--only and --replay both say which cases to try: give one of them.');
  return only ?? replay?.only;
}

function noAddress(): never {
  throw usageError('Which API? Give --base-url, such as https://host/dev.');
}

function nonempty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
