import { Signature } from "lucide-react";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { formatPercent } from "@/components/ui/format-number";
import { formatSpan } from "@/components/ui/format-time";
import { Notice } from "@/components/ui/notice";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { Segmented, SegmentLink } from "@/components/ui/segmented";
import { TextLink } from "@/components/ui/text-link";
import { SMALL_SAMPLE } from "@/lib/domain/approvals/rubber-stamps";
import { counted } from "@/lib/domain/kernel/counted";
import type { FiguresView } from "@/lib/features/approval-figures/present";

const PERIODS = [
  ["30", "30 days"],
  ["90", "90 days"],
  ["365", "A year"],
] as const;

/** Whether signatures are more than a habit: how long people take, how often they agree, and with whom always. */
export function FiguresPage({ view }: { readonly view: FiguresView }) {
  return (
    <div className="max-w-[1080px] p-page-x">
      <PageHeader
        above={<TextLink href="/approvals">Approvals</TextLink>}
        title="How people decide"
        lede="A second signature is worth what its reader put into it. Numbers show where to look; they prove nothing about anybody."
      />
      <Segmented label="Period" className="mb-4">
        {PERIODS.map(([days, words]) => (
          <SegmentLink key={days} href={`/approvals/metrics?days=${days}`} current={view.days === days}>
            {words}
          </SegmentLink>
        ))}
      </Segmented>
      {view.votes === 0 ? (
        <EmptyState title="Nobody voted in this time" icon={<Signature aria-hidden />}>
          As soon as somebody approves or rejects a request, this page says how long they took.
        </EmptyState>
      ) : (
        <>
          {view.votes < SMALL_SAMPLE && (
            <Notice className="mb-4" title="This is a small sample.">
              {counted(view.votes, "vote")} in all: one more can change every share below.
            </Notice>
          )}
          {view.cut && (
            <Notice className="mb-4">
              Only the newest {view.votes} votes are counted; choose a shorter time.
            </Notice>
          )}
          <Voters view={view} />
          <Pairs view={view} />
        </>
      )}
    </div>
  );
}

function Voters({ view }: { readonly view: FiguresView }) {
  return (
    <section className="mb-8">
      <SectionHeader title="Each voter" aside={counted(view.votes, "vote")} />
      <DataTable label="How each voter decided" phone="blocks">
        <thead>
          <tr>
            <Th>Who</Th>
            <Th numeric>Votes</Th>
            <Th numeric>Approved</Th>
            <Th numeric>From asking to voting</Th>
            <Th numeric>From opening to voting</Th>
            <Th numeric>Under 30 s</Th>
          </tr>
        </thead>
        <tbody>
          {view.voters.map((one) => (
            <tr key={one.voterId}>
              <TdName detail={one.votes < SMALL_SAMPLE ? "small sample" : undefined}>{one.name}</TdName>
              <Td numeric label="Votes">
                {one.votes}
              </Td>
              <Td numeric label="Approved">
                {formatPercent(one.approved / one.votes)}
              </Td>
              <Td numeric label="From asking to voting">
                {formatSpan(one.decisionMsMedian)}
              </Td>
              <Td numeric label="From opening to voting" quiet={one.readMsMedian === null}>
                {one.readMsMedian === null ? "not known" : formatSpan(one.readMsMedian)}
              </Td>
              <Td numeric label="Under 30 s" quiet={one.opened === 0}>
                {one.opened === 0 ? "not known" : `${one.quick} of ${one.opened}`}
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      <p className="mt-2 max-w-[80ch] text-xs text-pretty text-3">
        Times are medians. Opening is when the request was first on the voter’s screen; votes without a known
        opening, such as those from before it was noted, are left out of both columns about it.
      </p>
    </section>
  );
}

function Pairs({ view }: { readonly view: FiguresView }) {
  return (
    <section>
      <SectionHeader
        title="Pairs that always approve each other"
        aside={counted(view.pairs.length, "pair")}
      />
      {view.pairs.length === 0 ? (
        <p className="text-2">No two people here approve everything that the other asks for.</p>
      ) : (
        <ul>
          {view.pairs.map(({ names: [one, other], votes: [there, back] }) => (
            <li key={`${one} ${other}`} className="border-b border-subtle py-2">
              <span className="font-medium">
                {one} and {other}
              </span>
              <span className="block text-xs text-2">
                {one} approved {there} of {there} from {other}, who approved {back} of {back} in return
                {there + back < SMALL_SAMPLE && "; a small sample"}.
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
