// The rules to start from, as a list of choices.
import { Badge, BlockStack, Box, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { templates } from '#app/components/segments/templates.ts'

export function TemplateList() {
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            Start from a ready-made rule
          </Text>
          <Text as="p" tone="subdued">
            You can change everything before it is saved.
          </Text>
        </BlockStack>
      </Box>
      {templates.map((template) => (
        <Box key={template.key} padding="400" borderBlockStartWidth="025" borderColor="border">
          <InlineStack align="space-between" blockAlign="center" gap="300" wrap={false}>
            <BlockStack gap="100">
              <InlineStack align="start" gap="200" blockAlign="center">
                <Text as="h3" variant="headingSm">
                  {template.name}
                </Text>
                <Badge>{template.kind}</Badge>
              </InlineStack>
              <Text as="p" tone="subdued">
                {template.says}
              </Text>
            </BlockStack>
            <Button url={`/app/segments/new?from=${template.key}`} accessibilityLabel={`Use the rule “${template.name}”`}>
              Use
            </Button>
          </InlineStack>
        </Box>
      ))}
    </Card>
  )
}
