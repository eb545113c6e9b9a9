import fc from 'fast-check';

/** Ways to write an address so that a careless check lets it through. `good` is one that is allowed. */
const hosts = [
  '169.254.169.254',
  '127.0.0.1',
  '127.1',
  '0x7f.1',
  '0x7f000001',
  '2130706433',
  '017700000001',
  '0',
  '0.0.0.0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:169.254.169.254]',
  '[fe80::1%25eth0]',
  '[0:0:0:0:0:0:0:1]',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'metadata.google.internal',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '100.64.0.1',
  'ehr.example.evil.example',
  'evil.example',
  'evil-ehr.example',
  'ehr.example.',
  'ehr.exam\u212Ale',
  'ehr\u3002example',
  'xn--ehr-example',
  'ehr.example:8443',
  'ehr.example:0',
  'EHR.example',
  'user@ehr.example',
  'ehr.example@evil.example',
  'ehr.example:x@evil.example',
  'ehr.example%2eevil.example',
  'ehr.example%00.evil.example',
  'ehr.example\\@evil.example',
  'ehr.example#@evil.example',
  'ehr.example?@evil.example',
  'rebind.example',
  '①②⑦.0.0.1',
];
const schemes = [
  'https://',
  'http://',
  'HTTPS://',
  'https:/',
  'https:',
  '//',
  'file://',
  'ftp://',
  'gopher://',
  'data:',
  'javascript:',
  'blob:https://',
  'ws://',
  'https:\\\\',
  ' https://',
  'https://\t',
  'jar:https://',
];
const paths = [
  '',
  '/',
  '/fhir',
  '/fhir/',
  '/fhir//',
  '/fhir/../admin',
  '/fhir/..%2fadmin',
  '/FHIR',
  '/fhir?x',
  '/fhir#x',
  '/fhir;x',
  '/fhir\u0000',
  '/fhir ',
  '/%66hir',
  '/fhir/Patient',
  '/jwks.json',
  '/jwks.json/',
  '/jwks.json?x',
  '/./fhir',
  '//fhir',
];

/** An address that is not, letter for letter, one of the allowed. */
export function foreignAddress(allowed: readonly string[]): fc.Arbitrary<string> {
  const made = fc
    .tuple(fc.constantFrom(...schemes), fc.constantFrom(...hosts), fc.constantFrom(...paths))
    .map((parts) => parts.join(''));
  const bent = fc
    .tuple(fc.constantFrom(...allowed), fc.nat(60), fc.string({ minLength: 1, maxLength: 3 }))
    .map(([good, at, extra]) => `${good.slice(0, at)}${extra}${good.slice(at)}`);
  const any = fc.oneof({ weight: 6, arbitrary: made }, { weight: 3, arbitrary: bent }, fc.webUrl());
  return any.filter(
    (each) => !allowed.includes(each) && !allowed.includes(each.replace(/\/$/, '')),
  );
}
