// Answers with the right kind of body.
import type { ServerResponse } from 'node:http'

export function replyJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body))
}

/** The storage service speaks XML. */
export function replyXml(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/xml; charset=UTF-8' }).end(`<?xml version='1.0' encoding='UTF-8'?>${body}`)
}

export const xmlError = (code: string, message: string): string => `<Error><Code>${code}</Code><Message>${message}</Message></Error>`
