// The one lease under which tags of a shop are written.
export const taggingStage = 'tagging'
