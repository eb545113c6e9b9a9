/** The key beside what it does; never part of a control's name ("Ja", not "Ja 1"). */
export function KeyHint({ name }: { readonly name: string }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing here takes focus
  return <kbd aria-hidden="true">{name}</kbd>;
}
