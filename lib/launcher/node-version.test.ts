import { expect, test } from 'vitest'
import { complaintAboutNode } from './node-version.js'

test.each(['20.19.0', '20.20.2', '22.12.0', '24.0.0', '26.1.3'])('Node %s will do', version => {
  expect(complaintAboutNode(version)).toBeUndefined()
})

test.each(['14.21.3', '18.20.8', '20.9.0', '21.7.3', '22.11.0'])(
  'Node %s is refused in one sentence',
  version => {
    expect(complaintAboutNode(version)).toMatch(
      /^Tapline needs Node 20\.19 .*; this is Node \d+\.\d+\.\d+\.$/,
    )
  },
)
