/** The part of negotiator that ranks media types; the whole of it ranks languages and encodings too. */
declare module 'negotiator/lib/mediaType.js' {
  /** Those of `provided` that the field `Accept` allows, the preferred one first. */
  export function preferredMediaTypes(accept: string | undefined, provided: readonly string[]): string[];
}
