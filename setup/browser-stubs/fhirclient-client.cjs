// fhirclient's FHIR client, which beginning a launch never makes: requests go through src/session/transport.ts.
exports.default = class {
  constructor() {
    throw new Error('Not in the browser: src/session/transport.ts is the FHIR client.');
  }
};
