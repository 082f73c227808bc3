import type { Exchange } from './exchange.js';
import { mediaTypeOf } from './oracle.js';
import { operationPointer } from './pointers.js';
import { allSpecs, specs } from './routes.js';

/** Something about answers that the document says nothing of, so that nothing was held against it. */
export interface Unchecked {
  what: string;
  /** Where it was met, or is documented so. */
  where: string[];
}

export interface UncheckedNotes {
  note(exchange: Exchange): void;
  list(): Unchecked[];
}

// Transport and caches add these, and the document leaves them free.
const free =
  /^(?:connection|date|keep-alive|transfer-encoding|content-(?:type|length|encoding|security-policy|disposition)|vary|server|via|age|etag|cache-control|access-control-.*|x-amz.*|x-content-type-options|x-cache)$/;

/** Keeps what the check of answers passes over. */
export function createUnchecked(): UncheckedNotes {
  const met = new Map<string, Set<string>>();
  const add = (what: string, where: string) => met.set(what, (met.get(what) ?? new Set()).add(where));
  return {
    note(exchange) {
      if (exchange.link)
        return void add('what links to files answer, but for the cases that follow them', 'links');
      const { operation, request, status, headers } = exchange;
      const name = operation ?? 'no operation';
      if (request.method === 'OPTIONS')
        return void add('headers of answers to OPTIONS, but for those of CORS', 'OPTIONS');
      const response = operation === null ? undefined : specs[operation].responses[String(status)];
      const known = Object.keys(response?.headers ?? {}).map((header) => header.toLowerCase());
      for (const [header] of headers) {
        if (!free.test(header) && !known.includes(header) && header !== 'x-request-id')
          add(`the header ${header}, which the document does not have`, name);
      }
      if (mediaTypeOf(exchange) === 'text/plain' && status < 400) add('what texts say', name);
    },
    list: () => [...documented(), ...[...met].map(([what, where]) => ({ what, where: [...where] }))],
  };
}

/** What the document itself leaves open, whatever was asked. */
function documented(): Unchecked[] {
  const answers = allSpecs.flatMap((spec) =>
    Object.entries(spec.responses).map(([status, response]) => ({ spec, status, response })),
  );
  const without = answers.flatMap(({ spec, status, response }) =>
    Object.entries(response.content)
      .filter(([, validator]) => validator === null)
      .map(([type]) => `${operationPointer(spec)}/responses/${status}/content/${type}`),
  );
  const failures = [...new Set(answers.map(({ status }) => status))].filter(
    (status) => Number(status) >= 500,
  );
  return [
    ...(without.length === 0 ? [] : [{ what: 'bodies without a schema', where: without }]),
    { what: 'answers of a broken server, which are failures whatever they say', where: failures.sort() },
  ];
}
