// Generated from openapi.yml by `npm run generate`. Do not edit.

/** The version of this package, as package.json has it. */
export const version = '0.1.0';
