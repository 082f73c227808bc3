import { delay, type HttpHandler, HttpResponse, http } from 'msw';
import type { Handler } from '../handler.js';
import { createFaults, type MockFault } from './msw/faults.js';

export interface MswOptions {
  /** Without a final `/`. Only requests below it are answered. */
  baseUrl: URL;
  /** Milliseconds before each answer, or the least and the most of them. */
  latency: number | readonly [least: number, most: number];
  /** Read again for each request. */
  faults: readonly MockFault[];
}

/** Serves a handler by Mock Service Worker, which hands every other request on. */
export function createMswHandlers(handler: Handler, { baseUrl, latency, faults }: MswOptions): HttpHandler[] {
  const { origin, pathname } = baseUrl;
  const basePath = pathname.replace(/\/+$/, '');
  const faultFor = createFaults(faults, basePath);
  // An expression, because in a path of msw some characters have a meaning.
  const below = new RegExp(`^${literal(origin + basePath)}/`);
  return [
    http.all(below, async ({ request }) => {
      const wait = millisecondsOf(latency);
      if (wait > 0) await delay(wait);
      const fault = faultFor(request);
      if (fault === 'network') return HttpResponse.error();
      if (fault instanceof Response) return fault;
      const response = await handler(request, { basePath });
      return fault === 'lost-answer' ? HttpResponse.error() : response;
    }),
  ];
}

function millisecondsOf(latency: MswOptions['latency']): number {
  if (typeof latency === 'number') return latency;
  const [least, most] = latency;
  return least + Math.random() * (most - least);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
