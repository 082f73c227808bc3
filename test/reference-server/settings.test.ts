import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/reference-server/settings.js';
import { StartError } from '../../src/reference-server/start-error.js';

describe('settings', () => {
  it('are those of one machine when nothing is said', () => {
    expect(readSettings({}, {})).toEqual({
      dataDir: './labcas-data',
      outputBucket: 'staging',
      corsOrigins: ['http://localhost:*', 'http://127.0.0.1:*'],
      trustProxy: false,
    });
  });

  it('come from the environment', () => {
    const environment = {
      LABCAS_DATA_DIR: '/data',
      LABCAS_CONFIG: 'config.yaml',
      LABCAS_CATALOG: 'catalog.yaml',
      LABCAS_OUTPUT_BUCKET: 'outputs',
      LABCAS_JWT_SECRET_FILE: '/run/secrets/jwt',
      LABCAS_JWT_ISSUERS: 'LabCAS, labcas',
      LABCAS_JWT_AUDIENCES: 'labcas-clients',
      LABCAS_BASE_DNS: 'dc=edrn,dc=jpl; ou=users,o=MCL',
      LABCAS_CORS_ORIGINS: 'https://portal.example.org,http://localhost:*',
      LABCAS_PUBLIC_URL: 'https://api.example.org/prod',
      LABCAS_TRUST_PROXY: 'true',
    };
    expect(readSettings({}, environment)).toEqual({
      dataDir: '/data',
      config: 'config.yaml',
      catalog: 'catalog.yaml',
      outputBucket: 'outputs',
      jwtSecretFile: '/run/secrets/jwt',
      issuers: ['LabCAS', 'labcas'],
      audiences: ['labcas-clients'],
      baseDns: ['dc=edrn,dc=jpl', 'ou=users,o=MCL'],
      corsOrigins: ['https://portal.example.org', 'http://localhost:*'],
      publicUrl: 'https://api.example.org/prod',
      trustProxy: true,
    });
  });

  it('that are given go before the environment, and blank variables are none', () => {
    const environment = { LABCAS_DATA_DIR: '/data', LABCAS_CONFIG: ' ' };
    expect(readSettings({ dataDir: '/given' }, environment)).toMatchObject({ dataDir: '/given' });
    expect(readSettings({}, environment).config).toBeUndefined();
  });

  it.each([
    [{ baseDns: ['edrn'] }, {}],
    [{}, { LABCAS_BASE_DNS: 'edrn' }],
    [{ corsOrigins: ['*'] }, {}],
    [{ corsOrigins: ['https://portal.example.org/'] }, {}],
    [{}, { LABCAS_CORS_ORIGINS: 'portal.example.org' }],
    [{}, { LABCAS_CORS_ORIGINS: 'null' }],
    [{ publicUrl: 'api.example.org' }, {}],
    [{ publicUrl: 'https://user@api.example.org' }, {}],
    [{ publicUrl: 'https://api.example.org/?a=b' }, {}],
    [{ publicUrl: 'ftp://api.example.org' }, {}],
    [{}, { LABCAS_TRUST_PROXY: 'maybe' }],
    [{ outputBucket: '../x' }, {}],
  ])('that make no sense are refused: %j %j', (given, environment) => {
    expect(() => readSettings(given, environment)).toThrow(StartError);
  });
});
