// Lines joined to pieces of some 64 KiB: a long list then costs few writes and little memory.

const enough = 65_536

export function* pieces(lines: Iterable<string>): Generator<string> {
  let piece = ''
  for (const line of lines) {
    piece += line + '\n'
    if (piece.length < enough) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}
