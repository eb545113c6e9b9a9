import type { Pack, ServiceRole } from '../../routine/index.ts';
import { servicesFor } from '../../routine/index.ts';

/** The times of a day at which something in the directory opens or closes, and midnight. */
function turns({ services }: Pack): readonly string[] {
  const times = services.flatMap(({ hours }) =>
    hours === undefined || hours === 'always' ? [] : hours.flatMap(({ from, to }) => [from, to]),
  );
  return [...new Set(['00:00', ...times.filter((time) => time !== '24:00')])].sort();
}

type When = { readonly weekday: number; readonly time: string };

function everyTurn(pack: Pack): readonly When[] {
  return [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => turns(pack).map((time) => ({ weekday, time })));
}

/** How many different moments and places the directory has. */
export function momentsOf(pack: Pack): number {
  return everyTurn(pack).length * (pack.municipalities.length + 1);
}

/** A line for everybody, everywhere, that never closes. */
function neverClosed({ services }: Pack, wanted: readonly ServiceRole[]): boolean {
  return services.some(
    ({ phone, hours, municipalities, roles }) =>
      phone && hours === 'always' && !municipalities && roles.some((role) => wanted.includes(role)),
  );
}

/**
 * Where and when nobody with those roles can be reached, in every municipality and where none was stated:
 * `"1880, weekday 6, 16:30"`. Unknown hours are not open.
 */
export function closedAt(pack: Pack, roles: readonly ServiceRole[]): readonly string[] {
  if (neverClosed(pack, roles)) return [];
  const places = [undefined, ...pack.municipalities.map(({ code }) => code)];
  return places.flatMap((municipality) =>
    everyTurn(pack)
      .filter(
        (moment) =>
          !servicesFor(pack, roles, {
            at: { date: pack.validFrom, ...moment },
            ...(municipality !== undefined && { municipality }),
          }).some(({ open }) => open === true),
      )
      .map(
        ({ weekday, time }) => `${municipality ?? 'no municipality'}, weekday ${weekday}, ${time}`,
      ),
  );
}
