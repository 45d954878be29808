'use client'

import PageError from './error.tsx'
import './globals.css'

/** The frame itself broke: this stands in for the layout, so it brings its own html and styles. */
export default function GlobalError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <PageError {...props} />
      </body>
    </html>
  )
}
