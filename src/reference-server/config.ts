/** A data selection: a folder of archived data, and who may run what over it. */
export interface Collection {
  id: string;
  bucket: string;
  /** Empty or ending in `/`. */
  prefix: string;
  description: string | null;
  /** Names of the authorized users by workflow id. */
  workflows: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Who may run which workflows over which data. */
export interface Config {
  collections: ReadonlyMap<string, Collection>;
}

/** Where the configuration comes from. `read` may be asked for each request, so it caches. */
export interface ConfigSource {
  read(): Promise<Config>;
}

/** One mistake of a configuration, at a line (from 1) of its source. */
export interface ConfigMistake {
  line: number;
  message: string;
}

/** The configuration cannot be read or is wrong; every mistake is named. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly source: string;
  readonly mistakes: readonly ConfigMistake[];

  constructor(source: string, mistakes: readonly ConfigMistake[], options?: ErrorOptions) {
    super(mistakes.map(({ line, message }) => `${source}:${line}: ${message}`).join('\n'), options);
    this.source = source;
    this.mistakes = mistakes;
  }
}
