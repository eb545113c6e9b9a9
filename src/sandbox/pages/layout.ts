import { html } from 'hono/html';

export type Markup = ReturnType<typeof html>;

type Here = 'patients' | 'written' | 'portal' | 'try' | 'none';

const places: readonly { readonly here: Here; readonly href: string; readonly text: string }[] = [
  { here: 'patients', href: '/', text: 'Patienter' },
  { here: 'try', href: '/prova', text: 'Att prova' },
  { here: 'written', href: '/skrivet', text: 'Det som skrivits' },
  { here: 'portal', href: '/portal', text: 'Vad patienten ser' },
  { here: 'none', href: '/hur-manga', text: 'Hur många fick frågan' },
];

/** The frame of every page: the demo banner, the places to go, and one main part. */
export function page(
  title: string,
  here: Here,
  content: Markup,
  wide = false,
  user = 'Åsa Sköterskesson',
): Markup {
  return html`<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} – Demojournalen</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/ehr.css">
</head>
<body>
<a class="skip" href="#innehall">Till innehållet</a>
<header>
<p class="demo"><strong>DEMO – påhittade personer.</strong> Skriv aldrig in riktiga uppgifter.</p>
<div class="top">
<span class="brand">Demojournalen</span>
<nav aria-label="Huvudmeny"><ul>${places.map(
    (place) =>
      html`<li><a href="${place.href}"${place.here === here && here !== 'none' ? html` aria-current="page"` : ''}>${place.text}</a></li>`,
  )}</ul></nav>
<span class="user">Inloggad: ${user}</span>
</div>
</header>
<main id="innehall" class="${wide ? 'wide' : 'narrow'}">${content}</main>
</body>
</html>`;
}
