// fhirclient would print token responses through this package; nothing is printed.
const silent = () => undefined;
silent.extend = () => silent;
module.exports = () => silent;
