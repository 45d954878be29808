'use client'

import PageError from './error.tsx'
import './globals.css'

/** The frame itself broke: this stands in for the layout, so it brings its own html and styles. */
export default function GlobalError(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>This page could not be drawn · Tapline</title>
      </head>
      <body>
        <PageError {...props} />
      </body>
    </html>
  )
}
