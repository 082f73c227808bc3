import { parseCfg } from '../cfg.js';

/** What lies where the metadata of a file would: nothing, its metadata, or something else. */
export type Beside = undefined | Metadata | 'other';

export interface Metadata {
  text: string;
  properties: Record<string, string>;
}

/** Many times the bytes that one request can write; a larger file is somebody's data. */
export const maxMetadataBytes = 4 * 1024 * 1024;

const suffix = '.cfg';

/** The name under which the metadata of a file lies beside it. */
export function metadataName(name: string): string {
  return name + suffix;
}

/** The name of the file whose metadata a file of this name would hold, if any. */
export function ownerName(name: string): string | undefined {
  return name.endsWith(suffix) && name !== suffix ? name.slice(0, -suffix.length) : undefined;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads the metadata of a file; `undefined` when the bytes hold something else. */
export function readMetadata(bytes: Uint8Array, name: string): Metadata | undefined {
  const text = decode(bytes);
  const properties = text === undefined ? undefined : parseCfg(text, name);
  return text === undefined || properties === undefined ? undefined : { text, properties };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
