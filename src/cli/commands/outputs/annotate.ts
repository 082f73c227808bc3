import type { Command } from 'commander';
import { NotFoundError, type OutputFile, type WorkflowClient } from '../../../client/index.js';
import { type ApiFlags, openClient, withApi } from '../../api.js';
import { collect, nameAndValue } from '../../arguments.js';
import { usageError } from '../../errors.js';
import { pairs } from '../../format.js';
import { type Io, printJson } from '../../io.js';
import { line } from '../../text.js';

interface Flags extends ApiFlags {
  remove?: string[];
  replace?: true;
}

/** `outputs annotate`: metadata beside a file. */
export function addAnnotate(outputs: Command, io: Io): void {
  const command = outputs
    .command('annotate')
    .description('write metadata beside a file of your outputs; what it has already stays')
    .argument('<file>', 'path of the file, as outputs ls --recursive shows it')
    .argument('[name=value...]', 'properties to write', collectProperty)
    .option('--remove <name>', 'a property to remove; may be given again', collect)
    .option('--replace', 'remove all other properties')
    .addHelpText('after', examples);
  withApi(command).action(async (path: string, given: string[] | undefined, flags: Flags) => {
    const added = Object.fromEntries((given ?? []).map(nameAndValue));
    if (Object.keys(added).length === 0 && !flags.remove && !flags.replace) {
      throw usageError('There is nothing to write: give NAME=VALUE, --remove NAME or --replace.');
    }
    const client = await openClient(flags, io);
    const file = await findFile(client, path, io);
    const properties = { ...(flags.replace ? {} : file.properties), ...added };
    for (const name of flags.remove ?? []) delete properties[name];
    const folder = path.slice(0, -file.name.length);
    await client.outputs.annotate(folder, { [file.name]: properties }, { signal: io.signal });
    if (flags.json) return printJson(io, { path, properties });
    io.say(line(`${path} now has ${pairs(properties) || 'no metadata'}.`));
  });
}

const examples = `
Example:
  $ labcas-workflow-api outputs annotate 20261123T191203123456/ihc.csv Organ=Colon 'Protocol=FHL2 by IHC'`;

function collectProperty(text: string, previous: string[] | undefined): string[] {
  nameAndValue(text);
  return collect(text, previous);
}

async function findFile(client: WorkflowClient, path: string, io: Io): Promise<OutputFile> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  for await (const entry of client.outputs.list(folder, { signal: io.signal })) {
    if (entry.type === 'file' && entry.path === path) return entry;
  }
  throw new NotFoundError('output-not-found', `There is no output file ${path}.`);
}
