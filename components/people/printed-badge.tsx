import { Printer } from 'lucide-react'
import { Bars } from '#components/receipt/bars.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

type Props = { badge: string; name: string; shop: string; onClose: () => void }

/** A badge as it is handed out: shown once, and printed from here. */
export const PrintedBadge = ({ badge, name, shop, onClose }: Props) => (
  <Dialog
    open
    title={`The badge of ${name}`}
    onClose={onClose}
    actions={
      <>
        <Button onClick={onClose}>Done</Button>
        <Button
          variant="go"
          icon={<Printer className="size-5.5" aria-hidden="true" />}
          onClick={() => window.print()}
        >
          Print
        </Button>
      </>
    }
  >
    <p>Print it now: it is not shown again. Who loses it gets a new one, and the old one opens nothing.</p>
    <article aria-label="Badge" className="receipt mx-auto mt-4 grid justify-items-center gap-2 text-center">
      <p className="font-sans text-[12.5px]/[17px]">{shop}</p>
      <p className="break-words font-bold font-sans text-[23px]/[28px]">{name}</p>
      <Bars text={badge} height={34} module={1} />
      <p className="text-[12px]/[16px]">{badge}</p>
    </article>
  </Dialog>
)
