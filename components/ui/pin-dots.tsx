/** As many dots as were typed; never how many there should be. */
export function PinDots({ typed }: { typed: number }) {
  return (
    <div role="status" aria-label={`${typed} digits typed`} className="flex h-6 justify-center gap-5.5">
      {Array.from({ length: typed }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: dots are all the same; the index is what they are.
        <span key={i} className="size-6 rounded-full bg-ink forced-colors:bg-[CanvasText]" />
      ))}
    </div>
  )
}
