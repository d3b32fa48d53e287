import type { Page } from "@playwright/test";
import { sendForm, type WrittenForm, writtenForm } from "../fixtures/forms";
import type { Installation } from "../fixtures/installation";
import { enter, requestsOf } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

const ENGINEER = "jonas@meridian.example";
const HIDDEN_FROM = "tomas@meridian.example";
const APPROVER = "mei@meridian.example";
const VIEWER = "sara@meridian.example";

/** A form of a page that an engineer is given, and what is written into it. */
type Forgery = {
  readonly command: string;
  readonly path: string;
  readonly button: RegExp;
  readonly fields?: Readonly<Record<string, string>>;
};

const CHECKOUT = "/systems/checkout";
const ELEMENT = "elements.0.";
const FORGERIES: readonly Forgery[] = [
  {
    command: "architecture.save-elements",
    path: `${CHECKOUT}/architecture`,
    button: /^Add zone$/,
    fields: { [`${ELEMENT}name`]: "Forged", [`${ELEMENT}trust`]: "4", [`${ELEMENT}coordination`]: "none" },
  },
  {
    command: "architecture.save-elements",
    path: `${CHECKOUT}/architecture/flow/1`,
    button: /^Take this flow out$/,
  },
  {
    command: "assets.save",
    path: `${CHECKOUT}/architecture/asset/1`,
    button: /^Save$/,
    fields: { name: "Forged" },
  },
  {
    command: "assets.take-out",
    path: `${CHECKOUT}/architecture/asset/1`,
    button: /^Take this asset out$/,
  },
  {
    command: "assets.add-data-classes",
    path: `${CHECKOUT}/architecture/asset/2`,
    button: /^Add them there$/,
  },
  {
    command: "architecture.import-model",
    path: `${CHECKOUT}/architecture/import`,
    button: /^Check the file$/,
    fields: { dryRun: "no", text: '{"format":"countersign-model"}' },
  },
  {
    command: "latency.save-path",
    path: `${CHECKOUT}/architecture`,
    button: /^Add request path$/,
    fields: { name: "Forged", flows: "F1" },
  },
  {
    command: "latency.retire-path",
    path: `${CHECKOUT}/architecture/path/1`,
    button: /^Take this request path out$/,
    fields: { reason: "Nobody will notice." },
  },
  {
    command: "controls.save",
    path: `${CHECKOUT}/controls/1`,
    button: /^Save$/,
    fields: { note: "Forged", reason: "Nobody will notice." },
  },
  {
    command: "controls.retire",
    path: `${CHECKOUT}/controls/1`,
    button: /^Retire control$/,
    fields: { reason: "Nobody will notice." },
  },
  {
    command: "roi.save-loss-scenario",
    path: `${CHECKOUT}/roi/scenarios/THREAT`,
    button: /^Save$/,
    fields: { basis: "Forged" },
  },
  {
    command: "roi.drop-loss-scenario",
    path: `${CHECKOUT}/roi/scenarios/THREAT`,
    button: /^Use the catalogue’s numbers$/,
  },
  {
    command: "threats.accept-finding",
    path: `${CHECKOUT}/threats?threat=mitm&leave=FINDING`,
    button: /^Ask for the exception$/,
    fields: { kind: "accept", reason: "Nobody will notice.", ownerId: "PERSON", expiresOn: "UNTIL" },
  },
];

/** Changes with every element, request, vote and exception. */
async function everything(installation: Installation): Promise<unknown> {
  const [row] = await installation.sql(
    `select (select md5(string_agg(concat(id, version, name, facts, retired_at), ',' order by id)) from model_element) as model,
            (select count(*)::int from approval_request) as requests,
            (select count(*)::int from approval_vote) as votes,
            (select string_agg(state, ',' order by number) from approval_request) as states,
            (select count(*)::int from exception) as exceptions`,
  );
  return row;
}

async function formOf(page: Page, forgery: Forgery, put: (text: string) => string): Promise<WrittenForm> {
  await page.goto(put(forgery.path));
  const form = page.locator("form").filter({
    has: page.getByRole("button", { name: forgery.button, includeHidden: true }),
  });
  const fields = Object.entries(forgery.fields ?? {}).map(([name, value]) => [name, put(value)]);
  return writtenForm(form, Object.fromEntries(fields));
}

test("forms of the model and the money that an engineer is given are refused from anybody who may not, and that is on record", async ({
  installation,
  person,
  playwright,
}) => {
  test.setTimeout(120_000);
  const [own] = await installation.sql<{ threat: string; person: string; system: string }>(
    `select e.facts->>'threat' as threat, u.id as person, s.id as system from model_element e
     join system s on s.id = e.system_id cross join "user" u
     where s.slug = 'checkout' and e.kind = 'loss-scenario' and e.retired_at is null and u.email = $1 limit 1`,
    [ENGINEER],
  );
  await installation.sql(
    `insert into membership select id, $1, 'none' from "user" where email = $2
     on conflict (user_id, system_id) do update set role = 'none'`,
    [own?.system, HIDDEN_FROM],
  );
  const jonas = await person("Jonas", { javaScriptEnabled: false });
  await enter(installation, jonas, ENGINEER);
  await jonas.page.goto(`${CHECKOUT}/threats?threat=mitm`);
  const leave = await jonas.page.getByRole("link", { name: "Leave open…" }).first().getAttribute("href");
  const put = (text: string) =>
    text
      .replace("THREAT", own?.threat ?? "")
      .replace("FINDING", new URL(leave ?? "", installation.baseURL).searchParams.get("leave") ?? "")
      .replace("PERSON", own?.person ?? "")
      .replace("UNTIL", new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10));
  const forms = [];
  for (const forgery of FORGERIES) forms.push(await formOf(jonas.page, forgery, put));
  const before = await everything(installation);

  for (const email of [VIEWER, APPROVER, HIDDEN_FROM, null]) {
    const request = await requestsOf(playwright, installation, email);
    for (const form of forms) {
      const answer = await sendForm(request, form);
      expect([email, form.url, answer.status() < 500]).toEqual([email, form.url, true]);
      expect([email, form.url, await everything(installation)]).toEqual([email, form.url, before]);
    }
    await request.dispose();
  }
  const denials = await installation.sql<{ email: string; action: string }>(
    `select distinct u.email, e.action from audit_entry e join "user" u on u.id = e.actor_id
     where e.outcome = 'denied' order by u.email, e.action`,
  );
  const commands = [...new Set(FORGERIES.map(({ command }) => command))].sort();
  for (const email of [VIEWER, APPROVER])
    expect(denials.filter((one) => one.email === email).map(({ action }) => action)).toEqual(commands);

  const request = await requestsOf(playwright, installation, ENGINEER);
  const [zone] = forms;
  if (zone) await sendForm(request, zone);
  await request.dispose();
  expect(await installation.sql("select name from model_element where name = 'Forged'")).toEqual([
    { name: "Forged" },
  ]);
});

test("a vote is taken from nobody without the right, from nobody the system is hidden from, and taking back only from the requester", async ({
  installation,
  person,
  playwright,
}) => {
  const [asked] = await installation.sql<{ number: number; email: string; system: string }>(
    `select r.number, u.email, r.system_id as system from approval_request r join "user" u on u.id = r.requester_id
     where r.state = 'pending' and r.system_id is not null and u.email not in ($1, $2, 'ana@meridian.example') limit 1`,
    [APPROVER, VIEWER],
  );
  const formsAs = async (email: string, buttons: readonly RegExp[]) => {
    const who = await person(email, { javaScriptEnabled: false });
    await enter(installation, who, email);
    const forms = [];
    for (const button of buttons)
      forms.push(
        await formOf(
          who.page,
          {
            command: "",
            path: `/approvals/${asked?.number}`,
            button,
            fields: { reason: "I read it and it holds until the spring." },
          },
          String,
        ),
      );
    return forms;
  };
  const votes = await formsAs(APPROVER, [/^Approve$/, /^Reject$/]);
  const withdrawal = await formsAs(asked?.email ?? "", [/^Withdraw request$/]);
  await installation.sql(
    `insert into membership select id, $1, 'none' from "user" where email = 'ana@meridian.example'
     on conflict (user_id, system_id) do update set role = 'none'`,
    [asked?.system],
  );
  const before = await everything(installation);
  const engineers = [ENGINEER, HIDDEN_FROM].filter((email) => email !== asked?.email);
  for (const email of [VIEWER, ...engineers, asked?.email ?? "", "ana@meridian.example", null])
    for (const form of votes) {
      const request = await requestsOf(playwright, installation, email);
      expect((await sendForm(request, form)).status()).toBeLessThan(500);
      await request.dispose();
      expect([email, await everything(installation)]).toEqual([email, before]);
    }
  for (const email of [VIEWER, APPROVER, "olu@meridian.example", null])
    for (const form of withdrawal) {
      const request = await requestsOf(playwright, installation, email);
      expect((await sendForm(request, form)).status()).toBeLessThan(500);
      await request.dispose();
      expect([email, await everything(installation)]).toEqual([email, before]);
    }
  const other = votes[0] && {
    ...votes[0],
    fields: votes[0].fields.map(([name, value]) =>
      name === "payloadHash"
        ? ([name, value.replace(/^./, (c) => (c === "0" ? "1" : "0"))] as const)
        : ([name, value] as const),
    ),
  };
  const mei = await requestsOf(playwright, installation, APPROVER);
  if (other) expect(await (await sendForm(mei, other)).text()).toContain("other content");
  expect(await everything(installation)).toEqual(before);
  if (votes[0]) expect(await (await sendForm(mei, votes[0])).text()).toContain("It took effect.");
  await mei.dispose();
  expect(
    await installation.sql("select state from approval_request where number = $1", [asked?.number]),
  ).toEqual([{ state: "executed" }]);
});
