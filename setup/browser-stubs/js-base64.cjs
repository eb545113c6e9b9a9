// The three functions of js-base64 that fhirclient uses, on what every browser has.
exports.fromUint8Array = (bytes, forUrl) => {
  const text = btoa(String.fromCharCode(...bytes));
  return forUrl ? text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '') : text;
};
exports.encodeURL = (text) => exports.fromUint8Array(new TextEncoder().encode(text), true);
exports.decode = (text) => {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return new TextDecoder().decode(Uint8Array.from(plain, (each) => each.charCodeAt(0)));
};
