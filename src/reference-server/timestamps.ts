/**
 * Makes names from the time in UTC, as `20261123T191203123456`. Each is later than the one before. The clock
 * has milliseconds only: the digits below are random, so that two servers hardly ever make the same name.
 */
export function createTimestamps(now: () => Date): () => string {
  let last = 0;
  return () => {
    last = Math.max(now().getTime() * 1000 + Math.floor(Math.random() * 1000), last + 1);
    const milliseconds = new Date(Math.floor(last / 1000)).toISOString().replace(/[-:.Z]/g, '');
    return milliseconds + String(last % 1000).padStart(3, '0');
  };
}
