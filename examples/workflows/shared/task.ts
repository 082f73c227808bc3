import { readFile } from 'node:fs/promises';

/** What the engine gives to a workflow's command by its environment. */
export interface Task<Parameters> {
  inputDir: string;
  /** Empty at first. */
  outputDir: string;
  /** Valid by the catalogue's schemas, with the defaults of those that were not given. */
  parameters: Parameters;
}

/** Runs a workflow's work; an error becomes a sentence on standard error and exit code 1. */
export async function runTask<Parameters>(work: (task: Task<Parameters>) => Promise<void>): Promise<void> {
  try {
    const parameters: Parameters = JSON.parse(await readFile(variable('LABCAS_CONF'), 'utf8'));
    await work({
      inputDir: variable('LABCAS_INPUT_DIR'),
      outputDir: variable('LABCAS_OUTPUT_DIR'),
      parameters,
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`The variable ${name} is not set: the engine starts this program.`);
  return value;
}
