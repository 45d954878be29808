import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { KeyHint } from '#components/ui/key-hint.tsx'
import { focusFirst } from './focus-first.ts'
import { useCounter } from './view.ts'

const LEFT = [
  [['/'], 'Search'],
  [['Enter'], 'Add the top hit'],
  [['3', '*'], 'Three of the next item'],
  [['+', '-'], 'One more, one less'],
  [['↑', '↓'], 'Choose a line'],
  [['Del'], 'Remove the line'],
  [['Ctrl', 'Z'], 'Undo'],
] as const

const RIGHT = [
  [['F9'], 'Charge the reader'],
  [['F10'], 'Cash'],
  [['1', '2', '3', '4'], 'The buttons on screen'],
  [['P', 'S'], 'Print, show the receipt'],
  [['Enter'], 'Next sale'],
  [['Esc'], 'Back, or cancel'],
  [['?'], 'These keys'],
] as const

/** Every key of the till. */
export function KeysDialog() {
  const { change } = useCounter()
  const close = () => change({ dialog: undefined })
  return (
    <Dialog
      open
      width="wide"
      title="Keys"
      onClose={close}
      corner={
        <Button size={48} hint="Esc" onClick={close} ref={focusFirst}>
          Close
        </Button>
      }
    >
      <div className="mt-3 grid grid-cols-2 gap-x-8 max-[720px]:grid-cols-1">
        <Keys list={LEFT} />
        <Keys list={RIGHT} />
      </div>
      <p className="mt-3 border-line border-t pt-4">
        A scanner works everywhere, with no field chosen. Learn <KeyHint keys="F9" always /> and{' '}
        <KeyHint keys="F10" always /> first.
      </p>
    </Dialog>
  )
}

type KeyList = readonly (readonly [readonly string[], string])[]

function Keys({ list }: { list: KeyList }) {
  return (
    <dl>
      {list.map(([keys, words]) => (
        <div key={words} className="flex h-11 items-center gap-3.5">
          <dt className="flex w-40 flex-none justify-end gap-2 text-ink">
            {keys.map(key => (
              <kbd key={key}>
                <span className="sr-only">{key}</span>
                <KeyHint keys={key} always large />
              </kbd>
            ))}
          </dt>
          <dd className="text-ink">{words}</dd>
        </div>
      ))}
    </dl>
  )
}
