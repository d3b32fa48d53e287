import {
  AppWindow,
  Box,
  CalendarClock,
  Cloud,
  Database,
  DoorOpen,
  Fingerprint,
  HardDrive,
  KeyRound,
  Layers,
  Link,
  ListOrdered,
  type LucideIcon,
  Package,
  ScrollText,
  Smartphone,
  Split,
  UserCog,
  Workflow,
  Zap,
} from "lucide-react";

const ICONS: Readonly<Record<string, LucideIcon>> = {
  client: AppWindow,
  "edge-device": Smartphone,
  gateway: DoorOpen,
  "load-balancer": Split,
  service: Box,
  "admin-console": UserCog,
  "identity-provider": Fingerprint,
  database: Database,
  "object-store": HardDrive,
  cache: Zap,
  queue: ListOrdered,
  "log-store": ScrollText,
  "key-store": KeyRound,
  "ledger-node": Link,
  pipeline: Workflow,
  scheduler: CalendarClock,
  "third-party": Cloud,
  zone: Layers,
};

/** The sign of a kind of component; its word always stands beside it. */
export function KindIcon({ kind }: { readonly kind: string | null }) {
  const Icon = (kind && ICONS[kind]) || Package;
  return <Icon aria-hidden />;
}
