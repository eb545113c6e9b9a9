import type { FormItem } from '../../questionnaire/index.ts';
import { Add, type GroupProps, Remove } from './instances.tsx';
import { beneath } from './sight.ts';
import { nameOf, Words } from './words-of-item.tsx';

/** One row an instance, one column an item; the columns' heads are the questions. */
export function Table({ draw: Draw, ...props }: GroupProps) {
  const { sight, item, slot, at } = props;
  const columns = item.items.filter((each) => !each.hidden);
  const only = (column: FormItem): readonly FormItem[] =>
    item.items.map((each) => (each === column ? each : { ...each, hidden: true }));
  return (
    <div class="repeating">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <section class="scrolls" tabIndex={0} aria-label={nameOf(props)}>
        <table class="plain">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.linkId} scope="col">
                  <Words sight={sight} item={column} at={at} />
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {slot.entries.map((entry, index) => (
              <tr key={index} class="instance">
                {columns.map((column) => (
                  <td key={column.linkId} class="cell">
                    <Draw
                      sight={sight}
                      items={only(column)}
                      entry={entry}
                      at={beneath(props, index)}
                    />
                  </td>
                ))}
                <td>
                  <Remove {...props} index={index} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Add {...props} />
    </div>
  );
}
