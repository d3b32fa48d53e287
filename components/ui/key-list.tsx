import { Kbd } from "./kbd";

/** Keys and what each of them does. */
export function KeyList({ keys }: { readonly keys: readonly (readonly [readonly string[], string])[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
      {keys.map(([names, meaning]) => (
        <div key={meaning} className="contents">
          <dt className="flex items-start gap-1">
            {names.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
