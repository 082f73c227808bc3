/** A folder of a bucket. `prefix` is empty or ends in `/`; its segments have been checked by the caller. */
export interface FolderRef {
  bucket: string;
  prefix: string;
}

export interface StoredFile {
  /** Without the folder. */
  name: string;
  /** Bytes. */
  size: number;
  /** ISO 8601 instant, in UTC. */
  lastModified: string;
  /** Metadata from the `.cfg` file beside it; empty when there is none. */
  properties: Record<string, string>;
}

export interface ListOptions {
  /** Folders and files together; a page may be shorter. */
  pageSize: number;
  pageToken?: string | undefined;
}

export interface StorePage {
  /** Names ending in `/`, in the order of their UTF-8 bytes, merged with `files` when paging. */
  folders: string[];
  files: StoredFile[];
  nextPageToken?: string | undefined;
}

export type PropertiesByFile = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** `missing` and `conflicting` name files; when either holds one, nothing was written. */
export interface WriteOutcome {
  missing: string[];
  /** What lies beside these as `.cfg` is not their metadata and is not overwritten, or nothing can lie there. */
  conflicting: string[];
}

/**
 * Where outputs and their metadata lie. Callers have checked who may see what. A page token that the store
 * did not issue is a `PageTokenError`; what goes wrong is a `StoreError`.
 */
export interface Store {
  /** One level of a folder; `undefined` when nothing lies under it. */
  list(folder: FolderRef, options: ListOptions): Promise<StorePage | undefined>;
  /** Replaces the properties of each named file, all or none; an empty record removes them. */
  writeProperties(folder: FolderRef, properties: PropertiesByFile): Promise<WriteOutcome>;
  /**
   * A link to one file that works without a token until it expires. `baseUrl` is the public address of the
   * server without a final `/`, for stores whose files the server itself hands out.
   */
  link(folder: FolderRef, name: string, baseUrl: string): Promise<string>;
  /**
   * Answers a GET or HEAD below `/_files/`, for stores whose files the server itself hands out; `target` is
   * the raw path and query below the server's base path.
   */
  serve?(request: Request, target: string): Promise<Response>;
}

/** `unavailable`: cannot be reached, read or written now. `timeout`: too slow. `failed`: makes no sense. */
export type StoreErrorKind = 'unavailable' | 'timeout' | 'failed';

/** The one way in which a store fails. The message is shown to the caller; details go into `cause`. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly kind: StoreErrorKind;

  constructor(kind: StoreErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
