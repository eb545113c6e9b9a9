// The first clock that a browser is asked for costs a worn laptop a tenth of a second. It is paid here, in a script of
// its own, while the rest of the page is on its way.
Intl.DateTimeFormat().format();
