import type { ComponentProps } from 'react'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { RegisterForm } from './register-form.tsx'

type Props = Omit<ComponentProps<typeof RegisterForm>, 'register' | 'off'>

/** A counter more. Its code is shown next. */
export const NewRegister = (props: Props) => (
  <FormSheet open title="A new register" onClose={props.onClose}>
    <RegisterForm {...props} />
  </FormSheet>
)
