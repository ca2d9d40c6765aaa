import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to a server of this machine that can be cut and mended. */
export interface CutLine {
	readonly origin: string;
	/** Ends all connections; whoever connects until `mend` is refused. */
	cut(): void;
	mend(): void;
	close(): void;
}

/** Carries TCP to a port of this machine; `delay`: how late each piece comes, ms, asked for each anew. Order is kept. */
export async function openCutLine(port: number, delay: () => number = () => 0): Promise<CutLine> {
	let whole = true;
	const open = new Set<Socket>();
	const server = createServer((near) => {
		if (!whole) {
			near.destroy();
			return;
		}
		const far = connect(port, '127.0.0.1');
		carry(near, far, delay);
		carry(far, near, delay);
		for (const socket of [near, far]) {
			open.add(socket);
			socket.setNoDelay(true);
			socket.on('error', () => socket.destroy());
			socket.on('close', () => open.delete(socket));
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port: own } = server.address() as AddressInfo; // it listens on a port
	const destroyAll = () => open.forEach((socket) => socket.destroy());
	return {
		origin: `http://127.0.0.1:${String(own)}`,
		cut() {
			whole = false;
			destroyAll();
		},
		mend() {
			whole = true;
		},
		close() {
			server.close();
			destroyAll();
		}
	};
}

function carry(from: Socket, to: Socket, delay: () => number): void {
	const waiting: { readonly at: number; readonly act: () => void }[] = [];
	let timer: ReturnType<typeof setTimeout> | undefined;
	// One timer for all: two that are due in the same millisecond may fire in either order.
	const deliver = () => {
		timer = undefined;
		for (let [first] = waiting; first && first.at <= performance.now(); [first] = waiting) {
			waiting.shift();
			first.act();
		}
		const [next] = waiting;
		if (next) timer = setTimeout(deliver, Math.max(0, next.at - performance.now()));
	};
	const later = (act: () => void) => {
		const at = Math.max(waiting.at(-1)?.at ?? 0, performance.now() + delay());
		waiting.push({ at, act });
		timer ??= setTimeout(deliver, Math.max(0, at - performance.now()));
	};
	from.on('data', (chunk: Buffer) => later(() => to.write(chunk)));
	from.on('end', () => later(() => to.end()));
	// What was sent before comes first.
	from.on('close', () => later(() => to.destroy()));
}
