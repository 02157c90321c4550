/** The used part of a WebSocket, which those of browsers, of Node and of npm's `ws` have. */

export interface WebSocketLike {
  readonly readyState: number;
  /** The subprotocol that the server chose; empty for none. */
  readonly protocol: string;
  binaryType: string;
  onopen: ((event: any) => void) | null;
  onmessage: ((event: any) => void) | null;
  onclose: ((event: any) => void) | null;
  onerror: ((event: any) => void) | null;
  send(message: string | ArrayBuffer): void;
  close(code?: number, reason?: string): void;
}

export type WebSocketClass = new (url: string, protocols: string[]) => WebSocketLike;
