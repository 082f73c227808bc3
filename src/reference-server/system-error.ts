const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'a file would grow too large',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the disk is read-only',
  ENOENT: 'a folder is missing',
  ENOTDIR: 'a file is where a folder is expected',
  EEXIST: 'something else is in its place',
  EISDIR: 'a folder is where a file is expected',
  EBUSY: 'a file is in use',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EAGAIN: 'the system has no room for another process',
  ENOMEM: 'memory has run out',
  EIO: 'the disk reports an error',
};

/** Says in a few words why the system refused; without paths, which are nobody's business but the log's. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return reasons[code] ?? `the system reports ${code}`;
}

/** The system's code of an error, such as `ENOENT`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'an error';
}
