// The chart of a segment's size: a line over time, read by pointer, by finger or with the arrow keys; its numbers are a table below.
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { lineOf, placeOf, pointAt, topOf } from '#app/components/segments/chart-scale.ts'
import { wordsForSize } from '#app/components/segments/history-words.ts'
import type { History } from '#app/components/segments/use-history.ts'
import { day } from '#app/components/wording/instants.ts'
import { count } from '#app/components/wording/numbers.ts'

const dates = [0, 0.25, 0.5, 0.75, 1]
const moves: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity }
const share = (value: number): string => `${(value * 100).toFixed(2)}%`

export function SizeChart({ history }: { history: History }) {
  const { sizes, zone } = history
  const [chosen, choose] = useState<number | null>(null)
  const last = sizes.length - 1
  const point = Math.min(chosen ?? last, last)
  const size = sizes[point]
  if (size === undefined) return null
  const open = sizes.some(({ unknown }) => unknown > 0)
  const top = topOf(Math.max(...sizes.map(({ members, unknown }) => Math.max(members, unknown))))
  const words = wordsForSize(history, point)
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    choose(pointAt(sizes, (event.clientX - left) / width))
  }
  const press = (event: KeyboardEvent) => {
    const by = moves[event.key]
    if (by === undefined) return
    event.preventDefault()
    choose(Math.max(0, Math.min(last, point + by)))
  }
  return (
    <div>
      <p className="strata-chart__reading" aria-hidden="true">{words}</p>
      <div className="strata-chart">
        {[1, 0.5, 0].map((part) => <span key={part} className="strata-chart__height" style={{ top: share(1 - part) }} aria-hidden="true">{count(top * part)}</span>)}
        <div
          className="strata-chart__plot"
          role="slider"
          tabIndex={0}
          aria-label="Size over time"
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={point}
          aria-valuetext={words}
          onPointerMove={follow}
          onPointerDown={follow}
          onPointerLeave={(event) => { if (event.pointerType === 'mouse') choose(null) }}
          onKeyDown={press}
        >
          <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            {[0, 500, 1000].map((height) => <line key={height} className="strata-chart__grid" x1="0" x2="1000" y1={height} y2={height} />)}
            <polygon className="strata-chart__area" points={`0,1000 ${lineOf(sizes, 'members', top)} 1000,1000`} />
            {open ? <polyline className="strata-chart__unknown" points={lineOf(sizes, 'unknown', top)} /> : null}
            <polyline className="strata-chart__line" points={lineOf(sizes, 'members', top)} />
          </svg>
          <span className="strata-chart__marker" style={{ left: share(placeOf(sizes, point)) }} />
          <span className="strata-chart__dot" style={{ left: share(placeOf(sizes, point)), top: share(1 - size.members / top) }} />
        </div>
      </div>
      <div className="strata-chart__dates" aria-hidden="true">
        {dates.map((part) => <span key={part}>{day(sizes[0]!.at + part * (sizes[last]!.at - sizes[0]!.at), zone)}</span>)}
      </div>
      {open ? <p className="strata-chart__legend" aria-hidden="true"><span>In the segment</span><span>Cannot be said</span></p> : null}
    </div>
  )
}
