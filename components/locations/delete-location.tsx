import { useRouter } from 'next/navigation'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { useQuestion } from '#components/office/use-question.ts'
import { Button } from '#components/ui/button.tsx'
import { locationKey, locationsKey } from '#lib/contracts/keys.ts'
import type { Location } from '#lib/contracts/locations.ts'

type Props = { location: Location; name: string; off: string | undefined }

/** Asked by its name; where it cannot go yet, the way to what keeps it. */
export function DeleteLocation({ location, name, off }: Props) {
  const router = useRouter()
  const { asked, ask, keep, wish } = useQuestion<'delete'>({
    url: locationKey(location.id),
    method: 'DELETE',
    asksAgain: [locationsKey],
    onDone: () => router.push('/locations'),
    withinMs: 90_000,
    mayBe: 'deleted',
  })
  const because = whyNot(location)
  return (
    <>
      <Button size={48} variant="danger-outline" className="px-5" off={off} onClick={() => ask('delete')}>
        Delete
      </Button>
      {asked && because !== undefined ? (
        <ConfirmDialog
          question={because.href === undefined ? `${name} stays` : `${name} cannot be deleted yet`}
          body={because.text}
          confirm={because.go}
          keep="Back"
          onConfirm={() => (because.href === undefined ? keep() : router.push(because.href))}
          onKeep={keep}
        />
      ) : null}
      {asked && because === undefined ? (
        <ConfirmDialog
          danger
          question={`Delete ${name}?`}
          body="Stripe forgets the location, and it cannot be brought back. What its readers were set to, a Wi-Fi password too, stays in Stripe’s Dashboard, set for no reader. Sales that were made there stay."
          confirm="Delete the location"
          keep="Keep it"
          typed={name}
          wish={wish}
          onConfirm={() => void wish.send()}
          onKeep={keep}
        />
      ) : null}
    </>
  )
}

type WhyNot = { readonly text: string; readonly go: string; readonly href?: string }

/** Not a dead end: where to go first, or what to do instead. */
function whyNot({ id, readers, registers, isShops }: Location): WhyNot | undefined {
  if (isShops)
    return {
      text: 'It is the shop’s own: registers without a location of their own are there. Give it another name and address here instead; readers and registers stay with it.',
      go: 'Change it here',
    }
  const count = readers.length
  if (count > 0)
    return {
      text: `${count === 1 ? 'A reader stands' : `${count} readers stand`} there. Move or delete ${count === 1 ? 'it' : 'them'} first.`,
      go: count === 1 ? 'Go to the reader' : 'Go to the readers',
      href: `/readers?place=${id}`,
    }
  if (registers.length > 0)
    return {
      text: `${registers.join(', ')} ${registers.length === 1 ? 'sells' : 'sell'} there. Give ${registers.length === 1 ? 'it' : 'them'} another location first.`,
      go: 'Go to Registers',
      href: '/registers',
    }
  return undefined
}
