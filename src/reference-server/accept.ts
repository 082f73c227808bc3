import { preferredMediaTypes } from 'negotiator/lib/mediaType.js';
import { HttpError } from './errors.js';

const offered = ['application/json', 'text/html'];

/** Which form of a listing the caller prefers: JSON unless HTML ranks higher; a 406 when neither will do. */
export function preferredType(headers: Headers): 'application/json' | 'text/html' {
  // An empty field asks for nothing in particular, as a missing one does.
  const accept = headers.get('accept') || undefined;
  const [type] = preferredMediaTypes(accept, offered);
  if (type === 'application/json' || type === 'text/html') return type;
  throw new HttpError(406, 'not-acceptable', `This resource is ${offered.join(' or ')}.`);
}
