/** Texts that are, and that clearly are not, of a format. */
interface Samples {
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

/** The formats of which examples are known; what is a matter of opinion is in neither list. */
export const formats: Readonly<Record<string, Samples>> = {
  date: {
    right: ['2024-02-29', '1970-01-01', '9999-12-31'],
    wrong: ['2023-02-29', '2024-13-01', '2024-1-1', '29.02.2024', '20240229', 'today', ''],
  },
  'date-time': {
    right: ['2024-02-29T23:59:59Z', '1970-01-01T00:00:00.000001+00:00', '2024-12-31T12:00:00-08:00'],
    wrong: ['2024-02-30T00:00:00Z', '2024-02-29T25:00:00Z', '2024-02-29', '2024-02-29T12:00:00', 'now', ''],
  },
  time: {
    right: ['23:59:59Z', '00:00:00.5+05:30'],
    wrong: ['24:00:01Z', '12:60:00Z', 'noon', ''],
  },
  email: {
    right: ['a@example.org', 'first.last+tag@sub.example.org'],
    wrong: ['example.org', 'a@', '@example.org', 'a b@example.org', ''],
  },
  uri: {
    right: ['https://example.org/', 'https://example.org/a%20b?c=d#e', 'urn:isbn:0451450523'],
    wrong: ['/relative', 'https://example.org/a b', 'example', ''],
  },
  uuid: {
    right: ['2f0c7c0e-5b1d-4a7a-9a54-3f1f6a0c9b11', '00000000-0000-0000-0000-000000000000'],
    wrong: ['2f0c7c0e-5b1d-4a7a-9a54-3f1f6a0c9b1', '2f0c7c0e5b1d4a7a9a543f1f6a0c9b11x', 'uuid', ''],
  },
  ipv4: {
    right: ['127.0.0.1', '255.255.255.255'],
    wrong: ['256.0.0.1', '127.0.0', '127.0.0.1.1', '::1', ''],
  },
  ipv6: {
    right: ['::1', '2001:db8:0:0:0:0:0:1'],
    wrong: ['127.0.0.1', '2001:db8::1::2', ':::', 'localhost', ''],
  },
};
