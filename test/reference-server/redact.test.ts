import { describe, expect, it } from 'vitest';
import { describeFailure, redact } from '../../src/reference-server/redact.js';

describe('the log of a failure', () => {
  it.each([
    ['Authorization: Bearer abc.def', 'Authorization: Bearer [redacted]'],
    ['Authorization: basic dXNlcjpwdw==', 'Authorization: basic [redacted]'],
    ['the token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln is wrong', 'the token [redacted] is wrong'],
    ['GET https://host/file?X-Amz-Signature=abc failed', 'GET https://host/file?[redacted] failed'],
    ['http://airflow:pw@host:8080/api is no address', 'http://[redacted]@host:8080/api is no address'],
    ['https://host/a@b, https://host/@c', 'https://host/a@b, https://host/@c'],
    ['"/_files/a/b.csv?expires=1&signature=abc"', '"/_files/a/b.csv?[redacted]"'],
    ['why? because', 'why? because'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it('names the causes, however they are linked', () => {
    const ring = new Error('outer', { cause: new Error('inner') });
    expect(describeFailure(ring)).toMatch(/^Error: outer\ncaused by Error: inner\n\s+at /);
    Object.assign(ring, { cause: ring });
    expect(describeFailure(ring)).toContain('outer');
    expect(describeFailure('text')).toBe('text');
  });
});
