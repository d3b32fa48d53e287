"use client";

import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";

export function KitToasts() {
  const toast = useToast();
  return (
    <>
      <Button onClick={() => toast({ text: "Asked. Two people can sign it now." })}>Toast</Button>
      <Button
        onClick={() =>
          toast({
            text: "IM-12 belongs to Jonas Weber now.",
            action: { label: "Undo", run: () => toast({ text: "IM-12 belongs to nobody again." }) },
          })
        }
      >
        Toast with undo
      </Button>
    </>
  );
}
