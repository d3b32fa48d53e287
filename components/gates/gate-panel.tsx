import { TextLink } from "@/components/ui/text-link";
import type { GateView, ItemLine } from "@/lib/features/gates/present";
import { GateForm } from "./gate-form";

/** One gate: what keeps it shut, what is left open, where an approver looks, and the form to ask for it. */
export function GatePanel({ gate }: { readonly gate: GateView }) {
  const { blocks, exceptions, looksAt, asked, mayAsk } = gate;
  return (
    <div className="grid gap-5">
      {blocks.length > 0 && (
        <Part title="What blocks it">
          <ul className="grid gap-1">
            {blocks.map((block) => (
              <li key={block.href ?? block.words}>
                {block.href === null ? block.words : <Line line={block} />}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {exceptions.length > 0 && (
        <Part title="Left open or left out on purpose">
          <ul className="grid gap-1">
            {exceptions.map((line) => (
              <li key={line.number}>
                <Line line={line} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title="Where an approver looks first">
        <ul className="grid gap-1.5">
          {looksAt.map(({ check, items }) => (
            <li key={check}>
              {check}{" "}
              {items.map(({ number, href }) => (
                <TextLink
                  key={number}
                  href={href}
                  prefetch={false}
                  className="mono mr-2 inline-flex min-h-6 items-center text-xs"
                >
                  {number}
                </TextLink>
              ))}
            </li>
          ))}
        </ul>
      </Part>
      {asked !== null && (
        <p>
          <TextLink href={`/approvals/${asked}`}>AR-{asked}</TextLink> asks for this gate and waits for a
          second person.
        </p>
      )}
      {asked === null && mayAsk && blocks.length === 0 && (
        <Part title="Ask for it">
          <GateForm gate={gate} />
        </Part>
      )}
      {asked === null && (!mayAsk || blocks.length > 0) && <Vouched gate={gate} />}
    </div>
  );
}

/** The criteria where there is no form for them. */
function Vouched({ gate: { entry, exit } }: { readonly gate: GateView }) {
  return (
    <Part title="What whoever asks vouches for">
      <ul className="grid list-disc gap-1 pl-4 text-2">
        {[...entry, ...exit].map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </Part>
  );
}

type PartProps = { readonly title: string; readonly children: React.ReactNode };

function Part({ title, children }: PartProps) {
  return (
    <div>
      <p className="mb-1 font-medium">{title}</p>
      {children}
    </div>
  );
}

function Line({ line: { number, title, href, words } }: { readonly line: ItemLine }) {
  return (
    <span className="grid gap-x-2 sm:grid-cols-[56px_minmax(0,1fr)]">
      <TextLink href={href} prefetch={false} className="mono inline-flex min-h-6 items-center text-xs">
        {number}
      </TextLink>
      <span className="min-w-0 break-words">
        {title} <span className="text-3">{words}</span>
      </span>
    </span>
  );
}
