import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/generated/rules.js';
import { HttpError } from '../../src/reference-server/errors.js';
import { readTarget } from '../../src/reference-server/path.js';

function codeOf(target: string): string | undefined {
  try {
    readTarget(target);
    return undefined;
  } catch (error) {
    return error instanceof HttpError ? error.code : String(error);
  }
}

describe('a request target', () => {
  it.each([
    ['/workflows/../runs', 'a dot-dot segment'],
    ['/workflows/./runs', 'a dot segment'],
    ['/workflows/%2e%2E/runs', 'an encoded dot-dot segment'],
    ['/workflows/.%2e', 'a half encoded one'],
    ['/output-data/a/..%2f..%2fetc', 'dot-dot before an encoded slash'],
    ['/output-data/a%2f..', 'dot-dot after an encoded slash'],
    ['/output-data/a%2f%2e%2e%2fb', 'everything encoded'],
    ['/output-data//a', 'an empty segment'],
    ['/output-data/a//', 'two slashes at the end'],
    ['/output-data/a%2F/', 'an encoded slash before the last one'],
    ['/output-data/%2Fetc', 'an encoded leading slash'],
    ['//output-data', 'two slashes at the beginning'],
    ['//', 'nothing but slashes'],
    ['/%2F', 'nothing but an encoded slash'],
    ['/a%5Cb', 'an encoded backslash'],
    ['/a\\b', 'a backslash'],
    ['/a%00b', 'NUL'],
    ['/a%0d%0ab', 'line ends'],
    ['/a%C2%85b', 'a C1 control character'],
    ['/a%', 'a lone percent sign'],
    ['/a%4', 'half an escape'],
    ['/a%zz', 'an escape that is none'],
    ['/a%FF', 'a byte that is not UTF-8'],
    ['/a%C0%AE', 'an overlong dot'],
    ['/a%ED%A0%80', 'a lone surrogate'],
    ['/a b', 'a bare blank'],
    ['/\u00e9', 'a bare character that is not ASCII'],
    ['/a#b', 'a fragment'],
    ['*', 'an asterisk'],
    ['', 'nothing'],
    ['workflows', 'no slash at the beginning'],
  ])('%s is refused: %s', (target) => {
    expect(codeOf(target)).toBe('invalid-path');
  });

  it('is decoded once', () => {
    expect(readTarget('/a%252e%252e/%252F').segments).toEqual(['a%2e%2e', '%2F']);
  });

  it('keeps an encoded slash inside its segment', () => {
    expect(readTarget('/data-selections/colon%2Ffhl2/workflows?x=1?2')).toEqual({
      segments: ['data-selections', 'colon/fhl2', 'workflows'],
      finalSlash: false,
      search: 'x=1?2',
    });
  });

  it('leaves dots alone that are part of a name', () => {
    expect(readTarget('/.../a..b/..c').segments).toEqual(['...', 'a..b', '..c']);
  });

  it('gives back any segments that were encoded by encodeURIComponent', () => {
    const segment = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !/[\\/\p{Cc}]/u.test(text) && text !== '.' && text !== '..');
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1 }), (segments) => {
        expect(readTarget(`/${segments.map(encodeURIComponent).join('/')}`).segments).toEqual(segments);
      }),
    );
  });

  it('never yields a segment that climbs, whatever bytes are sent', () => {
    const piece = fc.constantFrom(
      '.',
      '..',
      '/',
      '%2e',
      '%2E',
      '%2f',
      '%5c',
      '%25',
      '%252e',
      'a',
      '%00',
      '%',
      '?',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const target = `/${pieces.join('')}`;
        const code = codeOf(target);
        expect([undefined, 'invalid-path']).toContain(code);
        if (code !== undefined) return;
        const parts = readTarget(target).segments.join('/').split('/');
        expect(parts.filter((part) => part === '..' || part === '.' || /[\\\0]/.test(part))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the pattern of a prefix in the document', () => {
  it('accepts just what a target may hold, line separators and all', () => {
    const pattern = new RegExp(rules.OutputPrefix.pattern, 'u');
    const piece = fc.constantFrom('a', '.', '..', '/', '\u2028', '\u2029', '\\', '\n', '\u0085', ' ', '😀');
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const prefix = pieces.join('');
        const target = `/output-data/${prefix.split('/').map(encodeURIComponent).join('/')}`;
        expect([prefix, pattern.test(prefix)]).toEqual([prefix, codeOf(target) === undefined]);
      }),
      { numRuns: 3000, examples: [[['a', '\u2028', '/', '..', '/', 'a']]] },
    );
  });
});
