import type { Exchange } from './exchange.js';
import { readClaims } from './jwt.js';

/** The names of users and files that were met, with what to print instead of each. */
export interface Names {
  /** Takes the names of an exchange. */
  learn(exchange: Exchange): void;
  known(): ReadonlyMap<string, string>;
}

/** Names that are hidden in reports. A name keeps its stand-in for the whole report, so that answers can be compared. */
export function createNames(): Names {
  const known = new Map<string, string>();
  const counts = new Map<string, number>();
  const hide = (name: string, kind: string, end = '') => {
    if (name === '' || known.has(name)) return;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const standIn = `${kind}-${count}${end}`;
    known.set(name, standIn);
    // In addresses and in HTML the same name is written otherwise.
    for (const form of [encodeURIComponent(name), escapeHtml(name), JSON.stringify(name).slice(1, -1)]) {
      if (!known.has(form)) known.set(form, standIn);
    }
  };
  return {
    learn({ operation, json, request }) {
      const user = userOf(request.headers.Authorization ?? '');
      if (user !== undefined) hide(user, 'user');
      if (operation !== 'browseOutputs' && operation !== 'browseOutputRoot') return;
      const { files }: { files?: unknown } = Object(json);
      for (const name of Object.keys(Object(files))) hide(name, 'file', /\.\w{1,5}$/.exec(name)?.[0]);
    },
    known: () => known,
  };
}

function userOf(authorization: string): string | undefined {
  const { sub } = readClaims(authorization.replace(/^bearer +/i, '')) ?? {};
  return /^\s*[a-z]+\s*=\s*([^,+]{2,})/i.exec(String(sub))?.[1]?.trim();
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
