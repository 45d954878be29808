'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { DataTable } from '#components/office/data-table.tsx'
import { OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { Button } from '#components/ui/button.tsx'
import { formatFor } from '#lib/client/format.ts'
import { useRead } from '#lib/client/use-read.ts'
import type { CounterSettingsAnswer } from '#lib/contracts/counter-settings.ts'
import { registersKey } from '#lib/contracts/keys.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { RegisterSeenAnswer, RegistersAnswer } from '#lib/contracts/registers.ts'
import { may } from '#lib/domain/permissions.ts'
import { CounterSettings, useCounterForm } from './counter-settings.tsx'
import { alsoInFile, columnsFor, locationFilter, locationOf, stateFilter } from './register-columns.tsx'

const NewRegister = dynamic(async () => (await import('./new-register.tsx')).NewRegister)
const RegisterSheet = dynamic(async () => (await import('./register-sheet.tsx')).RegisterSheet)
const CodeDialog = dynamic(async () => (await import('./code-dialog.tsx')).CodeDialog)

type Props = { office: OfficeView; first: RegistersAnswer; counter: CounterSettingsAnswer }

/** What is open beside the list. */
type Open =
  | { readonly what: 'new' }
  | { readonly what: 'register' | 'code'; readonly id: RegisterSeenAnswer['id'] }

/** The counters of the shop: which browsers they are, their readers, their printers and what lies in the drawer. */
export function RegistersScreen({ office, first, counter }: Props) {
  const { data = first } = useRead(registersKey, readRegisters, { first, everyMs: 20_000 })
  const [open, setOpen] = useState<Open>()
  const counterForm = useCounterForm(counter)
  const close = () => setOpen(undefined)
  const mayManage = may(office.who.role, 'registers.manage')
  const format = formatFor(office.shop.country, office.shop.currency)
  const { locations } = data
  const columns = columnsFor({ format, mayManage, locations, onCode: id => setOpen({ what: 'code', id }) })
  const chosen =
    open === undefined || open.what === 'new' ? undefined : data.registers.find(({ id }) => id === open.id)
  const add = (
    <Button
      size={48}
      // Once something is typed below, saving that is the next step.
      variant={counterForm.isDirty ? 'outline' : 'go'}
      className="px-5"
      off={mayManage ? false : 'Needs a manager'}
      onClick={() => setOpen({ what: 'new' })}
    >
      Add a register
    </Button>
  )
  return (
    <OfficeFrame
      here="registers"
      office={office}
      title={<OfficeTitle>Registers</OfficeTitle>}
      actions={data.registers.length > 0 ? add : undefined}
    >
      <DataTable
        rows={data.registers}
        columns={columns}
        rowKey={({ id }) => id}
        onOpen={({ id }) => setOpen({ what: 'register', id })}
        label="Registers"
        search={register =>
          `${register.name} ${register.readerLabel ?? ''} ${register.people.join(' ')} ${locationOf(register, locations)}`
        }
        filters={[stateFilter, locationFilter(data)]}
        exportName="registers"
        alsoInFile={alsoInFile(office.shop.currency, locations)}
        needsSomebody={({ revokedAt, openSale }) => revokedAt !== null && openSale !== null}
        empty={{
          title: 'No register yet',
          line: 'A register is a browser at a counter. Add one, then show its code.',
          action: add,
        }}
      />
      <CounterSettings
        form={counterForm}
        off={may(office.who.role, 'settings.manage') ? undefined : 'Needs a manager'}
      />
      {open?.what === 'new' ? (
        <NewRegister
          answer={data}
          office={office}
          onClose={close}
          onAdded={id => setOpen({ what: 'code', id })}
        />
      ) : null}
      {open?.what === 'register' && chosen ? (
        <RegisterSheet
          register={chosen}
          answer={data}
          office={office}
          format={format}
          onCode={() => setOpen({ what: 'code', id: chosen.id })}
          onClose={close}
        />
      ) : null}
      {open?.what === 'code' && chosen ? <CodeDialog register={chosen} onClose={close} /> : null}
    </OfficeFrame>
  )
}

const readRegisters = (body: unknown): RegistersAnswer | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'registers' in body ? (body as RegistersAnswer) : undefined
