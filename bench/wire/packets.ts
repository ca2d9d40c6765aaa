import { Decoder, Encoder } from 'socket.io-msgpack-parser';

const EVENT = '/live,';
/** What socket.io sends beside a binary attachment, bytes. */
export const ATTACHMENT_HEADER = '451-/live,["f",{"_placeholder":true,"num":0}]'.length;

const encoder = new Encoder();
export const jsonPacket = (body: unknown) => `2${EVENT}${JSON.stringify(['f', body])}`;
/** The parser's types promise one ArrayBuffer; it gives a list of one Buffer. */
export const msgpackPacket = (body: unknown) =>
	(encoder.encode({ type: 2, nsp: '/live', data: ['f', body] }) as unknown as Buffer[])[0]!;
export const jsonBody = (text: string) => (JSON.parse(text.slice(text.indexOf('['))) as [string, unknown])[1];
export function msgpackBody(bytes: Buffer): unknown {
	let body: unknown;
	const decoder = new Decoder();
	decoder.on('decoded', (packet: { data: unknown[] }) => (body = packet.data[1]));
	decoder.add(bytes);
	return body;
}
