import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TokenStanding } from "@/lib/domain/tokens/token";
import type { TokensView } from "@/lib/features/tokens/present";
import { TokenForms } from "./token-forms";

const STANDING_WORDS: Readonly<Record<TokenStanding, string>> = {
  unseen: "Granted, not shown yet",
  live: "Live",
  expired: "Expired",
  revoked: "Revoked",
};

/** Tokens with their limits, their end and what can be done about them. */
export function TokenTable({ view: { rows, all, asOf } }: { readonly view: TokensView }) {
  return (
    <DataTable label={all ? "Tokens of everybody" : "Your tokens"} phone="blocks" rowHeight="tall">
      <thead>
        <tr>
          <Th>Name</Th>
          {all && <Th>Owner</Th>}
          <Th>Lets a program</Th>
          <Th>Limits</Th>
          <Th>Standing</Th>
          <Th>Last used</Th>
          <Th hiddenLabel="Actions" />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <TdName>{row.name}</TdName>
            {all && <Td label="Owner">{row.owner}</Td>}
            <Td label="Lets a program">{row.scopes}</Td>
            <Td label="Limits">{row.limits}</Td>
            <Td label="Standing">
              {STANDING_WORDS[row.standing]}
              {(row.standing === "live" || row.standing === "unseen") && (
                <span className="text-3">
                  , ends <RelativeTime instantMs={row.expiresAtMs} nowMs={asOf} />
                </span>
              )}
            </Td>
            <Td label="Last used">
              {row.lastUsedAtMs === null ? (
                "never"
              ) : (
                <RelativeTime instantMs={row.lastUsedAtMs} nowMs={asOf} />
              )}
            </Td>
            <Td numeric>
              <TokenForms token={row} />
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
