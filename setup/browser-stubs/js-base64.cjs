// What fhirclient uses of js-base64 to begin a launch, on what every browser has. Decoding is not among it:
// the id_token is read and checked in src/session.
exports.fromUint8Array = (bytes, forUrl) => {
  const text = btoa(String.fromCharCode(...bytes));
  return forUrl ? text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '') : text;
};
exports.encodeURL = (text) => exports.fromUint8Array(new TextEncoder().encode(text), true);
