import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'

type Props = {
  /** The kinds of pictures it offers, as a browser names them. */
  accept: string
  /** A reason is printed on it. */
  off: boolean | string
  onChoose: (file: File) => void
  children: ReactNode
}

/** A button that opens the folder of pictures. The same file may be chosen again. */
export const PictureInput = ({ accept, off, onChoose, children }: Props) =>
  typeof off === 'string' ? (
    <Button size={48} className="px-5" off={off}>
      {children}
    </Button>
  ) : (
    <label className="flex h-12 cursor-pointer items-center rounded-[13px] px-5 font-label text-[17px]/[22px] inset-ring-[1.5px] inset-ring-edge hover:bg-control/50 forced-colors:border has-focus-visible:outline-3 has-focus-visible:outline-focus">
      <input
        type="file"
        accept={accept}
        className="sr-only"
        disabled={off}
        onChange={event => {
          const [file] = event.target.files ?? []
          if (file) onChoose(file)
          event.target.value = ''
        }}
      />
      {children}
    </label>
  )
