import type { Collection } from '../config.js';
import type { Engine } from '../engine.js';
import type { Store } from '../store.js';

/** An engine and the store that goes with it, ready for requests. */
export interface OpenBackend {
  engine: Engine;
  store: Store;
  /** Where files are kept, as absolute paths; null where none are. */
  paths: { dataDir: string | null; catalog: string | null; secret: string | null };
  /** The server's own secret; `undefined` when it keeps none. */
  secret: string | undefined;
  /** Where the data of a collection lies, as people call it. */
  placeOf(collection: Collection): string;
  hasData(collection: Collection): Promise<boolean>;
  close(): Promise<void>;
}
