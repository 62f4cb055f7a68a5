// Thrown when the store will not do what it was asked: the message says why, in words fit for an answer.

export class Refused extends Error {}
