/** Runs once when an instance starts, before it serves. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const [{ prepareInstallation }, { startJobs }] = await Promise.all([
    import("@/lib/jobs/first-start"),
    import("@/lib/jobs/start"),
  ]);
  await prepareInstallation();
  startJobs();
}
