/** A package that only some deployments need is not installed; the message names it and the remedy. */
export class MissingPackage extends Error {
  override readonly name = 'MissingPackage';

  readonly package: string;

  constructor(name: string, cause: unknown) {
    super(`the package ${name} is not installed: npm install ${name}`, { cause });
    this.package = name;
  }
}

/** Loads an optional package at its first use; a `MissingPackage` when it is not there. */
export async function loadPeer<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw isMissing(error, name) ? new MissingPackage(name, error) : error;
  }
}

// A package that is there but misses one of its own has the same code.
function isMissing(error: unknown, name: string): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const isNotFound = error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND';
  return isNotFound && error.message.includes(`'${name}'`);
}
