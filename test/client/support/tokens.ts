/** A token that looks like one of LabCAS and expires in so many seconds; its signature is none. */
export function tokenFor(user: string, seconds: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + seconds;
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: `uid=${user}`, exp, jti: serial++ })}.c2lnbmF0dXJl`;
}

let serial = 0;
