import { describe, expect, test } from 'vitest';
import { parseContractConfig } from '../../src/cli/contract/config-file.js';
import { parseKnownFailures } from '../../src/cli/contract/known-file.js';
import { allCases } from '../contract/cases/all.js';
import { examplesIn } from '../support/documents.js';

describe('the files that docs/contract.md shows', () => {
  const [config, known, ...rest] = examplesIn('yaml').filter(({ name }) =>
    name.startsWith('docs/contract.md'),
  );

  test('are one configuration and one list of known failures', () => {
    expect(rest).toEqual([]);
    expect(parseContractConfig(config?.code ?? '', 'contract.yml')).toMatchObject({
      baseUrl: 'https://api.example.org/dev',
      identities: { nobody: { command: ['get-token', '--user', 'stranger'] } },
      targets: [{ workflow: 'nebraska', success: { tile_size: 256 } }],
      hideNames: true,
    });
    const [first] = parseKnownFailures(known?.code ?? '', 'known-failures.yml');
    expect(allCases.map(({ id }) => id)).toContain(first?.id);
  });
});
