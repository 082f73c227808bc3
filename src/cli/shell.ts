/** Quotes a word for a POSIX shell, so that commands shown can be copied. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command of this program, to be copied. */
export function ownCommand(...words: string[]): string {
  return ['npx labcas-workflow-api', ...words.map(quote)].join(' ');
}
