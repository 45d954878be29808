import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

/** The PIN somebody begins with: shown once, and good for choosing another. */
export const FirstPin = ({ name, pin, onClose }: { name: string; pin: string; onClose: () => void }) => (
  <Dialog
    open
    title={`A PIN for ${name} to begin with`}
    onClose={onClose}
    actions={
      <Button variant="go" onClick={onClose}>
        I have told them
      </Button>
    }
  >
    <p className="my-4 text-center font-mono font-strong text-[56px]/[64px] text-ink tracking-[.12em]">
      {pin}
    </p>
    <p>
      Tell it to {name}. At the first sign-in the till asks for a PIN of their own, which nobody else ever
      sees. This one is not shown again; a new one is a press away.
    </p>
  </Dialog>
)
