const pattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Whether this can be the name of a user: it becomes a folder of the output bucket. */
export function isUserName(name: string): boolean {
  return pattern.test(name) && !name.includes('..');
}

/** What a user name looks like, for messages. */
export const userNameForm =
  'up to 64 letters, digits, `.`, `_` and `-`, the first a letter or digit, without `..`';
