import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Between a browser and a server that are one machine: as fast as a good mobile line. */
export interface SlowLine {
	readonly origin: string;
	/** Bytes that have come down to the browser so far: heads, bodies and frames of every thread of the page. */
	readonly down: number;
	/** What had come by an instant, epoch ms. */
	downBy(at: number): number;
	/** Cuts it: whoever connects from now on is refused. */
	cut(): Promise<void>;
}

/** Of one write; small enough that connections share the line evenly. */
const PIECE = 8192;

/**
 * Carries TCP to a port of this machine. All connections share `bitsPerSecond` downwards, each byte comes
 * `delayMs` late. Throttling in the browser would leave workers and sockets at full speed, and count nothing of theirs.
 */
export async function openSlowLine(
	port: number,
	{ bitsPerSecond, delayMs }: { readonly bitsPerSecond: number; readonly delayMs: number }
): Promise<SlowLine> {
	let down = 0;
	const course: { readonly at: number; readonly down: number }[] = [];
	let free = 0;
	const open = new Set<Socket>();
	const server = createServer((browser) => {
		const city = connect(port, '127.0.0.1');
		open.add(browser).add(city);
		const whenThere = (bytes: number, act: () => void) => {
			const start = Math.max(free, performance.now());
			free = start + (bytes * 8000) / bitsPerSecond;
			setTimeout(act, free + delayMs - performance.now());
		};
		browser.on('data', (chunk) => setTimeout(() => city.write(chunk), delayMs));
		city.on('data', (chunk: Buffer) => {
			for (let at = 0; at < chunk.length; at += PIECE) {
				const piece = chunk.subarray(at, at + PIECE);
				whenThere(piece.length, () => {
					if (browser.destroyed) return;
					down += piece.length;
					course.push({ at: Date.now(), down });
					browser.write(piece);
				});
			}
		});
		city.on('end', () => whenThere(0, () => browser.end()));
		for (const [socket, other] of [
			[browser, city],
			[city, browser]
		] as const) {
			socket.on('error', () => other.destroy());
			socket.on('close', () => open.delete(socket));
		}
		browser.on('close', () => city.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port: own } = server.address() as AddressInfo; // it listens on a port
	return {
		origin: `http://127.0.0.1:${String(own)}`,
		get down() {
			return down;
		},
		downBy: (at) => course.findLast((one) => one.at <= at)?.down ?? 0,
		cut() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			for (const socket of open) socket.destroy();
			return closed;
		}
	};
}
