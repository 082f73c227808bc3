/** The most bytes of UTF-8 that a key can have in S3. */
export const maxKeyBytes = 1024;
