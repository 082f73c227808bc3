import { formatCfg } from '../../cfg.js';
import type { FolderRef, PropertiesByFile, WriteOutcome } from '../../store.js';
import { metadataName } from '../metadata.js';
import { type Folders, pathOf } from './folders.js';

/** Writes the metadata of files of one folder, all or none; see `Store.writeProperties`. */
export function writeMetadata(
  folders: Folders,
  folder: FolderRef,
  properties: PropertiesByFile,
): WriteOutcome {
  const names = [...properties.keys()];
  const isMissing = (name: string) =>
    folders.find(folder, name) === undefined || folders.isMetadata(folder, name);
  const missing = names.filter(isMissing);
  const conflicting = names.filter((name) => !isMissing(name) && folders.beside(folder, name) === 'other');
  if (missing.length + conflicting.length > 0) return { missing, conflicting };
  for (const [name, values] of properties) {
    const path = pathOf(folder, metadataName(name));
    if (Object.keys(values).length === 0) folders.remove(path);
    else folders.put(path, formatCfg(name, values));
  }
  return { missing, conflicting };
}
