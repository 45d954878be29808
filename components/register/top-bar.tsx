import { Mark } from '#components/ui/logo.tsx'
import { LampsBox } from './lamps-box.tsx'
import { SearchBox } from './search-box.tsx'
import { Who } from './who.tsx'

export const TopBar = () => (
  <>
    <span className="till-mark">
      <Mark />
    </span>
    <SearchBox />
    <LampsBox />
    <Who />
  </>
)
