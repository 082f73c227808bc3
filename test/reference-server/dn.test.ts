import { describe, expect, it } from 'vitest';
import { DnError, normalizeDn, parseDn } from '../../src/reference-server/dn.js';

const pairs = (text: string) => parseDn(text).map((rdn) => rdn.map(({ type, value }) => [type, value]));

describe('parseDn', () => {
  it('reads the names that LabCAS issues', () => {
    expect(pairs('uid=researcher,dc=edrn,dc=jpl,dc=nasa,dc=gov')).toEqual([
      [['uid', 'researcher']],
      [['dc', 'edrn']],
      [['dc', 'jpl']],
      [['dc', 'nasa']],
      [['dc', 'gov']],
    ]);
  });

  it.each([
    ['lower-cases types only', 'UID=Researcher', [[['uid', 'Researcher']]]],
    [
      'reads object identifiers as types',
      '0.9.2342.19200300.100.1.1=x',
      [[['0.9.2342.19200300.100.1.1', 'x']]],
    ],
    [
      'reads several attributes of one RDN',
      'cn=A+uid=b,o=C',
      [
        [
          ['cn', 'A'],
          ['uid', 'b'],
        ],
        [['o', 'C']],
      ],
    ],
    ['reads escaped separators', 'cn=a\\,b\\+c\\=d\\\\e', [[['cn', 'a,b+c=d\\e']]]],
    ['reads escaped bytes as UTF-8', 'cn=Lu\\C4\\8Di\\c4\\87', [[['cn', 'Lučić']]]],
    ['reads characters that need no escape', 'cn=Zoë = 1#2', [[['cn', 'Zoë = 1#2']]]],
    ['keeps escaped blanks at the ends', 'cn=\\ a \\ ,o=b', [[['cn', ' a  ']], [['o', 'b']]]],
    ['drops blanks around separators', ' cn = a b , o = c ', [[['cn', 'a b']], [['o', 'c']]]],
    ['reads quoted values', 'cn="a, b\\"c" , o=d', [[['cn', 'a, b"c']], [['o', 'd']]]],
    ['reads an empty value', 'cn=,o=a', [[['cn', '']], [['o', 'a']]]],
  ])('%s', (_title, text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });

  it('keeps a value in its encoded form apart from text', () => {
    expect(parseDn('uid=#0C0141')).toEqual([[{ type: 'uid', value: '0c0141', encoded: true }]]);
    expect(parseDn('uid=\\#0C0141')).toEqual([[{ type: 'uid', value: '#0C0141', encoded: false }]]);
  });

  it.each([
    '',
    'researcher',
    '=a',
    'uid',
    'uid=a,',
    'uid=a,,o=b',
    ',uid=a',
    'uid=a+',
    'uid=a;o=b',
    'uid=a\\',
    'uid=\\zz',
    'uid=\\C4',
    'uid=#0',
    'uid=#xy',
    'uid=#00zz',
    'uid="a',
    'uid="a"b',
    'uid=a"b',
    'uid=a<b',
    'uid=a\u0000b',
    '1=a',
    '01.2=a',
    'u_id=a',
  ])('refuses %j', (text) => {
    expect(() => parseDn(text)).toThrow(DnError);
  });

  it('reads a long name in little time', () => {
    expect(() => parseDn(`uid=${'\\41'.repeat(20_000)}${' '.repeat(20_000)},`)).toThrow(DnError);
  });
});

describe('normalizeDn', () => {
  const same = (a: string, b: string) => normalizeDn(parseDn(a)) === normalizeDn(parseDn(b));

  it.each([
    ['dc=edrn,dc=jpl', 'DC=EDRN , dc=Jpl'],
    ['ou=a  b', 'ou=A b'],
    ['a=1+b=2', 'b=2+a=1'],
    ['ou=\\61', 'ou=a'],
  ])('holds %j and %j for equal', (a, b) => {
    expect(same(a, b)).toBe(true);
  });

  it.each([
    ['dc=edrn,dc=jpl', 'dc=jpl,dc=edrn'],
    ['dc=edrn,dc=jpl', 'dc=edrn'],
    ['ou=a\\,dc\\=b', 'ou=a,dc=b'],
    ['ou=#0c0141', 'ou=\\#0c0141'],
    ['a=1,b=2', 'a=1+b=2'],
  ])('tells %j from %j', (a, b) => {
    expect(same(a, b)).toBe(false);
  });
});
