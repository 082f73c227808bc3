import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { lengthOfTime } from '../arguments.js';
import { usageError } from '../errors.js';
import { instant } from '../format.js';
import type { Io } from '../io.js';

interface Flags {
  user: string;
  dataDir?: string;
  expires: number;
}

/** `token`: a token for the server of a data directory, whose secret only its owner can read. */
export function addToken(program: Command, io: Io): void {
  program
    .command('token')
    .description('print a token for a server that was started with serve')
    .requiredOption('-u, --user <name>', 'whom the token is for, as the configuration names them')
    .option('--data-dir <folder>', 'the data directory of the server (default: ./labcas-data)')
    .addOption(
      new Option('--expires <time>', 'how long it is good, such as 30m or 7d')
        .argParser(lengthOfTime)
        .default(8 * 3600, '8h'),
    )
    .addHelpText('after', example)
    .action(async ({ user, dataDir, expires }: Flags) => {
      const [{ readSecret }, { signToken }] = await Promise.all([
        import('../../reference-server/secret.js'),
        import('../../reference-server/token.js'),
      ]);
      const folder = resolve(dataDir ?? io.env.LABCAS_DATA_DIR ?? './labcas-data');
      const secret = await readSecret(join(folder, 'secret'));
      const token = await signToken(secret, { user, lifetime: expires }).catch((error: unknown) => {
        throw error instanceof TypeError
          ? usageError(`--user ${JSON.stringify(user)}: ${error.message}`)
          : error;
      });
      io.out(`${token}\n`);
      const until = instant(new Date(Date.now() + expires * 1000).toISOString());
      io.say(`A token for ${user}, good until ${until} UTC. Keep it to yourself.`);
    });
}

const example = `
Example:
  $ export LABCAS_API_TOKEN=$(labcas-workflow-api token --user thomas)`;
