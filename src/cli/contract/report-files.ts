import { constants } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Report } from '../../../test/contract/index.js';
import { usageError } from '../errors.js';
import type { ContractFlags } from './flags.js';

const formats = ['json', 'junit', 'html'] as const;

/** Refuses files that could not be written once the suite has run. */
export async function checkReportFiles(flags: ContractFlags): Promise<void> {
  for (const file of [...formats.map((format) => flags[format]), flags.writeKnownFailures]) {
    if (file === undefined) continue;
    await access(dirname(file), constants.W_OK).catch(() => {
      throw usageError(`${file} cannot be written: its folder is missing or not writable.`);
    });
  }
}

/** Writes the report in the forms that were asked for. */
export async function writeReportFiles(report: Report, flags: ContractFlags): Promise<void> {
  const { formatHtml, formatJson, formatJUnit } = await import('../../../test/contract/index.js');
  const write = { json: formatJson, junit: formatJUnit, html: formatHtml };
  for (const format of formats) {
    const file = flags[format];
    if (file !== undefined) await writeFile(file, write[format](report));
  }
}
