/** Where a consumer does the job. */
export interface Place {
  /** A folder with the fixture and the package in its `node_modules`. */
  project: string;
  api: { url: string; token: string };
}

/** A runtime, or a way to use the package, with its project below `test/runtimes/fixtures`. */
export interface Consumer {
  name: string;
  fixture: string;
  /** Does the job; the reason when that cannot be tried here. Throws when it goes wrong. */
  run(place: Place): Promise<string | undefined>;
}
