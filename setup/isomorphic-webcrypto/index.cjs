// Only asked for where the browser has no crypto of its own; those browsers are not served.
exports.default = globalThis.crypto;
