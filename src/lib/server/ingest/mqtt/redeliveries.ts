import { crc32 } from 'node:zlib';
import type { PublishPacket } from 'aedes';
import { RecentSet } from '../recent-set.ts';

const KNOWN = 50_000;

/** Tells a packet that was sent again (DUP) from one that was never taken. */
export class Redeliveries {
	readonly #taken = new RecentSet(KNOWN);
	readonly #running = new Map<string, Promise<void>>();

	/** Takes the packet once: one that was sent again shares the outcome of the first. */
	once(client: string, packet: PublishPacket, take: () => Promise<void>): Promise<void> {
		if (packet.qos === 0) return take();
		const key = `${client} ${packet.messageId} ${packet.topic} ${packet.payload.length} ${crc32(packet.payload)}`;
		if (packet.dup) {
			if (this.#taken.has(key)) return Promise.resolve();
			const running = this.#running.get(key);
			if (running) return running;
		}
		const taking = take().then(() => this.#taken.add(key));
		this.#running.set(key, taking);
		const done = () => this.#running.delete(key);
		taking.then(done, done);
		return taking;
	}
}
