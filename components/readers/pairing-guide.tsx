import type { ReactNode } from 'react'

/** A device of our own look, 72 units wide and 120 high; what its glass shows is drawn from 6, 8 on. */
const Device = ({ children }: { children: ReactNode }) => (
  <svg viewBox="0 0 72 128" className="h-32 w-18 flex-none" aria-hidden="true" fill="none">
    <rect x="1" y="1" width="70" height="126" rx="9" className="fill-ink" />
    <rect x="6" y="8" width="60" height="106" rx="4" className="fill-surface" />
    {children}
  </svg>
)

const Line = ({ x = 14, y, width }: { x?: number; y: number; width: number }) => (
  <rect x={x} y={y} width={width} height="4" rx="2" className="fill-edge" />
)

const Finger = ({ x, y }: { x: number; y: number }) => (
  <circle cx={x} cy={y} r="7" className="fill-go stroke-on-go" strokeWidth="2" />
)

const STEPS: readonly { readonly text: ReactNode; readonly drawing: ReactNode }[] = [
  {
    text: 'Swipe in from the left edge of the reader’s screen.',
    drawing: (
      <Device>
        <path
          d="M12 62h32m-9-9 9 9-9 9"
          strokeWidth="4"
          strokeLinecap="round"
          strokeLinejoin="round"
          className="stroke-go"
        />
        <Finger x={10} y={62} />
      </Device>
    ),
  },
  {
    text: 'Press Settings.',
    drawing: (
      <Device>
        <rect x="6" y="8" width="44" height="106" rx="4" className="fill-control" />
        <Line y={24} width={24} />
        <rect x="10" y="38" width="36" height="14" rx="4" className="fill-go-soft" />
        <Line y={43} width={22} />
        <Line y={62} width={18} />
        <Finger x={40} y={46} />
      </Device>
    ),
  },
  {
    text: 'Type the admin passcode: 07139, unless you have changed it.',
    drawing: (
      <Device>
        {[16, 26, 36, 46, 56].map(x => (
          <circle key={x} cx={x} cy="28" r="3" className="fill-ink" />
        ))}
        {[48, 66, 84].flatMap(y =>
          [18, 36, 54].map(x => <circle key={`${x}-${y}`} cx={x} cy={y} r="6" className="fill-control" />),
        )}
        <circle cx="36" cy="102" r="6" className="fill-go-soft" />
        <Finger x={36} y={102} />
      </Device>
    ),
  },
  {
    text: 'Press Generate pairing code. Three words appear.',
    drawing: (
      <Device>
        <Line x={16} y={26} width={40} />
        <rect x="12" y="40" width="48" height="30" rx="5" className="fill-go-soft" />
        <text x="36" y="52" textAnchor="middle" fontSize="7" fontWeight="600" className="fill-go-ink">
          quick-brown
        </text>
        <text x="36" y="63" textAnchor="middle" fontSize="7" fontWeight="600" className="fill-go-ink">
          -fox
        </text>
        <Line x={22} y={84} width={28} />
      </Device>
    ),
  },
]

/** Where a reader shows its pairing code, drawn. https://docs.stripe.com/terminal/fleet/register-readers */
export const PairingGuide = () => (
  <section className="rounded-tile bg-canvas p-4">
    <h3 className="mb-3 font-label text-body">Where the reader shows its code</h3>
    <ol className="grid grid-cols-2 gap-4 max-[479px]:grid-cols-1">
      {STEPS.map(({ text, drawing }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps are fixed.
        <li key={i} className="flex min-w-0 items-center gap-3">
          {drawing}
          <p className="min-w-0 text-small">
            <b className="block font-label">{i + 1}</b>
            {text}
          </p>
        </li>
      ))}
    </ol>
    <p className="mt-3 text-ink-2 text-small">
      A code is good once and for a few minutes. The reader has to be on the network to get one.
    </p>
  </section>
)
