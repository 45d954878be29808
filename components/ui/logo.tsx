const LINE = 'M2.5 16.5H13c7 0 6 12.5 13 12.5s6-12.5 13-12.5h10.5'

/** The mark: a straight line that gives way under a tap. Not under 20 px high. Named only where nothing beside it is. */
export function Mark({ height = 40, named = false }: { height?: number; named?: boolean }) {
  return (
    <svg
      width={height * 1.3}
      height={height}
      viewBox="0 0 52 40"
      fill="none"
      role="img"
      aria-label="Tapline"
      aria-hidden={!named}
    >
      <path d={LINE} stroke="currentColor" strokeWidth="4.4" strokeLinecap="round" />
      <circle cx="26" cy="14" r="6.2" className="fill-go-mark" />
    </svg>
  )
}

/** The mark as an empty cart shows it: wide, waiting for the first tap. */
export function RestingLine() {
  return (
    <svg width="220" height="70" viewBox="0 0 220 70" fill="none" aria-hidden="true" className="max-w-full">
      <path
        d="M6 26H72C94 26 88 52 110 52S126 26 148 26H214"
        strokeWidth="7"
        strokeLinecap="round"
        className="stroke-line"
      />
      <circle cx="110" cy="24" r="15" className="fill-go" />
    </svg>
  )
}
