import { useId } from 'preact/hooks';
import { Told } from './asked.tsx';
import { Hints } from './hints.tsx';
import { Add, type GroupProps, Remove } from './instances.tsx';
import { problemsAt } from './problems.ts';
import { beneath } from './sight.ts';
import { Table } from './table.tsx';
import { nameOf, Words } from './words-of-item.tsx';

function Instance({ draw: Draw, index, ...props }: GroupProps & { readonly index: number }) {
  const { sight, item, slot } = props;
  const entry = slot.entries[index];
  if (entry === undefined) return null;
  const inside = <Draw sight={sight} items={item.items} entry={entry} at={beneath(props, index)} />;
  if (!item.repeats) return inside;
  return (
    <fieldset class="group instance">
      <legend>
        {nameOf(props)} ({index + 1})
      </legend>
      {inside}
      <Remove {...props} index={index} />
    </fieldset>
  );
}

function Instances(props: GroupProps) {
  const { item, slot } = props;
  const instances = slot.entries.map((_, index) => (
    <Instance key={index} {...props} index={index} />
  ));
  if (!item.repeats) return <>{instances}</>;
  return (
    <div class="repeating">
      {instances}
      <Add {...props} />
    </div>
  );
}

/** Items that belong together, once or as many times as the person adds. */
export function Group(props: GroupProps) {
  const { sight, item, at } = props;
  const id = useId();
  const inside = (
    <>
      <Hints {...props} id={`${id}-hint`} />
      <Told id={`${id}-told`} problems={problemsAt(props)} />
      {item.control === 'gtable' && item.repeats ? <Table {...props} /> : <Instances {...props} />}
    </>
  );
  return item.text === undefined ? (
    <div class="group" data-item={item.index}>
      {inside}
    </div>
  ) : (
    <fieldset class="group" data-item={item.index} aria-describedby={`${id}-hint ${id}-told`}>
      <legend>
        <Words sight={sight} item={item} at={at} />
      </legend>
      {inside}
    </fieldset>
  );
}
