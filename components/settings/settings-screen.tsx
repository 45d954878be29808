'use client'

import { Card, OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { AppearanceControls } from '#components/ui/appearance-controls.tsx'
import type { CardSettingsAnswer } from '#lib/contracts/card-settings.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import { CardSettings } from './card-settings.tsx'

type Props = {
  cards: CardSettingsAnswer
  office: OfficeView
  /** Who is signed in, where that person may not change how cards are taken. */
  onlyLooks?: string | undefined
}

/** How cards are taken, and how this register looks and sounds. */
export const SettingsScreen = ({ cards, office, onlyLooks }: Props) => (
  <OfficeFrame here="settings" office={office} title={<OfficeTitle>Settings</OfficeTitle>}>
    <div className="@container">
      <div className="grid grid-cols-[1fr_380px] items-start gap-5 @max-[900px]:grid-cols-1">
        <CardSettings first={cards} onlyLooks={onlyLooks} />
        <Card className="grid gap-5 p-6 max-[719px]:p-4">
          <header>
            <h2 className="font-strong text-title">Look and sound</h2>
            <p className="text-ink-2 text-small">On this browser alone, at once.</p>
          </header>
          <AppearanceControls />
        </Card>
      </div>
    </div>
  </OfficeFrame>
)
