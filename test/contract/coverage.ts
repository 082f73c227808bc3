import type { OperationId } from '../../src/generated/operations.js';
import type { Exchange } from './exchange.js';
import { mediaTypeOf } from './oracle.js';
import { allSpecs } from './routes.js';

/** How often a documented answer was met. */
export interface CoverageCell {
  operation: OperationId;
  status: number;
  /** The media type of the body. */
  type: string;
  count: number;
}

export interface Coverage {
  note(exchange: Exchange): void;
  /** Every answer that the document has, met or not. */
  cells(): CoverageCell[];
}

/** Counts which of the documented answers were met. */
export function createCoverage(): Coverage {
  const counts = new Map<string, number>();
  return {
    note(exchange) {
      const key = keyOf(exchange.operation, exchange.status, mediaTypeOf(exchange));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    cells: () =>
      allSpecs.flatMap(({ operationId: operation, responses }) =>
        Object.entries(responses).flatMap(([status, { content }]) =>
          Object.keys(content).map((type) => {
            const count = counts.get(keyOf(operation, Number(status), type)) ?? 0;
            return { operation, status: Number(status), type, count };
          }),
        ),
      ),
  };
}

function keyOf(operation: string | null, status: number, type: string): string {
  return `${operation} ${status} ${type}`;
}
