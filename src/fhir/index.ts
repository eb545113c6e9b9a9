/** The FHIR words we speak: types, systems, coding equality, references, and one exchange with a server. */
export { asResource, resourcesIn } from './bundle.ts';
export { codeIn, hasCoding, sameCoding } from './coding.ts';
export { noLongerThan, noShorterThan } from './length.ts';
export { isId, parseReference, referencesIn, withReferences } from './reference.ts';
export { extension, own, personalIdentityNumber, system } from './systems.ts';
export type { FhirReply, FhirRequest, Transport, TransportFault } from './transport.ts';
export { outcomeText, TransportError } from './transport.ts';
export type * from './types.ts';
