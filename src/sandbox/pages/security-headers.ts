import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** No scripts at all on these pages; frames only for the app, and for ourselves on the way to it. */
export function pageHeaders(appOrigin: string, url: string): MiddlewareHandler {
  const bothNames = [url, appOrigin].flatMap((origin) => [
    origin,
    origin.replace('//127.0.0.1', '//localhost'),
  ]);
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      frameSrc: ["'self'", ...new Set(bothNames)],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
    // Plain HTTP on this computer: nothing to be strict about.
    strictTransportSecurity: false,
  });
}
