import { Sheet } from '#components/ui/sheet.tsx'

/** https://docs.stripe.com/terminal/network-requirements */
const GROUPS: readonly { readonly title: string; readonly items: readonly string[] }[] = [
  {
    title: 'At the reader',
    items: [
      'It is on power. On battery its screen sleeps after an hour.',
      'Wi-Fi or an Ethernet cable, not both.',
      'Its diagnostics (swipe from the left edge, Settings, passcode) show a tick at DNS, Stripe and Terminal events.',
      'At night it restarts and updates by itself: a few minutes offline then are as they should be.',
    ],
  },
  {
    title: 'At the Wi-Fi',
    items: [
      'WPA, WPA2 or WPA3 with a password, or EAP. No page to sign in on.',
      'A band without Wi-Fi 6: readers do not speak it.',
      'The reader gets a private IPv4 address by DHCP.',
      'The lease, and any session, last a whole working day.',
    ],
  },
  {
    title: 'At the firewall',
    items: [
      'Outbound HTTPS to Stripe’s domains is let through.',
      'No proxy that opens TLS stands between.',
      'The till and the reader need not be in the same network: they meet at Stripe.',
    ],
  },
]

/** What to look at when a reader is offline or slow. */
const NetworkChecklist = () => (
  <div className="grid gap-5">
    {GROUPS.map(({ title, items }) => (
      <section key={title}>
        <h3 className="mb-2 font-label text-body">{title}</h3>
        <ul className="grid gap-1">
          {items.map(item => (
            <li key={item}>
              <label className="flex min-h-11 cursor-pointer items-start gap-3 rounded-chip px-2 py-2 hover:bg-canvas">
                <input type="checkbox" className="mt-0.5 size-5.5 flex-none accent-go" />
                <span>{item}</span>
              </label>
            </li>
          ))}
        </ul>
      </section>
    ))}
    <p className="text-ink-2 text-small">
      A reader counts as offline when Stripe has heard nothing of it for two minutes. Payments are not refused
      because of that: what counts is its answer.
    </p>
  </div>
)

export const ChecklistSheet = ({ onClose }: { onClose: () => void }) => (
  <Sheet open title="Network checklist" onClose={onClose}>
    <NetworkChecklist />
  </Sheet>
)
