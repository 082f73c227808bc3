const secrets: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 [redacted]'],
  // A JSON Web Token anywhere: two or three base64url parts of which the first is a JSON object.
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '[redacted]'],
  // The query of a signed link is what makes it a key.
  [/(https?:\/\/[^\s"'<>?]+)\?[^\s"'<>]*/gi, '$1?[redacted]'],
];

// Tokens of other forms are told by having been sent; the latest of them, as some services have a new one each time.
const sent = new Set<string>();
const mostSent = 20;

/** Takes a token out of texts from now on. */
export function keepSecret(token: string): void {
  // What is shorter is part of other words.
  if (token.length < 8 || sent.has(token)) return;
  sent.add(token);
  for (const oldest of sent) if (sent.size > mostSent) sent.delete(oldest);
}

/** Takes tokens, credentials and the queries of links out of a text. */
export function redact(text: string): string {
  // Before the patterns, which would leave the end of one; and the longest first, as one may begin another.
  const tokens = [...sent].sort((a, b) => b.length - a.length);
  const without = tokens
    .flatMap((token) => [token, JSON.stringify(token).slice(1, -1)])
    .reduce((result, token) => result.replaceAll(token, '[redacted]'), text);
  return secrets.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), without);
}
