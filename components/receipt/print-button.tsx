'use client'

import { Printer } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'

export const PrintButton = () => (
  <Button
    variant="go"
    icon={<Printer className="size-5.5" aria-hidden="true" />}
    onClick={() => window.print()}
  >
    Print
  </Button>
)
