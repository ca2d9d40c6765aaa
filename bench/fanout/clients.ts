import { decodeFrames } from '#lib/model/wire/decode-frame.ts';
import { KIND_CODES, columnOf } from '#lib/model/wire/frame.ts';

/** What the bench tells this process to do. */
export type ToClients =
	| {
			readonly kind: 'connect';
			readonly port: number;
			readonly namespace: string;
			/** Sent once a socket is connected, by client: the text of a socket.io packet. */
			readonly greetings: readonly string[];
			/** Messages before the first of a round. */
			readonly first: number;
			/** So many clients look into their messages. */
			readonly checked: number;
	  }
	| { readonly kind: 'close' };

/** What this process says. */
export type FromClients =
	| { readonly kind: 'ready' }
	/** Every client got its message; of those that look into theirs, what was in it. */
	| { readonly kind: 'round'; readonly bytes: number; readonly seen: readonly Seen[] };
export interface Seen {
	readonly client: number;
	readonly rows: number;
	/** Sum of the longitudes, 1e-7 degrees. */
	readonly lon: number;
}

/**
 * Plain sockets in a process of their own, so that their work is not the server's: they speak just enough of
 * engine.io to be connected, acknowledge frames by their header, and only the first few look into their messages.
 */
const say = (message: FromClients) => process.send!(message);
let sockets: WebSocket[] = [];
let waiting = 0;
let bytes = 0;
let seen: Seen[] = [];

process.on('message', (message: ToClients) => {
	if (message.kind === 'connect') connect(message);
	else {
		for (const socket of sockets) socket.close();
		sockets = [];
	}
});

function connect({
	port,
	namespace,
	greetings,
	first,
	checked
}: Extract<ToClients, { kind: 'connect' }>): void {
	let isReady = false;
	waiting = greetings.length * first;
	const received = () => {
		if (--waiting > 0) return;
		waiting = sockets.length;
		if (isReady) say({ kind: 'round', bytes, seen });
		else say({ kind: 'ready' });
		isReady = true;
		bytes = 0;
		seen = [];
	};
	sockets = greetings.map((greeting, client) => {
		const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
		socket.binaryType = 'arraybuffer';
		socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
			if (typeof data !== 'string') {
				const view = new DataView(data);
				socket.send(`42${namespace},["k",{"a":[[1,${view.getUint32(12, true)}]]}]`);
				if (view.getUint8(5) === KIND_CODES.heartbeat) return;
				bytes += data.byteLength;
				if (client < checked) seen.push({ client, ...inFrames(data) });
				received();
			} else if (data.startsWith('0')) socket.send(`40${namespace},`);
			else if (data === '2') socket.send('3');
			else if (data.startsWith(`40${namespace}`)) {
				if (greeting) socket.send(greeting);
			} else if (data.startsWith(`42${namespace},["f"`)) {
				bytes += data.length;
				if (client < checked) seen.push({ client, ...inJson(data) });
				received();
			}
		});
		return socket;
	});
	if (first === 0) {
		// Peers join rooms by their greeting and get nothing before the first round.
		const opened = setInterval(() => {
			if (sockets.some(({ readyState }) => readyState !== WebSocket.OPEN)) return;
			clearInterval(opened);
			setTimeout(() => {
				isReady = true;
				waiting = sockets.length;
				say({ kind: 'ready' });
			}, 300);
		}, 20);
	}
}

function inFrames(data: ArrayBuffer): Omit<Seen, 'client'> {
	const frames = decodeFrames(data);
	let lon = 0;
	for (const frame of frames) for (const value of columnOf(frame, 'lon') ?? []) lon += value;
	return { rows: frames.reduce((sum, { count }) => sum + count, 0), lon };
}

function inJson(text: string): Omit<Seen, 'client'> {
	const body = (JSON.parse(text.slice(text.indexOf('['))) as [string, Vehicle[] | { lon: number[] }])[1]; // made by the bench
	const lons = Array.isArray(body) ? body.map(({ lng }) => Math.round(lng * 1e7)) : body.lon;
	return { rows: lons.length, lon: lons.reduce((sum, value) => sum + value, 0) };
}

interface Vehicle {
	readonly lng: number;
}
