import { Avatar } from "@/components/ui/avatar";
import { Checkbox } from "@/components/ui/checkbox";
import { GoalMarks } from "@/components/ui/goal-mark";
import { List, ListGroupHead, ListRow } from "@/components/ui/list-row";
import { StateMark } from "@/components/ui/state-mark";
import type { Goal, State } from "@/lib/domain/checklists/vocabulary";

interface Item {
  readonly number: string;
  readonly title: string;
  readonly state: State;
  readonly goals: readonly Goal[];
  readonly note: string;
  readonly due?: string;
  readonly late?: boolean;
  readonly comments: number;
  readonly owner: string | null;
}

const ITEMS: readonly Item[] = [
  {
    number: "IM-11",
    title: "Verify certificate chain and host name in all HTTP clients",
    state: "proven",
    goals: ["confidentiality", "authentication"],
    note: "Proven until 1 Feb",
    comments: 0,
    owner: "Jonas Weber",
  },
  {
    number: "IM-12",
    title: "Require mTLS on every service-to-service flow",
    state: "claimed",
    goals: ["confidentiality", "integrity", "authentication"],
    note: "Expires in 15 d",
    due: "3 Dec",
    comments: 6,
    owner: "Jonas Weber",
  },
  {
    number: "IM-04",
    title: "Rotate refresh tokens on use and detect reuse",
    state: "gap",
    goals: ["authentication"],
    note: "Not done",
    due: "Overdue 6 d",
    late: true,
    comments: 1,
    owner: "Tomás Silva",
  },
  {
    number: "IM-22",
    title: "Make order and capture one conditional write (no double capture), and keep it so in every region",
    state: "planned",
    goals: ["integrity"],
    note: "Planned, release 4.3",
    due: "12 Dec",
    comments: 2,
    owner: "Priya Nair",
  },
  {
    number: "IM-24",
    title: "Strip card numbers from traces and error reports",
    state: "unknown",
    goals: ["confidentiality"],
    note: "Nobody has answered",
    comments: 0,
    owner: null,
  },
  {
    number: "IM-14",
    title: "Sign messages between consensus peers",
    state: "not-applicable",
    goals: ["integrity"],
    note: "No consensus here",
    comments: 0,
    owner: null,
  },
];

export function KitList() {
  return (
    <div>
      <ListGroupHead title="Transport" remark="6 of 8 proven" />
      <List label="Transport">
        {ITEMS.map((item) => (
          <ItemRow key={item.number} item={item} current={item.number === "IM-12"} />
        ))}
      </List>
    </div>
  );
}

function ItemRow({ item, current }: { readonly item: Item; readonly current: boolean }) {
  return (
    <ListRow
      href="/kit"
      current={current}
      checkbox={<Checkbox aria-label={`Select ${item.number}`} />}
      mark={<StateMark state={item.state} />}
      number={item.number}
      title={item.title}
      marks={<GoalMarks goals={item.goals} />}
      note={item.note === "Expires in 15 d" ? <span className="text-warn">{item.note}</span> : item.note}
      due={item.late ? <span className="font-medium text-bad">{item.due}</span> : (item.due ?? null)}
      comments={item.comments}
      person={<Avatar name={item.owner} />}
    />
  );
}
