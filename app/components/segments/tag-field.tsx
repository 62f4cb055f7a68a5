// The tag that customers of the segment carry in Shopify.
import { TextField } from '@shopify/polaris'

export interface TagFieldProps {
  readonly tag: string
  readonly error: string | undefined
  readonly onChange: (tag: string) => void
  readonly onBlur: () => void
}

export function TagField({ tag, error, onChange, onBlur }: TagFieldProps) {
  return (
    <TextField
      label="Tag"
      value={tag}
      onChange={onChange}
      onBlur={onBlur}
      autoComplete="off"
      maxLength={300}
      error={error}
      helpText="Customers who join get it, those who leave lose it. A tag you gave a customer yourself is never removed."
    />
  )
}
