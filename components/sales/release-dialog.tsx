import { focusFirst } from '#components/register/focus-first.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

type Props = { amount: string; onRelease: () => void; onClose: () => void }

/** Money the bank has promised is given up for good. */
export const ReleaseDialog = ({ amount, onRelease, onClose }: Props) => (
  <Dialog
    open
    title={`Release the hold of ${amount}?`}
    onClose={onClose}
    actions={
      <>
        <Button size={64} ref={focusFirst} onClick={onClose}>
          Keep it
        </Button>
        <Button size={64} variant="danger" onClick={onRelease}>
          Release it
        </Button>
      </>
    }
  >
    The customer is not charged, and the bank’s promise is gone. To be paid after all, the card has to be
    there again.
  </Dialog>
)
